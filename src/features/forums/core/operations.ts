/** The core group changes: somebody takes a free place, or leaves; and it says what the forum is about. */
import type { UserId } from '#core/ids.ts';
import type { Scope } from '#core/scope.ts';
import type { Work } from '#core/work.ts';
import { begunPost, meetingPost } from '../ids.ts';
import { comingOf } from '../meetings/rows.ts';
import { type ForumRow, forumTable, ownPart, people, peopleIn } from '../rows.ts';
import { isPlaceFree } from '../rules.ts';
import { takeIn } from '../setup/operations.ts';

async function redraw(scope: Scope, forum: ForumRow): Promise<void> {
  const coming = await comingOf(scope, forum.id);
  await scope.refresh(begunPost(forum));
  if (coming !== null) await scope.refresh(meetingPost(coming));
}

/** @returns `full`: three are in it */
export async function join(work: Work, forum: ForumRow, user: UserId): Promise<'in' | 'before' | 'full'> {
  const { core } = await peopleIn(work.scope, forum);
  if (core.includes(user)) return 'before';
  if (!isPlaceFree(core)) return 'full';
  await takeIn(work, forum, user, 'core');
  await redraw(work.scope, forum);
  await refreshHomes(work.scope, forum);
  return 'in';
}

/** The place is free then: whoever likes takes it. */
export async function leave(scope: Scope, forum: ForumRow, user: UserId): Promise<void> {
  for (const { id } of await ownPart(scope, forum.id, user))
    await scope.update(people, id, { person_id: null });
  await redraw(scope, forum);
  await scope.refreshHome(user);
  await refreshHomes(scope, forum);
}

/** Who prepares it reads in App Home whether a place is free. */
export async function refreshHomes(scope: Scope, forum: ForumRow): Promise<void> {
  const { core, sponsor } = await peopleIn(scope, forum);
  await scope.refreshHome(...core, ...(sponsor === null ? [] : [sponsor]));
}

/** Says what the forum is about, in the words of this person from now on. */
export async function rename(
  scope: Scope,
  forum: ForumRow,
  by: UserId,
  words: Pick<ForumRow, 'subject' | 'about'>,
): Promise<void> {
  await scope.update(forumTable, forum.id, { ...words, set_up_by: by });
  await redraw(scope, forum);
}
