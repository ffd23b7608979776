/** A forum's meetings and what stands on their agendas. */
import { channel, choice, day, instant, partOf, person, reference, text } from '#core/columns.ts';
import type { Instant } from '#core/clock.ts';
import type { RowId } from '#core/ids.ts';
import type { Channel } from '#core/people.ts';
import { findRow, findRows } from '#core/rows.ts';
import type { ReadScope } from '#core/scope.ts';
import { type RowOf, sharedTable } from '#core/tables.ts';
import { audienceFrom, isOpenToAll } from '#core/visibility.ts';
import { countsFor, meetingStates } from '../rules.ts';
import { type By, type ForumRow, forumTable, withAuthors } from '../rows.ts';

/** Under the id of the occurrence that announced it; it reaches as far as its forum. */
export const meetings = sharedTable(
  'forum_meeting',
  {
    forum_id: reference.internal,
    channel_id: channel,
    /** The day of its announcement by the rule. */
    on_date: day.internal,
    meets_at: instant,
    state: choice(meetingStates),
    /** Who moved or cancelled it. */
    decided_by: person.orNull.theirs,
  },
  {
    kept: { name: 'forums.meetings', days: 730, since: 'meets_at' },
    exported: { as: 'forumMeetings', order: 'meets_at' },
  },
);

export type MeetingRow = RowOf<typeof meetings>;

/** `null`: it waits for the next meeting. */
const meeting_id = reference.orNull.internal;
const forum_id = partOf(forumTable).internal;

/** What somebody put on the agenda, in one line. */
export const items = sharedTable(
  'forum_item',
  { forum_id, meeting_id, words: text, said_at: instant },
  { exported: { as: 'forumAgenda', order: 'said_at', writers: 'by' } },
);

export type ItemRow = RowOf<typeof items>;

/** @returns `null` if this viewer may not see it, or it is gone */
export const loadMeeting = (read: ReadScope, id: RowId): Promise<MeetingRow | null> =>
  findRow(read.from(meetings), { id });

/** The forum's announced meeting that is still to come; `null`: none is announced. */
export const comingOf = async (read: ReadScope, forum: RowId): Promise<MeetingRow | null> =>
  (await findRows(read.from(meetings), { forum_id: forum, state: ['coming', 'written'] }, 'meets_at'))[0] ??
  null;

/** The meeting that was announced last; `null`: none was. */
export const lastOf = async (read: ReadScope, forum: RowId): Promise<MeetingRow | null> =>
  (await findRows(read.from(meetings).limit(1), { forum_id: forum }, '-on_date', 'id'))[0] ?? null;

/** When the forum met, or will, in the time that counts before an instant, the latest first. */
export async function metBefore(read: ReadScope, forum: RowId, at: Instant): Promise<Instant[]> {
  const within = read
    .from(meetings)
    .where('it.meets_at', '>=', at - countsFor)
    .where('it.meets_at', '<', at);
  const rows = await findRows(within, { forum_id: forum, state: ['coming', 'over'] }, '-meets_at', 'id');
  return rows.map(({ meets_at: met }) => met);
}

/** What people put on an agenda, the first first. @param meeting `null`: what waits for the next one */
export async function itemsOf(
  read: ReadScope,
  forum: RowId,
  meeting: RowId | null,
): Promise<readonly By<ItemRow>[]> {
  const rows = await findRows(read.from(items), { forum_id: forum }, 'said_at', 'id');
  return withAuthors(
    read,
    items,
    rows.filter(({ meeting_id: of }) => of === meeting),
  );
}

export const loadItem = (read: ReadScope, id: RowId): Promise<ItemRow | null> =>
  findRow(read.from(items), { id });

/** Who may read about a forum's meetings. */
export const reachOf = (channel: Channel, { channel_id: from }: Pick<ForumRow, 'channel_id'>) =>
  audienceFrom(from, isOpenToAll(channel));
