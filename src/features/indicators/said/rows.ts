/** What was said and decided, as far as a reader may see it. */
import type { Instant } from '#core/clock.ts';
import type { ChannelId, RowId, UserId } from '#core/ids.ts';
import { findRow, findRows } from '#core/rows.ts';
import type { ReadScope } from '#core/scope.ts';
import type { SharedTable } from '#core/tables.ts';
import { type GateId, gateIds, type Limits } from '../maturity/rules.ts';
import { type By, type DecisionRow, decisions, gateRows, type RemarkRow, remarks } from '../rows.ts';
import { openNow } from '../shown/view.ts';

async function withAuthors<Row extends { readonly id: RowId }>(
  read: ReadScope,
  table: SharedTable<Row>,
  rows: readonly Row[],
): Promise<readonly By<Row>[]> {
  const authors = await read.authors(
    table,
    rows.map(({ id }) => id),
  );
  return rows.map((row) => ({ ...row, by: authors.get(row.id)?.[0] ?? null }));
}

/** The newest first. @param of a channel; `null`: all whose numbers are in the workspace’s */
export async function remarksOn(read: ReadScope, of: ChannelId | null): Promise<readonly By<RemarkRow>[]> {
  const rows = await findRows(
    read.from(remarks),
    of === null ? { is_open: 1 } : { channel_id: of },
    '-said_at',
    'id',
  );
  return withAuthors(read, remarks, of === null ? await onlyOpen(read, rows) : rows);
}

/** The newest first. @param of a channel; `null`: the workspace */
export async function decisionsOf(
  read: ReadScope,
  of: ChannelId | null,
): Promise<readonly By<DecisionRow>[]> {
  const rows = await findRows(
    read.from(decisions),
    of === null ? { of_whole: 1 } : { of_whole: 0, channel_id: of },
    '-decided_at',
    'id',
  );
  return withAuthors(read, decisions, of === null ? await onlyOpen(read, rows) : rows);
}

/** The same for everybody, in whichever channels they are. */
async function onlyOpen<Row extends { readonly channel_id: ChannelId }>(
  read: ReadScope,
  rows: readonly Row[],
): Promise<readonly Row[]> {
  const open = await openNow(
    read,
    rows.map(({ channel_id: id }) => id),
  );
  return rows.filter(({ channel_id: id }) => open.has(id));
}

/** From when each gate holds, where an admin chose that. */
export async function limitsIn(read: ReadScope): Promise<Limits> {
  const rows = await onlyOpen(read, await findRows(read.from(gateRows), {}, 'set_at', 'id'));
  const isGate = (gate: string): gate is GateId => (gateIds as readonly string[]).includes(gate);
  return new Map(rows.flatMap(({ gate, least }) => (isGate(gate) ? [[gate, least] as const] : [])));
}

/** Who changed a limit last; `null`: nobody did, or that is no longer kept. */
export async function limitsChanged(
  read: ReadScope,
): Promise<{ readonly by: UserId | null; readonly at: Instant } | null> {
  const all = await onlyOpen(read, await findRows(read.from(gateRows), {}, '-set_at', 'id'));
  const [last] = await withAuthors(read, gateRows, all.slice(0, 1));
  return last === undefined ? null : { by: last.by, at: last.set_at };
}

export const ownDecision = (read: ReadScope, id: RowId): Promise<DecisionRow | null> =>
  findRow(read.mine(decisions), { id });
export const ownRemark = (read: ReadScope, id: RowId): Promise<RemarkRow | null> =>
  findRow(read.mine(remarks), { id });
