/** What was said and decided, as far as a reader may see it. */
import type { Instant } from '#core/clock.ts';
import type { ChannelId, RowId, UserId } from '#core/ids.ts';
import { findRows } from '#core/rows.ts';
import type { ReadScope } from '#core/scope.ts';
import type { SharedTable } from '#core/tables.ts';
import { type GateId, gateIds, type Limits } from '../maturity/rules.ts';
import {
  type By,
  type DecisionRow,
  decisions,
  gateRows,
  onlyOpen,
  type RemarkRow,
  remarks,
} from '../rows.ts';

/** @param of a channel; `null`: the workspace, whose rows are the same for everybody, in whichever channels they are */
async function withAuthors<Row extends { readonly id: RowId; readonly channel_id: ChannelId }>(
  read: ReadScope,
  table: SharedTable<Row>,
  of: ChannelId | null,
  rows: readonly Row[],
): Promise<readonly By<Row>[]> {
  const shown = of === null ? await onlyOpen(read, rows) : rows;
  const authors = await read.authors(
    table,
    shown.map(({ id }) => id),
  );
  return shown.map((row) => ({ ...row, by: authors.get(row.id)?.[0] ?? null }));
}

/** The newest first. @param of a channel; `null`: all whose numbers are in the workspace’s */
export async function remarksOn(read: ReadScope, of: ChannelId | null): Promise<readonly By<RemarkRow>[]> {
  const where = of === null ? { is_open: 1 as const } : { channel_id: of };
  return withAuthors(read, remarks, of, await findRows(read.from(remarks), where, '-said_at', 'id'));
}

/** The newest first. @param of a channel; `null`: the workspace */
export async function decisionsOf(
  read: ReadScope,
  of: ChannelId | null,
): Promise<readonly By<DecisionRow>[]> {
  const where = of === null ? { of_whole: 1 as const } : { of_whole: 0 as const, channel_id: of };
  return withAuthors(read, decisions, of, await findRows(read.from(decisions), where, '-decided_at', 'id'));
}

/** From when each gate holds, where an admin chose that; and who did last. */
export async function limitsIn(read: ReadScope): Promise<{
  readonly limits: Limits;
  /** `null`: nobody did, or that is no longer kept. */
  readonly changed: { readonly by: UserId | null; readonly at: Instant } | null;
}> {
  const stored = await findRows(read.from(gateRows), {}, 'set_at', 'id');
  const rows = await withAuthors(read, gateRows, null, stored);
  const isGate = (gate: string): gate is GateId => (gateIds as readonly string[]).includes(gate);
  const last = rows.at(-1);
  return {
    limits: new Map(rows.flatMap(({ gate, least }) => (isGate(gate) ? [[gate, least] as const] : []))),
    changed: last === undefined ? null : { by: last.by, at: last.set_at },
  };
}
