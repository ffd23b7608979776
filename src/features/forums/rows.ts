/** A forum that began, and its people. */
import { channel, choice, instant, partOf, person, text } from '#core/columns.ts';
import type { ChannelId, RowId, UserId } from '#core/ids.ts';
import { findRow, findRows } from '#core/rows.ts';
import type { ReadScope } from '#core/scope.ts';
import { type RowOf, type SharedRow, type SharedTable, sharedTable } from '#core/tables.ts';
import { forumStates, parts } from './rules.ts';

/** The channel's; of a public channel, which everybody may join, the workspace's. */
export const forumTable = sharedTable(
  'forum',
  {
    channel_id: channel,
    /** Empty once who set it up is erased: whoever is in the core group names it then. */
    subject: text,
    about: text,
    state: choice(forumStates),
    set_up_by: person.orNull.theirs.writing('subject', 'about'),
    began_at: instant,
    /** From when the next artefact is counted: the last one, or when it began or went on. */
    counts_from: instant.internal,
    /** When the core group was asked how to continue; `null`: it is not asked. */
    asked_at: instant.orNull.internal,
    decided_by: person.orNull.theirs,
    ended_at: instant.orNull,
  },
  {
    kept: { name: 'forums.forums', days: 730, since: 'ended_at' },
    exported: { as: 'forums', order: 'began_at' },
  },
);

export type ForumRow = RowOf<typeof forumTable>;

/** Who is in the core group, and the sponsor: in the channel alone. */
export const people = sharedTable(
  'forum_person',
  {
    forum_id: partOf(forumTable).internal,
    person_id: person.orNull.theirs,
    part: choice(parts),
    since_at: instant,
  },
  { exported: { as: 'forumPeople', order: 'since_at' } },
);

export type PersonRow = RowOf<typeof people>;

/** @returns `null` if this viewer may not see it, or it is gone */
export const loadForum = (read: ReadScope, id: RowId): Promise<ForumRow | null> =>
  findRow(read.from(forumTable), { id });

/** The channel's forum that has not ended; `null`: none. */
export const forumIn = async (read: ReadScope, channelId: ChannelId): Promise<ForumRow | null> =>
  (
    await findRows(read.from(forumTable), { channel_id: channelId, state: ['on', 'paused'] }, 'began_at')
  )[0] ?? null;

/** Core group and sponsor, as far as they are still here. */
export interface ForumPeople {
  readonly core: readonly UserId[];
  readonly sponsor: UserId | null;
}

/** @param forum in a channel that the viewer is in, or is */
export async function peopleIn(read: ReadScope, forum: ForumRow): Promise<ForumPeople> {
  const rows = await findRows(read.from(people), { forum_id: forum.id }, 'since_at', 'person_id', 'id');
  const there = new Set((await read.members(forum.channel_id)).map(({ userId }) => userId));
  const core: UserId[] = [];
  let sponsor: UserId | null = null;
  for (const { person_id: user, part } of rows) {
    if (user === null) continue;
    if (part === 'core' && there.has(user)) core.push(user);
    if (part === 'sponsor' && (await read.person(user))?.memberType === 'member') sponsor = user;
  }
  return { core: [...new Set(core)], sponsor };
}

/** A person's rows in a forum's core group. */
export const ownPart = (read: ReadScope, forum: RowId, user: UserId): Promise<PersonRow[]> =>
  findRows(read.from(people), { forum_id: forum, person_id: user, part: 'core' }, 'id');

/** A row with who wrote it; `null`: they erased their data. */
export interface By<Row> {
  readonly row: Row;
  readonly by: UserId | null;
}

export async function withAuthors<Row extends SharedRow>(
  read: ReadScope,
  table: SharedTable<Row>,
  rows: readonly Row[],
): Promise<readonly By<Row>[]> {
  const authors = await read.authors(
    table,
    rows.map(({ id }) => id),
  );
  return rows.map((row) => ({ row, by: authors.get(row.id)?.[0] ?? null }));
}

/** Who wrote a row; `null`: they erased their data. */
export const authorOf = async <Row extends SharedRow>(
  read: ReadScope,
  table: SharedTable<Row>,
  row: Row,
): Promise<UserId | null> => (await withAuthors(read, table, [row]))[0]?.by ?? null;
