/**
 * Discussing topics. Live, one follows the other: at its end each one's thread asks whether to continue. Without an answer the next begins, and the
 * phase ends with the last.
 */
import type { Instant } from '#core/clock.ts';
import type { FeaturePart } from '#core/feature.ts';
import type { RowId } from '#core/ids.ts';
import { defineJob } from '#core/job.ts';
import type { Action } from '#core/kit/action.ts';
import { endedMessage } from '#core/kit/ended.ts';
import { gone } from '#core/kit/message.ts';
import { clear, errors, nothing, onAction, onSubmit, open, type Reply, say } from '#core/listener.ts';
import { atMoment } from '#core/sentence.ts';
import type { Work } from '#core/work.ts';
import { readCards } from '../group/handlers.ts';
import { titlesIn } from '../group/rows.ts';
import { renderSee } from '../group/reading.ts';
import { themesOf } from '../group/themes.ts';
import { type Acting, refused, refusedAt, tell, tellUnread, withRetro } from '../session/answers.ts';
import { type Loaded, loadRetro } from '../session/load.ts';
import { applyEvent, settle } from '../session/operations.ts';
import { endOf } from '../session/lengths.ts';
import { retroPost } from '../session/retro-post.ts';
import { titled, wordsFor } from '../session/words.ts';
import { rankedTopics } from '../vote/rows.ts';
import {
  askPost,
  beginTopic,
  discussionPost,
  type DiscussionRow,
  discussions,
  discussionsOf,
  discussPosts,
  loadDiscussion,
  saidPost,
  setEnd,
  talkJob,
  wakeAt,
} from './operations.ts';
import { allSaid, askedFor, onceMore, topicOn } from './rules.ts';
import * as screens from './screens.ts';

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
  allSaid(endsAt, Math.max(0, retro.top - on.place), retro.lengths.discuss, retro.calendar);

/** Closes a topic: its message shows no end time and its question is settled. */
async function leave({ scope, now }: Work, { row }: Loaded, on: TimedTopic): Promise<void> {
  // Left early, it ended now.
  if (now < on.ends_at) await scope.update(discussions, on.id, { ends_at: now });
  await scope.refresh(discussionPost(row, on));
  await scope.refresh(askPost(row, on, on.ends_at));
}

/** After the last topic nothing begins: the phase ends by its own time. */
async function beginNext(work: Work, loaded: Loaded, on: DiscussionRow): Promise<void> {
  const { row, retro } = loaded;
  const next = (await discussionsOf(work.scope, row.id)).find(({ place }) => place === on.place + 1);
  if (next === undefined || next.place > retro.top) return;
  const endsAt = endOf(retro.lengths.discuss, work.now, retro.calendar);
  await applyEvent(work, loaded, { kind: 'talk', endsAt: allSaidFrom(loaded, next, endsAt) });
  await beginTopic(work, loaded, next);
}

/** Listens to a button of a topic. @param tried see `withRetro` */
const onTopic = <Value extends { readonly discussion: RowId }>(
  action: Action<Value>,
  tried: 'note' | null,
  run: (here: Acting, topic: DiscussionRow, value: Value) => Promise<Reply> | Reply,
) =>
  onAction(action, async (interaction, value) => {
    const topic = await loadDiscussion(interaction.scope, value.discussion);
    if (topic === null) return tell(interaction, 'refused.gone');
    return withRetro(interaction, topic.retro_id, tried, (here) => run(here, topic, value));
  });

const read = onTopic(screens.readTopic, null, async (here, { topic_id: topic }) => {
  const cards = await readCards(here, 0, topic);
  if (!cards.ok) return tellUnread(here);
  const theme = (await themesOf(here.scope, here.loaded.row)).find((one) => one.topic === topic);
  return open(renderSee(here.t, here.loaded, { ...cards.value, theme }));
});

/** Another topic is on, or none. */
async function topicOver(here: Acting, { ends_at: at }: DiscussionRow): Promise<Reply> {
  const { t, loaded, now } = here;
  if (loaded.retro.phase !== 'discuss') return refused(here, 'alreadyEnded', 'discuss');
  // A reopened discussion begins without the times of the one before.
  const ended = at !== null && at <= now ? at : (loaded.retro.beganAt ?? now);
  const what = t.mrkdwn('ended.topicAt', { about: loaded.row.about, at: atMoment(ended) });
  return say(endedMessage({ what, now: t.mrkdwn('ended.now.topic') }));
}

