/**
 * Discussing topics. Live, one follows the other: at its end each one's thread asks whether to continue. Without an answer the next begins, and the
 * phase ends with the last.
 */
import type { Instant } from '#core/clock.ts';
import type { FeaturePart } from '#core/feature.ts';
import type { RowId, UserId } from '#core/ids.ts';
import { defineJob } from '#core/job.ts';
import { gone } from '#core/kit/message.ts';
import {
  clear,
  errors,
  type Interaction,
  nothing,
  onAction,
  onSubmit,
  open,
  type Reply,
} from '#core/listener.ts';
import { definePost } from '#core/post.ts';
import { ok, refuse, type Result } from '#core/result.ts';
import type { Work } from '#core/work.ts';
import { readCards, themesOf } from '../group/handlers.ts';
import { renderSee } from '../group/screens.ts';
import { type Acting, refused, tell, tellUnread, withRetro } from '../session/answers.ts';
import { type Loaded, loadRetro } from '../session/load.ts';
import { applyEvent, settle } from '../session/operations.ts';
import { endOf, type Refusal } from '../session/phases.ts';
import { titled, wordsFor } from '../session/words.ts';
import { rankedTopics } from '../vote/rows.ts';
import { beginTopic, setEnd, wakeAt } from './operations.ts';
import { type DiscussionRow, discussions, discussionsOf, loadDiscussion } from './rows.ts';
import { allSaid, askedFor, onceMore, talkedAbout, topicOn } from './rules.ts';
import * as screens from './screens.ts';
import { askPost, discussionPost, saidPost } from './screens.ts';

/** When a topic's time is up: asks, or begins the next topic. */
export async function turnTopics(work: Work, loaded: Loaded): Promise<void> {
  const { scope, now } = work;
  const current = await settle(work, loaded);
  const on = await topicOnNow(work, current);
  if (on === null) return;
  const { ends_at: asked } = on;
  if (now < asked) return wakeAt(work, current, asked);
  if (now < asked + askedFor) {
    await scope.publish(askPost(current.row, on, asked));
    return wakeAt(work, current, asked + askedFor);
  }
  await leave(work, current, on);
  await beginNext(work, current, on);
}

/** A participant wants five minutes more. @param asked when the question was asked; the first answer settles it */
export async function goOnWith(
  work: Work,
  loaded: Loaded,
  by: UserId,
  { discussion, asked }: { readonly discussion: RowId; readonly asked: Instant },
): Promise<Result<Instant, Refusal | 'already'>> {
  const { scope, now } = work;
  const current = await settle(work, loaded);
  const on = await topicOnNow(work, current);
  if (on?.id === discussion && on.ends_at !== asked) return refuse('already');
  if (on?.id !== discussion || now >= asked + askedFor) return refuse('alreadyEnded');
  const endsAt = now + onceMore;
  const happened = await applyEvent(work, current, {
    kind: 'goOn',
    by,
    endsAt: allSaidFrom(current, on, endsAt),
  });
  if (!happened.ok) return happened;
  await setEnd(work, current, on, endsAt);
  await scope.refresh(askPost(current.row, on, asked));
  await scope.publish(saidPost(current.row, on, by, endsAt));
  return ok(endsAt);
}

/** The facilitator ends a topic early: the next one begins, or the phase after. */
export async function goOnFrom(
  work: Work,
  loaded: Loaded,
  by: UserId,
  discussion: RowId,
): Promise<Result<null, Refusal>> {
  const current = await settle(work, loaded);
  const on = await topicOnNow(work, current);
  if (on?.id !== discussion) return refuse('alreadyEnded');
  const isLast = on.place >= talkedAbout(current.retro.topics);
  const event = isLast
    ? ({ kind: 'endPhase', by, phase: 'discuss' } as const)
    : ({ kind: 'note', by } as const);
  const happened = await applyEvent(work, current, event);
  if (!happened.ok) return happened;
  await work.scope.publish(saidPost(current.row, on, by, 0));
  await leave(work, current, on);
  if (!isLast) await beginNext(work, current, on);
  return ok(null);
}

/** The phase was given more time, or less: applies to the current topic. @param by in milliseconds */
export async function stretch(work: Work, loaded: Loaded, by: number): Promise<void> {
  const on = await topicOnNow(work, loaded);
  if (on !== null) await setEnd(work, loaded, on, on.ends_at + by);
}

type TimedTopic = DiscussionRow & { readonly ends_at: Instant };

async function topicOnNow({ scope }: Work, { row, retro }: Loaded): Promise<TimedTopic | null> {
  if (retro.phase !== 'discuss' || retro.pace !== 'live') return null;
  const on = topicOn(await discussionsOf(scope, row.id));
  return on === undefined || on.ends_at === null ? null : { ...on, ends_at: on.ends_at };
}

const allSaidFrom = ({ retro }: Loaded, on: DiscussionRow, endsAt: Instant): Instant =>
  allSaid(endsAt, Math.max(0, talkedAbout(retro.topics) - on.place), retro.lengths.discuss, retro.calendar);

/** Closes a topic: its message shows no end time and its question is settled. */
async function leave({ scope }: Work, { row }: Loaded, on: TimedTopic): Promise<void> {
  await scope.refresh(discussionPost(row, on));
  await scope.refresh(askPost(row, on, on.ends_at));
}

