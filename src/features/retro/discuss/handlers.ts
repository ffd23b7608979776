/** Talking about topics: reading one, going on with it or from it, and noting what came out of it. */
import type { Instant } from '#core/clock.ts';
import type { FeaturePart } from '#core/feature.ts';
import type { RowId } from '#core/ids.ts';
import { defineJob } from '#core/job.ts';
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
import { gone } from '#core/kit/message.ts';
import { definePost } from '#core/post.ts';
import { readCards, themesOf } from '../group/operations.ts';
import { renderSee } from '../group/read-screens.ts';
import { refused, tell, tellUnread, withRetro, withRetroFor, wordsIn } from '../session/answers.ts';
import { type Loaded, loadRetro } from '../session/load.ts';
import { applyEvent } from '../session/operations.ts';
import { titled, wordsOf } from '../session/words.ts';
import { rankedTopics } from '../vote/rows.ts';
import {
  discussionPost,
  discussPosts,
  nextTopic,
  noteOutcome,
  outcomeModal,
  readTopic,
  talkJob,
  talkOn,
} from './ids.ts';
import { type DiscussionRow, discussions, discussionsOf, loadDiscussion } from './rows.ts';
import { askMessage, renderOutcome, saidMessage, topicMessage } from './screens.ts';
import { goOnFrom, goOnWith, turnTopics } from './talk.ts';

interface Of {
  readonly discussion: RowId;
}

async function withTopic(
  interaction: Interaction,
  id: RowId,
  run: (loaded: Loaded, topic: DiscussionRow) => Promise<Reply> | Reply,
): Promise<Reply> {
  const one = await loadDiscussion(interaction.scope, id);
  if (one === null) return tell(interaction, 'refused.gone');
  return withRetro(interaction, one.retro_id, (loaded) => run(loaded, one));
}

const read = (interaction: Interaction, { discussion }: Of) =>
  withTopic(interaction, discussion, async (loaded, { topic_id: topic }) => {
    const cards = await readCards(interaction, loaded, 0, topic);
    if (!cards.ok) return tellUnread(interaction, loaded);
    const theme = (await themesOf(interaction.scope, loaded.row)).find((one) => one.topic === topic);
    return open(renderSee(wordsIn(interaction), loaded, { ...cards.value, theme }));
  });

const goOn = (interaction: Interaction, value: Of & { readonly asked: Instant }) =>
  withTopic(interaction, value.discussion, async (loaded) => {
    const gone = await goOnWith(interaction, loaded, interaction.person.userId, value);
    if (gone.ok) return nothing;
    return gone.code === 'already' ? tell(interaction, 'talk.already') : refused(interaction, gone.code);
  });

const next = (interaction: Interaction, { discussion }: Of) =>
  withTopic(interaction, discussion, async (loaded) => {
    const gone = await goOnFrom(interaction, loaded, interaction.person.userId, discussion);
    return gone.ok ? nothing : refused(interaction, gone.code);
  });

const note = (interaction: Interaction, { discussion }: Of) =>
  withTopic(interaction, discussion, (loaded, topic) =>
    withRetroFor(interaction, loaded.row.id, 'note', () => open(renderOutcome(wordsIn(interaction), topic))),
  );

const noted = onSubmit(outcomeModal, async (interaction, { discussion: id }, { outcome }): Promise<Reply> => {
  const { scope, person } = interaction;
  const { t } = wordsIn(interaction);
  const one = await loadDiscussion(scope, id);
  const loaded = one === null ? null : await loadRetro(scope, one.retro_id);
  if (one === null || loaded === null) return errors({ outcome: t.plain('refused.gone') });
  const happened = await applyEvent(interaction, loaded, { kind: 'note', by: person.userId });
  if (!happened.ok) return errors({ outcome: t.plain(`refused.${happened.code}`) });
  await scope.update(discussions, id, { outcome });
  await scope.refresh(discussionPost(loaded.row, one));
  return clear;
});

/** One topic, with a thread of its own. */
export const topic = definePost(discussPosts.topic, {
  title: titled('title.topic'),
  build: async (view, { retro, discussion }, drawing) => {
    const loaded = await loadRetro(view, retro);
    const all = await discussionsOf(view, retro);
    const one = all.find(({ id }) => id === discussion);
    if (loaded === null || one === undefined) return null;
    const topics = await rankedTopics(view, retro);
    const votes = topics.find(({ id }) => id === one.topic_id)?.votes ?? null;
    return topicMessage(wordsOf(drawing), loaded, one, all, votes);
  },
  over: gone,
});

/** Whether to go on with it. */
export const ask = definePost(discussPosts.ask, {
  title: titled('title.talkAsk'),
  build: async (view, { retro, discussion, asked }, drawing) => {
    const loaded = await loadRetro(view, retro);
    const all = await discussionsOf(view, retro);
    const one = all.find(({ id }) => id === discussion);
    return loaded === null || one === undefined
      ? null
      : askMessage(wordsOf(drawing), loaded, one, all, { asked, now: drawing.now });
  },
  over: async (view, { retro, discussion, asked }, drawing) => {
    const one = (await discussionsOf(view, retro)).find(({ id }) => id === discussion);
    if (one === undefined) return gone(view, {}, drawing);
    return wordsOf(drawing).t.mrkdwn(one.ends_at === asked ? 'talk.over' : 'talk.wentOn');
  },
});

/** Who decided how it goes on with it. `until`: 0 when it is over. */
export const said = definePost(discussPosts.said, {
  title: titled('title.topic'),
  build: async (view, { retro, by, until }, drawing) =>
    (await loadRetro(view, retro)) === null ? null : saidMessage(wordsOf(drawing), by, until),
  over: gone,
});

/** With the channel's eyes; where these see nothing any more, the phase ends as a whole. */
export const talk = defineJob(talkJob, 'transition', {
  title: titled('title.talk'),
  run: async (context, { retro }) => {
    const loaded = await loadRetro(context.scope, retro);
    if (loaded !== null) await turnTopics(context, loaded);
  },
});

export const discussing: FeaturePart = {
  actions: [
    onAction(readTopic, read),
    onAction(talkOn, goOn),
    onAction(nextTopic, next),
    onAction(noteOutcome, note),
  ],
  views: [noted],
  posts: [topic, ask, said],
  jobs: [talk],
};
