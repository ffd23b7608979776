/** What is posted, drawn from what is true when it is sent, with the eyes of whoever will read it. */
import type { RowId, UserId } from '../../core/ids.ts';
import { definePost, type PostRef } from '../../core/post.ts';
import { mention } from '../../core/copy.ts';
import { mainMessage } from './blocks/main.ts';
import { asideMessage, phaseMessage, reminderMessage, topicMessage } from './blocks/thread.ts';
import { messageOf, wordsOf } from './blocks/words.ts';
import { isOpen, type Phase } from './domain/flow.ts';
import { postNames } from './ids.ts';
import { filePostDefinition } from './posts/file.ts';
import { planPostDefinitions } from './posts/plan.ts';
import { hasAnswered, loadRetro } from './repository.ts';
import { discussionsOf } from './repository/topics.ts';
import type { DiscussionRow, RetroRow } from './tables.ts';
import { titled } from './blocks/titles.ts';

const main = definePost<{ readonly retro: RowId }>(postNames.main, {
  title: titled('title.main'),
  build: async (view, { retro }, drawing) => {
    const loaded = await loadRetro(view, retro);
    return loaded === null ? null : mainMessage(wordsOf(drawing), loaded);
  },
});

/** Phases have numbers in a reference, since it carries ids and numbers only: new ones stand at the end. */
const order: readonly Phase[] = [
  'collect',
  'actions',
  'closed',
  'cancelled',
  'group',
  'vote',
  'choose',
  'discuss',
];

const thread = definePost<{ readonly retro: RowId; readonly phase: number }>(postNames.thread, {
  title: titled('title.phase'),
  build: async (view, params, drawing) => {
    const loaded = await loadRetro(view, params.retro);
    const phase = order[params.phase];
    return loaded === null || phase === undefined ? null : phaseMessage(wordsOf(drawing), loaded, phase);
  },
});

const takenOver = definePost<{ readonly retro: RowId; readonly person: UserId }>(postNames.takenOver, {
  title: titled('title.takenOver'),
  build: async (view, { retro, person }, drawing) => {
    const loaded = await loadRetro(view, retro);
    // Somebody else has taken over meanwhile, or it is over: nothing to say any more.
    if (loaded?.retro.facilitator !== person || !isOpen(loaded.retro.phase)) return null;
    return messageOf(wordsOf(drawing).say.mrkdwn('thread.takenOver', { facilitator: mention(person) }));
  },
});

const reminder = definePost<{ readonly retro: RowId }>(postNames.reminder, {
  title: titled('title.reminder'),
  build: async (view, { retro }, drawing) => {
    const loaded = await loadRetro(view, retro);
    if (loaded?.retro.phase !== 'collect' || (await hasAnswered(view, retro, 'collect'))) return null;
    return reminderMessage(wordsOf(drawing), loaded);
  },
});

/** What the thread would say, to whoever facilitates, where the channel is shown nothing any more. */
const aside = definePost<{ readonly retro: RowId; readonly phase: number }>(postNames.aside, {
  title: titled('title.aside'),
  build: async (view, { retro, phase }, drawing) => {
    const loaded = await loadRetro(view, retro);
    if (loaded === null || loaded.retro.isShown || loaded.retro.phase !== order[phase]) return null;
    return asideMessage(wordsOf(drawing), loaded);
  },
});

/** One topic that is talked about, with a thread of its own. */
const topic = definePost<{ readonly retro: RowId; readonly discussion: RowId }>(postNames.topic, {
  title: titled('title.topic'),
  build: async (view, { retro, discussion }, drawing) => {
    const loaded = await loadRetro(view, retro);
    const all = await discussionsOf(view, retro);
    const one = all.find(({ id }) => id === discussion);
    return loaded === null || one === undefined
      ? null
      : topicMessage(wordsOf(drawing), loaded, one, all.length);
  },
});

export const posts = [
  main,
  thread,
  takenOver,
  reminder,
  aside,
  topic,
  ...planPostDefinitions,
  filePostDefinition,
];

/** The one message in the channel. */
export function mainPost(row: Pick<RetroRow, 'id' | 'channel_id' | 'facilitator_id'>): PostRef {
  return main.ref(
    { retro: row.id },
    { kind: 'channel', channel: row.channel_id },
    row.facilitator_id ?? undefined,
  );
}

/** The reply under it that says that a phase has begun. */
export function threadPost(row: RetroRow, phase: Phase): PostRef {
  return thread.ref({ retro: row.id, phase: order.indexOf(phase) }, { kind: 'thread', under: mainPost(row) });
}

/** The message of one topic that is talked about. */
export function discussionPost(row: RetroRow, { id }: Pick<DiscussionRow, 'id'>): PostRef {
  return topic.ref(
    { retro: row.id, discussion: id },
    { kind: 'channel', channel: row.channel_id },
    row.facilitator_id ?? undefined,
  );
}

/** The reply under it that says who facilitates now. */
export function takenOverPost(row: RetroRow, person: UserId): PostRef {
  return takenOver.ref({ retro: row.id, person }, { kind: 'thread', under: mainPost(row) }, person);
}

/** The one reminder for a person who was asked. */
export function reminderPost(retro: RowId, person: UserId): PostRef {
  return reminder.ref({ retro }, { kind: 'person', user: person, urgency: 'closing' });
}

/** What the thread cannot say to a channel that has opened up. */
export function asidePost(row: Pick<RetroRow, 'id'>, phase: Phase, facilitator: UserId): PostRef {
  return aside.ref(
    { retro: row.id, phase: order.indexOf(phase) },
    { kind: 'person', user: facilitator, urgency: 'closing' },
  );
}
