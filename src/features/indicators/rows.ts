/** What quarters came to, fixed once they are over, and what people said about it. No row says what one person did, but for what they wrote. */
import { channel, flag, instant, number, partOf, text } from '#core/columns.ts';
import { type ChannelId, rowId, type UserId } from '#core/ids.ts';
import { findRow, findRows } from '#core/rows.ts';
import { type Insertion, insertion, type ReadScope, type Written } from '#core/scope.ts';
import { ownTable, type RowOf, sharedTable } from '#core/tables.ts';
import type { Figure } from './measures/indicator.ts';
import type { Quarter } from '#core/time/quarter.ts';
import { isOpenToAll } from '#core/visibility.ts';

/** Three years, as what is on record: long enough to compare years. In days. */
const days = 1_095;

/** One channel’s quarter. Its audience is the workspace where the channel is public and not shared (`is_open`), else the conversation. */
export const quarters = sharedTable(
  'indicator_quarter',
  {
    channel_id: channel,
    quarter: number,
    /** How many were in it. Of fewer than five there are no numbers. */
    people: number,
    is_open: flag.internal,
    taken_at: instant,
  },
  {
    kept: { name: 'indicators.quarters', days, since: 'taken_at' },
    exported: { as: 'indicatorQuarters', only: 'channel', order: 'quarter', withId: true },
  },
);

export const numbers = sharedTable(
  'indicator_number',
  { quarter_id: partOf(quarters).as('quarter'), figure: text, value: text },
  { exported: { as: 'indicatorNumbers', only: 'channel', order: 'figure' } },
);

/** Of a leader, that they are one, and whether they showed what they learn: others only count it. */
export const leaders = ownTable(
  'indicator_leader',
  ['quarter'],
  { quarter: number, has_entry: flag, has_kind: flag, noted_at: instant },
  { kept: { name: 'indicators.leaders', days: 120, since: 'noted_at' }, exported: { as: 'indicatorLeader' } },
);

/** That an indicator makes people do silly things. */
export const remarks = sharedTable(
  'indicator_remark',
  {
    channel_id: channel,
    indicator: text,
    /** In one sentence, or empty. */
    words: text,
    is_open: flag.internal,
    said_at: instant,
  },
  {
    kept: { name: 'indicators.remarks', days, since: 'said_at' },
    exported: { as: 'indicatorRemarks', order: 'said_at', writers: 'by' },
  },
);

/** What people decided to do about what the indicators say. */
export const decisions = sharedTable(
  'indicator_decision',
  {
    channel_id: channel,
    /** For the workspace, else for its channel. */
    of_whole: flag,
    words: text,
    decided_at: instant,
  },
  {
    kept: { name: 'indicators.decisions', days, since: 'decided_at' },
    exported: { as: 'indicatorDecisions', order: 'decided_at', writers: 'by' },
  },
);

/** From when a gate holds, where an admin chose something else than is usual. */
export const gateRows = sharedTable(
  'indicator_gate',
  { channel_id: channel, gate: text, least: number, set_at: instant },
  {
    kept: { name: 'indicators.gates', days, since: 'set_at' },
    exported: { as: 'indicatorGates', order: 'set_at', writers: 'by' },
  },
);

export type QuarterRow = RowOf<typeof quarters>;
export type NumberRow = RowOf<typeof numbers>;
export type RemarkRow = RowOf<typeof remarks>;
export type DecisionRow = RowOf<typeof decisions>;

/** A row with who wrote it; `null`: they were erased. */
export type By<Row> = Row & { readonly by: UserId | null };

export const quartersOf = (read: ReadScope, of: ChannelId): Promise<QuarterRow[]> =>
  findRows(read.from(quarters), { channel_id: of }, '-quarter', 'id');

export const quarterIn = (read: ReadScope, of: ChannelId, quarter: Quarter): Promise<QuarterRow | null> =>
  findRow(read.from(quarters), { channel_id: of, quarter });

export const openQuarters = (read: ReadScope): Promise<QuarterRow[]> =>
  findRows(read.from(quarters), { is_open: 1 }, '-quarter', 'channel_id');

/** Those whose channel is public and not shared now: seen the same by who is in it and who is not. */
export async function onlyOpen<Row extends { readonly channel_id: ChannelId }>(
  read: ReadScope,
  rows: readonly Row[],
): Promise<readonly Row[]> {
  const open = new Set<ChannelId>();
  for (const id of new Set(rows.map(({ channel_id: channelId }) => channelId))) {
    const found = await read.channel(id);
    // Where the reader is not in it, its rows reach them only while it is open.
    if (found === null || isOpenToAll(found)) open.add(id);
  }
  return rows.filter(({ channel_id: id }) => open.has(id));
}

export const numbersOf = (read: ReadScope, of: readonly QuarterRow[]): Promise<NumberRow[]> =>
  findRows(read.from(numbers), { quarter_id: of.map(({ id }) => id) }, 'quarter_id', 'figure');

/** What is written of figures of a quarter. */
export const numbersFor = (
  newId: () => string,
  { id: quarter_id }: QuarterRow,
  figures: readonly Figure[],
  written: Written,
): readonly Insertion[] =>
  figures.map(({ id: figure, value }) =>
    insertion(numbers, { id: rowId(newId()), quarter_id, figure, value: JSON.stringify(value) }, written),
  );
