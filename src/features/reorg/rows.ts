/** A change brief that was sent, and what each concerned channel reads of it. */
import { channel, choice, day, instant, partOf, person, text } from '#core/columns.ts';
import type { ChannelId, RowId } from '#core/ids.ts';
import { findRow, findRows } from '#core/rows.ts';
import type { ReadScope } from '#core/scope.ts';
import { type RowOf, sharedTable } from '#core/tables.ts';
import { kinds, leads } from './brief/rules.ts';

const words = {
  by_id: person.orNull.theirs.writing('why', 'stays').as('by'),
  why: text,
  stays: text,
  ask_id: person.orNull.as('ask'),
  effect_on: day,
};

/** Once it is sent, what it says is no secret within the workspace; what changes in a private channel stands only in that channel’s rows. */
export const reorgs = sharedTable(
  'reorg',
  { channel_id: channel, ...words, sent_at: instant, ended_at: instant.orNull },
  {
    kept: { name: 'reorg.reorgs', days: 730, since: 'sent_at' },
    exported: { as: 'reorgs', order: 'sent_at' },
  },
);
export type ReorgRow = RowOf<typeof reorgs>;

const reorg_id = partOf(reorgs).internal;

/** The same for one channel, for all its readers: a guest in it, too, who reads nothing else of the workspace. */
export const notices = sharedTable(
  'reorg_notice',
  {
    reorg_id,
    channel_id: channel,
    ...words,
    /** The morning of that day in the channel. */
    effect_at: instant.internal,
    told_at: instant.orNull,
    ended_at: instant.orNull.internal,
    /** When it was looked which rituals live on; `null`: not yet. */
    seen_at: instant.orNull.internal,
  },
  { exported: { as: 'reorgNotices', only: 'channel', order: 'told_at' } },
);
export type NoticeRow = RowOf<typeof notices>;

/** One thing that changes for one channel. */
export const changes = sharedTable(
  'reorg_change',
  {
    reorg_id,
    channel_id: channel,
    kind: choice(kinds),
    /** The other channel; `null`: none, or one of which the people here may not know. */
    other_id: channel.orNull.as('other'),
    /** What it is called from then on, or empty. */
    name: text,
    /** Who leads the team from then on; `null`: it is about something else, or they erased their data. */
    leader_id: person.orNull.theirs.as('leader'),
    said: choice(leads),
    said_at: instant.orNull,
    /** When the new leader said what they keep. */
    kept_at: instant.orNull,
  },
  { exported: { as: 'reorgChanges' } },
);
export type ChangeRow = RowOf<typeof changes>;

/** @returns `null` if it is gone, or not for this viewer */
export const loadReorg = (read: ReadScope, id: RowId): Promise<ReorgRow | null> =>
  findRow(read.from(reorgs), { id });

/** Those that were sent, the newest first. */
export const reorgsOf = (read: ReadScope, most: number): Promise<ReorgRow[]> =>
  findRows(read.from(reorgs).limit(most), {}, '-sent_at', '-id');

export const loadNotice = (read: ReadScope, id: RowId): Promise<NoticeRow | null> =>
  findRow(read.from(notices), { id });

/** The morning of a notice that only carries words to the one that its channel reads. */
export const never = 0;

const standing = (read: ReadScope) => read.from(notices).where('it.effect_at', '>', never);

export const noticesOf = (read: ReadScope, reorg: RowId): Promise<NoticeRow[]> =>
  findRows(standing(read), { reorg_id: reorg }, 'channel_id', 'id');

export const noticeIn = (read: ReadScope, reorg: RowId, here: ChannelId): Promise<NoticeRow | null> =>
  findRow(standing(read), { reorg_id: reorg, channel_id: here });

/** What the viewer may read of what changes, in a channel or everywhere. */
export const changesOf = (read: ReadScope, reorg: RowId, here?: ChannelId): Promise<ChangeRow[]> =>
  findRows(
    read.from(changes),
    { reorg_id: reorg, ...(here === undefined ? {} : { channel_id: here }) },
    'kind',
    'id',
  );

export const loadChange = (read: ReadScope, id: RowId): Promise<ChangeRow | null> =>
  findRow(read.from(changes), { id });

/** Rows without the channels of which their reader may not know: the sentences then say that it is another one. */
export async function asSeen<
  Cell extends 'other_id' | 'into_id',
  Row extends Readonly<Record<Cell, ChannelId | null>>,
>(read: ReadScope, cell: Cell, rows: readonly Row[]): Promise<readonly Row[]> {
  const seen = await read.visibleChannels(rows.flatMap((row) => row[cell] ?? []));
  return rows.map((row) => {
    const id: ChannelId | null = row[cell];
    return id === null || seen.has(id) ? row : { ...row, [cell]: null };
  });
}