/** A participant wants five minutes more: the first answer settles it. */
const talkOn = onTopic(screens.talkOn, null, async (here, topic, { asked }) => {
  const { id } = topic;
  const { loaded, by, scope, now } = here;
  const on = await topicOnNow(here, loaded);
  if (on?.id === id && on.ends_at !== asked) return tell(here, 'talk.already');
  if (on?.id !== id || now >= asked + askedFor) return topicOver(here, topic);
  const endsAt = now + onceMore;
  const event = { kind: 'goOn', by, endsAt: allSaidFrom(loaded, on, endsAt) } as const;
  const happened = await applyEvent(here, loaded, event);
  if (!happened.ok) return refused(here, happened.code, 'discuss');
  await setEnd(here, loaded, on, endsAt);
  await scope.refresh(askPost(loaded.row, on, asked));
  await scope.publish(saidPost(loaded.row, on, by, endsAt));
  return nothing;
});

/** The facilitator ends a topic early: the next one begins, or the phase after. */
const goOn = onTopic(screens.nextTopic, null, async (here, topic) => {
  const { id } = topic;
  const { loaded, by } = here;
  const on = await topicOnNow(here, loaded);
  if (on?.id !== id) return topicOver(here, topic);
  const isLast = on.place >= loaded.retro.top;
  const event = isLast
    ? ({ kind: 'endPhase', by, phase: 'discuss' } as const)
    : ({ kind: 'note', by } as const);
  const happened = await applyEvent(here, loaded, event);
  if (!happened.ok) return refused(here, happened.code, 'discuss');
  await here.scope.publish(saidPost(loaded.row, on, by, 0));
  await leave(here, loaded, on);
  if (!isLast) await beginNext(here, loaded, on);
  return nothing;
});

const note = onTopic(screens.noteOutcome, 'note', ({ t }, topic) => open(screens.renderOutcome(t, topic)));

const noted = onSubmit(screens.outcomeModal, async (interaction, { discussion: id }, { outcome }) => {
  const { scope, person } = interaction;
  const t = wordsFor(interaction);
  const one = await loadDiscussion(scope, id);
  const loaded = one === null ? null : await loadRetro(scope, one.retro_id);
  if (one === null || loaded === null) return errors({ outcome: t.plain('refused.gone') });
  const happened = await applyEvent(interaction, loaded, { kind: 'note', by: person.userId });
  if (!happened.ok) return refusedAt({ t, loaded }, 'outcome', happened.code, 'discuss');
  await scope.update(discussions, id, { outcome });
  await scope.refresh(discussionPost(loaded.row, one));
  return clear;
});

/** One topic, with its own thread. */
const topic = retroPost(
  discussPosts.topic,
  'title.topic',
  async (t, loaded, { retro, discussion }, read) => {
    const all = await discussionsOf(read, retro);
    const one = all.find(({ id }) => id === discussion);
    if (one === undefined) return null;
    const called = (await rankedTopics(read, loaded.row)).filter(({ id }) => id === one.topic_id);
    const title = (await titlesIn(read, loaded.row, called)).get(one.topic_id) ?? null;
    return screens.topicMessage(t, loaded, one, all, { title, votes: called[0]?.votes ?? null });
  },
  gone,
);

/** Asks whether to continue with it. */
const ask = retroPost(
  discussPosts.ask,
  'title.talkAsk',
  async (t, loaded, { retro, discussion, asked }, read) => {
    const all = await discussionsOf(read, retro);
    const one = all.find(({ id }) => id === discussion);
    return one === undefined ? null : screens.askMessage(t, loaded, one, all, asked);
  },
  async (read, { retro, discussion, asked }, renderContext) => {
    const one = (await discussionsOf(read, retro)).find(({ id }) => id === discussion);
    if (one === undefined) return gone(read, {}, renderContext);
    return wordsFor(renderContext).mrkdwn(one.ends_at === asked ? 'talk.over' : 'talk.wentOn');
  },
);

/** Who decided how it continues. `until`: 0 if it is over. */
const said = retroPost(
  discussPosts.said,
  'title.topic',
  (t, _loaded, { by, until }) => screens.saidMessage(t, by, until),
  gone,
);

/** A topic's time is up: asks, or begins the next one. With the channel's access; if that sees nothing any more, the phase ends as a whole. */
const talk = defineJob(talkJob, 'transition', {
  title: titled('title.talk'),
  run: async (work, { retro }) => {
    const { scope, now } = work;
    const found = await loadRetro(scope, retro);
    const loaded = found === null ? null : await settle(work, found);
    const on = loaded === null ? null : await topicOnNow(work, loaded);
    if (loaded === null || on === null) return;
    const { ends_at: asked } = on;
    if (now < asked) return wakeAt(work, loaded, asked);
    if (now < asked + askedFor) {
      await scope.publish(askPost(loaded.row, on, asked));
      return wakeAt(work, loaded, asked + askedFor);
    }
    await leave(work, loaded, on);
    await beginNext(work, loaded, on);
  },
});

export const discussing: FeaturePart = {
  actions: [read, talkOn, goOn, note],
  views: [noted],
  posts: [topic, ask, said],
  jobs: [talk],
};
