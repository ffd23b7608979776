/** The artefact of a quarter, and how a forum goes on without one. */
import { rowId, type UserId } from '#core/ids.ts';
import { continueAs } from '#core/quiet.ts';
import type { Work } from '#core/work.ts';
import { againPost, madePost, quarterPost } from '../ids.ts';
import { cancel, goOn } from '../meetings/operations.ts';
import { comingOf, lastOf, type MeetingRow } from '../meetings/rows.ts';
import { type ForumRow, forumTable, peopleIn } from '../rows.ts';
import { meetsSchedule } from '../rules.ts';
import { type ArtefactRow, artefacts } from './rows.ts';

/** Says in the channel what was made; the quarter counts from now. */
export async function say(
  { scope, now, newId }: Work,
  forum: ForumRow,
  by: UserId,
  { what, link }: Pick<ArtefactRow, 'what' | 'link'>,
): Promise<void> {
  const row: ArtefactRow = {
    id: rowId(newId()),
    forum_id: forum.id,
    channel_id: forum.channel_id,
    what,
    link,
    made_at: now,
  };
  const audience = await scope.audience({ kind: 'conversation', channel: forum.channel_id });
  await scope.insert(artefacts, row, { audience, by: [by], names: 'shown' });
  await scope.publish(madePost(row, by));
  await settle({ scope, now }, forum, null);
}

/** Asks the core group how to continue, in the thread of the meeting that is announced. */
export async function askHow({ scope, now }: Work, forum: ForumRow, meeting: MeetingRow): Promise<void> {
  await scope.update(forumTable, forum.id, { asked_at: now, decided_by: null });
  await scope.publish(quarterPost(forum, meeting));
}

/** It goes on, and its quarter counts from now. @param by who chose that; `null`: it made something */
export async function settle(
  { scope, now }: Pick<Work, 'scope' | 'now'>,
  forum: ForumRow,
  by: UserId | null,
): Promise<void> {
  const asked = forum.asked_at === null ? null : await lastOf(scope, forum.id);
  await scope.update(forumTable, forum.id, { counts_from: now, asked_at: null, decided_by: by });
  if (asked !== null) await scope.refresh(quarterPost(forum, asked));
}

/**
 * It rests, or ends. @param by who chose it; `null`: nobody chose
 * @returns `false`: what recurs in the channel is locked
 */
export async function stop(
  work: Pick<Work, 'scope' | 'now'>,
  forum: ForumRow,
  state: 'paused' | 'ended',
  by: UserId | null,
): Promise<boolean> {
  const { scope, now } = work;
  const done = await continueAs(work, forum.channel_id, meetsSchedule, 'ended');
  if (!done.ok) return false;
  const coming = await comingOf(scope, forum.id);
  const ended = state === 'ended' ? { ended_at: now } : {};
  await scope.update(forumTable, forum.id, { state, asked_at: null, decided_by: by, ...ended });
  if (coming !== null && state === 'ended') await cancel(scope, forum, coming, by);
  const asked = await lastOf(scope, forum.id);
  if (asked !== null) await scope.refresh(quarterPost(forum, asked));
  const { core } = await peopleIn(scope, forum);
  if (state === 'ended') for (const user of core) await scope.refresh(againPost(forum, user));
  await scope.refreshHome(...core);
  return true;
}

/** As the core group chose. @returns `false`: what recurs in the channel is locked */
export async function choose(
  work: Pick<Work, 'scope' | 'now'>,
  forum: ForumRow,
  how: 'on' | 'paused' | 'ended',
  by: UserId,
): Promise<boolean> {
  if (how !== 'on') return stop(work, forum, how, by);
  if (forum.state === 'paused' && !(await goOn(work, forum))) return false;
  await settle(work, forum, by);
  return true;
}