/** After the last topic nothing begins: the phase ends by its own time. */
async function beginNext(work: Work, loaded: Loaded, on: DiscussionRow): Promise<void> {
  const { row, retro } = loaded;
  const next = (await discussionsOf(work.scope, row.id)).find(({ place }) => place === on.place + 1);
  if (next === undefined || next.place > talkedAbout(retro.topics)) return;
  const endsAt = endOf(retro.lengths.discuss, work.now, retro.calendar);
  await applyEvent(work, loaded, { kind: 'talk', endsAt: allSaidFrom(loaded, next, endsAt) });
  await beginTopic(work, loaded, next);
}

async function withTopic(
  interaction: Interaction,
  { discussion: id }: { readonly discussion: RowId },
  tried: 'note' | null,
  run: (here: Acting, topic: DiscussionRow) => Promise<Reply> | Reply,
): Promise<Reply> {
  const one = await loadDiscussion(interaction.scope, id);
  if (one === null) return tell(interaction, 'refused.gone');
  return withRetro(interaction, one.retro_id, tried, (here) => run(here, one));
}

const actions = [
  onAction(screens.readTopic, (interaction, value) =>
    withTopic(interaction, value, null, async (here, { topic_id: topic }) => {
      const cards = await readCards(here, 0, topic);
      if (!cards.ok) return tellUnread(here);
      const theme = (await themesOf(here.scope, here.loaded.row)).find((one) => one.topic === topic);
      return open(renderSee(here.t, here.loaded, { ...cards.value, theme }));
    }),
  ),
  onAction(screens.talkOn, (interaction, value) =>
    withTopic(interaction, value, null, async (here) => {
      const went = await goOnWith(here, here.loaded, here.by, value);
      if (went.ok) return nothing;
      return went.code === 'already' ? tell(here, 'talk.already') : refused(here, went.code);
    }),
  ),
  onAction(screens.nextTopic, (interaction, value) =>
    withTopic(interaction, value, null, async (here, { id }) => {
      const went = await goOnFrom(here, here.loaded, here.by, id);
      return went.ok ? nothing : refused(here, went.code);
    }),
  ),
  onAction(screens.noteOutcome, (interaction, value) =>
    withTopic(interaction, value, 'note', ({ t }, topic) => open(screens.renderOutcome(t, topic))),
  ),
];

const noted = onSubmit(screens.outcomeModal, async (interaction, { discussion: id }, { outcome }) => {
  const { scope, person } = interaction;
  const t = wordsFor(interaction);
  const one = await loadDiscussion(scope, id);
  const loaded = one === null ? null : await loadRetro(scope, one.retro_id);
  if (one === null || loaded === null) return errors({ outcome: t.plain('refused.gone') });
  const happened = await applyEvent(interaction, loaded, { kind: 'note', by: person.userId });
  if (!happened.ok) return errors({ outcome: t.plain(`refused.${happened.code}`) });
  await scope.update(discussions, id, { outcome });
  await scope.refresh(discussionPost(loaded.row, one));
  return clear;
});

/** One topic, with its own thread. */
const topic = definePost(screens.discussPosts.topic, {
  title: titled('title.topic'),
  build: async (read, { retro, discussion }, renderContext) => {
    const loaded = await loadRetro(read, retro);
    const all = await discussionsOf(read, retro);
    const one = all.find(({ id }) => id === discussion);
    if (loaded === null || one === undefined) return null;
    const topics = await rankedTopics(read, retro);
    const votes = topics.find(({ id }) => id === one.topic_id)?.votes ?? null;
    return screens.topicMessage(wordsFor(renderContext), loaded, one, all, votes);
  },
  over: gone,
});

/** Asks whether to continue with it. */
const ask = definePost(screens.discussPosts.ask, {
  title: titled('title.talkAsk'),
  build: async (read, { retro, discussion, asked }, renderContext) => {
    const loaded = await loadRetro(read, retro);
    const all = await discussionsOf(read, retro);
    const one = all.find(({ id }) => id === discussion);
    return loaded === null || one === undefined
      ? null
      : screens.askMessage(wordsFor(renderContext), loaded, one, all, { asked, now: renderContext.now });
  },
  over: async (read, { retro, discussion, asked }, renderContext) => {
    const one = (await discussionsOf(read, retro)).find(({ id }) => id === discussion);
    if (one === undefined) return gone(read, {}, renderContext);
    return wordsFor(renderContext).mrkdwn(one.ends_at === asked ? 'talk.over' : 'talk.wentOn');
  },
});

/** Who decided how it continues. `until`: 0 if it is over. */
const said = definePost(screens.discussPosts.said, {
  title: titled('title.topic'),
  build: async (read, { retro, by, until }, renderContext) =>
    (await loadRetro(read, retro)) === null ? null : screens.saidMessage(wordsFor(renderContext), by, until),
  over: gone,
});

/** With the channel's access; if that sees nothing any more, the phase ends as a whole. */
const talk = defineJob(screens.talkJob, 'transition', {
  title: titled('title.talk'),
  run: async (context, { retro }) => {
    const loaded = await loadRetro(context.scope, retro);
    if (loaded !== null) await turnTopics(context, loaded);
  },
});

export const discussing: FeaturePart = {
  actions,
  views: [noted],
  posts: [topic, ask, said],
  jobs: [talk],
};
