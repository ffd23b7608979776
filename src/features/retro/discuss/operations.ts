/** Discussing the topics with the most votes, which are fixed when voting ends: what is stored of them, and their posts. */
import type { Instant } from '#core/clock.ts';
import { instant, number, reference, text } from '#core/columns.ts';
import { rowId, type RowId, type UserId } from '#core/ids.ts';
import { jobId } from '#core/job-ref.ts';
import { postId, type PostRef } from '#core/post-ref.ts';
import { findRow, findRows } from '#core/rows.ts';
import type { ReadScope } from '#core/scope.ts';
import { type RowOf, sharedTable } from '#core/tables.ts';
import type { Work } from '#core/work.ts';
import type { Loaded } from '../session/load.ts';
import { endOf } from '../session/lengths.ts';
import { retro_id, type RetroRow } from '../session/rows.ts';
import { rankedTopics, topTopics } from '../vote/rows.ts';

/** A discussed topic, as the channel may know it, and its outcome. */
export const discussions = sharedTable(
  'retro_discussion',
  {
    retro_id,
    topic_id: reference.internal,
    /** 1: discussed first. */
    place: number,
    /** When its own time is up; `null` if it has the phase's time. */
    ends_at: instant.orNull.internal,
    /** One line, or empty. */
    outcome: text,
  },
  { exported: { as: 'discussed', only: 'channel', withId: true } },
);

export type DiscussionRow = RowOf<typeof discussions>;

/** The topics that are or were discussed, in order. */
export const discussionsOf = (read: ReadScope, retro: RowId): Promise<DiscussionRow[]> =>
  findRows(read.from(discussions), { retro_id: retro }, 'place', 'id');

export const loadDiscussion = (read: ReadScope, id: RowId): Promise<DiscussionRow | null> =>
  findRow(read.from(discussions), { id });

export type OfDiscussion = Readonly<Record<'retro' | 'discussion', RowId>>;

export const discussPosts = {
  topic: postId<OfDiscussion>('retro.topic'),
  ask: postId<OfDiscussion & { readonly asked: Instant }>('retro.talk-ask'),
  said: postId<OfDiscussion & { readonly by: UserId; readonly until: Instant }>('retro.talk-said'),
} as const;

/** Ends the current topic. */
export const talkJob = jobId<{ retro: RowId }>('retro.talk');

/** The message of one discussed topic. */
export function discussionPost(row: RetroRow, one: DiscussionRow): PostRef {
  const params = { retro: row.id, discussion: one.id };
  const to = { kind: 'channel', channel: row.channel_id } as const;
  return discussPosts.topic.ref(params, to, row.facilitator_id ?? undefined);
}

/** The reply under that message that asks whether to continue. @param asked when its time was up */
export function askPost(row: RetroRow, one: DiscussionRow, asked: Instant): PostRef {
  const params = { retro: row.id, discussion: one.id, asked };
  return discussPosts.ask.ref(params, { kind: 'thread', under: discussionPost(row, one) });
}

/** The reply under it that says who decided how it continues. @param until 0: it is over */
export function saidPost(row: RetroRow, one: DiscussionRow, by: UserId, until: Instant): PostRef {
  const params = { retro: row.id, discussion: one.id, by, until };
  return discussPosts.said.ref(params, { kind: 'thread', under: discussionPost(row, one) }, by);
}

/**
 * Fixes the topics to discuss, and posts a message with its own thread for each: at once or, live, in turn. After a reopened vote, topics discussed
 * before keep their threads and notes.
 */
export async function beginDiscussion(work: Work, loaded: Loaded): Promise<void> {
  const { scope, newId } = work;
  const { row, retro } = loaded;
  const first = topTopics(await rankedTopics(scope, { id: row.id, phase: retro.phase }));
  const known = await discussionsOf(scope, row.id);
  for (const [at, { id: topic }] of first.entries()) {
    const before = known.find(({ topic_id }) => topic_id === topic);
    const standing = { place: at + 1, ends_at: null };
    if (before !== undefined) {
      await scope.update(discussions, before.id, standing);
      continue;
    }
    const ids = { id: rowId(newId()), retro_id: row.id, topic_id: topic };
    const added: DiscussionRow = { ...ids, ...standing, outcome: '' };
    await scope.insert(discussions, added, { audience: row.conversation_id, by: [], names: 'shown' });
  }
  // Topics that a new vote has displaced stay, after the others, since they were discussed.
  const behind = known.filter(({ topic_id }) => first.every(({ id }) => id !== topic_id));
  for (const [at, { id }] of behind.entries())
    await scope.update(discussions, id, { place: first.length + 1 + at, ends_at: null });
  for (const one of await discussionsOf(scope, row.id)) {
    if (retro.pace === 'async') await scope.publish(discussionPost(row, one));
    else if (one.place === 1) await beginTopic(work, loaded, one);
    if (known.some(({ id }) => id === one.id)) await scope.refresh(discussionPost(row, one));
  }
}

/** Nothing can be decided in these messages any more. */
export async function endDiscussion({ scope }: Work, row: RetroRow): Promise<void> {
  for (const one of await discussionsOf(scope, row.id)) {
    await scope.refresh(discussionPost(row, one));
    if (one.ends_at !== null) await scope.refresh(askPost(row, one, one.ends_at));
  }
}

/** Starts its time, visibly to everyone. */
export async function beginTopic(work: Work, loaded: Loaded, one: DiscussionRow): Promise<void> {
  const { row, retro } = loaded;
  await work.scope.publish(discussionPost(row, one));
  await setEnd(work, loaded, one, endOf(retro.lengths.discuss, work.now, retro.calendar));
}

/** Until when a topic is discussed. */
export async function setEnd(
  work: Pick<Work, 'scope'>,
  loaded: Loaded,
  one: DiscussionRow,
  endsAt: Instant,
): Promise<void> {
  await work.scope.update(discussions, one.id, { ends_at: endsAt });
  await work.scope.refresh(discussionPost(loaded.row, one));
  await wakeAt(work, loaded, endsAt);
}

/** Schedules the end of the current topic. With the channel's access; if that sees nothing any more, the phase ends as a whole. */
export const wakeAt = ({ scope }: Pick<Work, 'scope'>, { row }: Loaded, at: Instant): Promise<void> =>
  scope.runAt(talkJob.ref({ retro: row.id }), at, { kind: 'channel', channelId: row.channel_id });
