/** One row for each person thanked, or one for a channel. Exports and erasure follow from the columns. */
import { channel, choice, instant, person, reference, embargo, text } from '#core/columns.ts';
import { aPerson, recordsOf } from '#core/export.ts';
import type { RowId, UserId } from '#core/ids.ts';
import { findRow, findRows } from '#core/rows.ts';
import type { ReadScope } from '#core/scope.ts';
import { type RowOf, sharedTable } from '#core/tables.ts';
import type { Week } from '#core/week.ts';
import { kinds } from './rules.ts';

export const thanks = sharedTable(
  'thanks',
  {
    /** Shared by all who were thanked together: the channel sees one message. */
    given_id: reference.internal,
    /** Where it is posted, or may be. */
    channel_id: channel,
    kind: choice(kinds),
    /** Who is thanked; `null`: the channel, or a person who erased their data. */
    person_id: person.orNull.theirs.as('to'),
    what: text,
    /** The address of the message that it is about, or empty. */
    link: text,
    given_at: instant,
    shown_at: instant.orNull,
    /** The channel may read it once this is opened; `null`: it always may. */
    shown_seal: embargo.orNull,
  },
  {
    // Two years, as for what was agreed on.
    kept: { name: 'thanks.thanks', days: 730, since: 'given_at' },
    // In no export of a channel or a workspace: there it could be counted.
    exported: { as: 'thanks', only: 'person', order: 'given_at' },
  },
);

export type Row = RowOf<typeof thanks>;

/** Rows with their author. `null`: they erased their data. */
export interface Thanks {
  readonly row: Row;
  readonly by: UserId | null;
}

async function withAuthors(read: ReadScope, rows: readonly Row[]): Promise<Thanks[]> {
  const ids = rows.map(({ id }) => id);
  const authors = await read.authors(thanks, ids);
  return rows.map((row) => ({ row, by: authors.get(row.id)?.[0] ?? null }));
}

/** @returns `null` if it is gone, or not for this viewer */
export async function loadThanks(read: ReadScope, id: RowId): Promise<Thanks | null> {
  const row = await findRow(read.from(thanks), { id });
  return row === null ? null : ((await withAuthors(read, [row]))[0] ?? null);
}

/** The shown rows of one thank-you, as far as the viewer may see them. */
export async function shownTogether(read: ReadScope, given: RowId): Promise<Thanks[]> {
  const rows = await findRows(read.from(thanks), { given_id: given }, 'shown_at', 'id');
  return withAuthors(read, rows.filter(isShown));
}

/** Whether the channel can see it and it still has a recipient. */
export const isShown = ({ shown_at: at, kind, person_id: person }: Row): boolean =>
  at !== null && (kind === 'team' || person !== null);

/** The viewer's own row of one thank-you. */
export const ownGiven = (read: ReadScope, given: RowId): Promise<Row[]> =>
  findRows(read.mine(thanks), { given_id: given }, 'id');

/** What the viewer was thanked for since an instant, the newest first. */
export async function received(read: ReadScope, person: UserId, since: number, most: number) {
  const recent = read.from(thanks).where('it.given_at', '>=', since).limit(most);
  return withAuthors(read, await findRows(recent, { person_id: person }, '-given_at', 'id'));
}

/** What the viewer thanked others for since an instant, the newest first; one thank-you's rows together. */
export async function given(read: ReadScope, since: number, most: number): Promise<Row[][]> {
  const recent = await findRows(read.mine(thanks).where('it.given_at', '>=', since), {}, '-given_at', 'id');
  return [...Map.groupBy(recent, (row) => row.given_id).values()].slice(0, most);
}

/** What a channel was shown within a week, the newest first; one row per thank-you. */
export async function shownIn(read: ReadScope, { channel: here, from, to }: Week, most: number) {
  const within = read.from(thanks).where('it.shown_at', '>=', from).where('it.shown_at', '<', to);
  const found = await findRows(within.limit(most), { channel_id: here }, '-shown_at', 'id');
  const first = new Map(found.filter(isShown).map((row) => [row.given_id, row]));
  return withAuthors(read, [...first.values()]);
}

/** In their own export, the person thanked reads who thanked them. */
export const records = [
  recordsOf(thanks, async (rows, { view: read, plain }) =>
    (await withAuthors(read, rows)).map(({ row, by }) => ({ ...plain(row), by: aPerson(by) })),
  ),
];
