/** What is posted, drawn from what is true when it is sent, with the eyes of whoever will read it. */
import { discussPosts } from './ids/discuss.ts';
import { messageOf } from '../../core/kit/message.ts';
import type { RowId, UserId } from '../../core/ids.ts';
import { definePost, type PostRef } from '../../core/post.ts';
import type { Instant } from '../../core/clock.ts';
import { atMoment, mention } from '../../core/sentence.ts';
import { mainMessage } from './blocks/main.ts';
import { asideMessage, phaseMessage, reminderMessage } from './blocks/thread.ts';
import { wordsOf } from './blocks/words.ts';
import { isOpen, type Phase } from './domain/flow.ts';
import { postNames } from './ids.ts';
import { discussPostDefinitions } from './posts/discuss.ts';
import { followPostDefinitions } from './posts/follow-up.ts';
import { planPostDefinitions } from './posts/plan.ts';
import { hasAnswered, loadRetro } from './repository.ts';
import { ratingOf } from './service/rating.ts';
import { themesOf } from './service/themes.ts';
import type { DiscussionRow, RetroRow } from './tables.ts';
import { titled } from './blocks/titles.ts';

const main = definePost(postNames.main, {
  title: titled('title.main'),
  build: async (view, { retro }, drawing) => {
    const loaded = await loadRetro(view, retro);
    if (loaded === null) return null;
    return mainMessage(wordsOf(drawing), loaded, {
      rating: ratingOf(loaded, drawing.now),
      themes: loaded.row.phase === 'closed' ? await themesOf(view, loaded.row) : [],
    });
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

/** `at`: when it began, since it can begin again; missing in old ones. */
const thread = definePost(postNames.thread, {
  title: titled('title.phase'),
  build: async (view, params, drawing) => {
    const loaded = await loadRetro(view, params.retro);
    const phase = order[params.phase];
    return loaded === null || phase === undefined ? null : phaseMessage(wordsOf(drawing), loaded, phase);
  },
});

/** `from`: who decided it; `at`: so that whoever facilitates a second time is said to. Both are missing in old ones. */
const takenOver = definePost(postNames.takenOver, {
  title: titled('title.takenOver'),
  build: async (view, { retro, person, from = person }, drawing) => {
    const loaded = await loadRetro(view, retro);
    // Somebody else has taken over meanwhile, or it is over: nothing to say any more.
    if (loaded?.retro.facilitator !== person || !isOpen(loaded.retro.phase)) return null;
    const { say } = wordsOf(drawing);
    const facilitator = mention(person);
    return messageOf(
      from === person
        ? say.mrkdwn('thread.takenOver', { facilitator })
        : say.mrkdwn('decided.handedOver', { by: mention(from), facilitator }),
    );
  },
});

/** Somebody set the end of the phase that is on. */
const decidedUntil = definePost(postNames.decided, {
  title: titled('title.decided'),
  build: async (view, { retro, by, until }, drawing) => {
    const loaded = await loadRetro(view, retro);
    // Another end was set meanwhile, or it has come.
    if (loaded?.retro.endsAt !== until) return null;
    return messageOf(
      wordsOf(drawing).say.mrkdwn('decided.until', { by: mention(by), until: atMoment(until) }),
    );
  },
});

/** `phase` is missing in old ones, of collecting. */
const reminder = definePost(postNames.reminder, {
  title: titled('title.reminder'),
  build: async (view, params, drawing) => {
    const loaded = await loadRetro(view, params.retro);
    const phase = order[params.phase ?? 0];
    if (loaded === null || phase === undefined || !isOpen(phase) || loaded.retro.phase !== phase) return null;
    return (await hasAnswered(view, loaded.row, phase)) ? null : reminderMessage(wordsOf(drawing), loaded);
  },
});

/** What the thread would say, to whoever facilitates, where the channel is shown nothing any more. */
const aside = definePost(postNames.aside, {
  title: titled('title.aside'),
  build: async (view, { retro, phase }, drawing) => {
    const loaded = await loadRetro(view, retro);
    if (loaded === null || loaded.retro.isShown || loaded.retro.phase !== order[phase]) return null;
    return asideMessage(wordsOf(drawing), loaded);
  },
});

export const posts = [
  main,
  thread,
  takenOver,
  decidedUntil,
  reminder,
  aside,
  ...discussPostDefinitions,
  ...followPostDefinitions,
  ...planPostDefinitions,
];

/** The one message in the channel. */
export function mainPost(row: Pick<RetroRow, 'id' | 'channel_id' | 'facilitator_id'>): PostRef {
  return postNames.main.ref(
    { retro: row.id },
    { kind: 'channel', channel: row.channel_id },
    row.facilitator_id ?? undefined,
  );
}

/** The reply under it that says that a phase has begun. */
export function threadPost(row: RetroRow, phase: Phase, at: Instant): PostRef {
  return postNames.thread.ref(
    { retro: row.id, phase: order.indexOf(phase), at },
    { kind: 'thread', under: mainPost(row) },
  );
}

/** The message of one topic that is talked about. */
export function discussionPost(row: RetroRow, { id }: Pick<DiscussionRow, 'id'>): PostRef {
  return discussPosts.topic.ref(
    { retro: row.id, discussion: id },
    { kind: 'channel', channel: row.channel_id },
    row.facilitator_id ?? undefined,
  );
}

type Discussed = Pick<DiscussionRow, 'id'>;

/** The reply under that message that asks whether to go on. @param asked when its time was up */
export function askPost(row: RetroRow, one: Discussed, asked: Instant): PostRef {
  const params = { retro: row.id, discussion: one.id, asked };
  return discussPosts.ask.ref(params, { kind: 'thread', under: discussionPost(row, one) });
}

/** The reply under it that says who decided how it goes on. @param until 0: it is over */
export function saidPost(row: RetroRow, one: Discussed, by: UserId, until: Instant): PostRef {
  const params = { retro: row.id, discussion: one.id, by, until };
  return discussPosts.said.ref(params, { kind: 'thread', under: discussionPost(row, one) }, by);
}

/** The reply under it that says how the actions of earlier ones stand, and shows lessons: see `posts/prepare.ts`. */
export function preparePost(row: RetroRow): PostRef {
  return postNames.prepare.ref({ retro: row.id }, { kind: 'thread', under: mainPost(row) });
}

/** The reply under it that says who facilitates now. @param from who decided: they themselves, or who handed over */
export function takenOverPost(row: RetroRow, person: UserId, from: UserId, at: Instant): PostRef {
  const params = { retro: row.id, person, from, at };
  return postNames.takenOver.ref(params, { kind: 'thread', under: mainPost(row) }, person);
}

/** The reply under it that says who set another end, and which. */
export function decidedPost(
  row: RetroRow,
  { by, until }: { readonly by: UserId; readonly until: Instant },
): PostRef {
  return postNames.decided.ref({ retro: row.id, by, until }, { kind: 'thread', under: mainPost(row) }, by);
}

/** The one reminder in a phase for a person who was asked. */
export function reminderPost(retro: RowId, phase: Phase, person: UserId): PostRef {
  return postNames.reminder.ref(
    { retro, phase: order.indexOf(phase) },
    { kind: 'person', user: person, urgency: 'closing' },
  );
}

/** What the thread cannot say to a channel that has opened up. */
export function asidePost(row: Pick<RetroRow, 'id'>, phase: Phase, facilitator: UserId): PostRef {
  return postNames.aside.ref(
    { retro: row.id, phase: order.indexOf(phase) },
    { kind: 'person', user: facilitator, urgency: 'closing' },
  );
}
