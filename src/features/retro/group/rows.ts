/** The rows of a retrospective itself, and of its cards. Days are in the channel's zone. */
import { choice, reference } from '#core/columns.ts';
import { type RowId, rowId } from '#core/ids.ts';
import { findRow, findRows } from '#core/rows.ts';
import type { ReadScope, Scope } from '#core/scope.ts';
import { type RowOf, sharedTable } from '#core/tables.ts';
import { marks } from '../collect/rows.ts';
import { retro_id, type RetroRow } from '../session/rows.ts';
import { type Grouping, groupingStates, type Topic, topicsOf } from './rules.ts';

/** What was decided about some cards: see `Grouping`. Ids only, so it can be the channel's. */
export const groupings = sharedTable('retro_grouping', { retro_id, state: choice(groupingStates) });

export type GroupingRow = RowOf<typeof groupings>;

/** A card that a grouping names. */
export const grouped = sharedTable('retro_grouped', { retro_id, grouping_id: reference, card_id: reference });

/** The cards there are, by their ids, in the order in which they are shown; while they are collected, only the viewer's. */
export async function cardIdsOf(read: ReadScope, retro: RowId): Promise<RowId[]> {
  const rows = await read
    .from(marks)
    .select('it.id')
    .where('it.retro_id', '=', retro)
    .orderBy('it.id')
    .execute();
  return rows.map(({ id }) => id);
}

/** What was decided, or suggested, about which cards are one topic. */
export async function groupingsOf(read: ReadScope, retro: RowId): Promise<Grouping[]> {
  const rows = await findRows(read.from(groupings), { retro_id: retro }, 'id');
  if (rows.length === 0) return [];
  const named = await findRows(read.from(grouped), { retro_id: retro }, 'id');
  return rows.map(({ id, state }) => ({
    id,
    state,
    cards: named.filter((one) => one.grouping_id === id).map((one) => one.card_id),
  }));
}

export async function loadGrouping(read: ReadScope, id: RowId): Promise<GroupingRow | null> {
  return findRow(read.from(groupings), { id });
}

/** Writes a grouping that is new, or was changed: it never names fewer cards than before. */
export async function saveGrouping(
  scope: Scope,
  row: RetroRow,
  before: Grouping | null,
  after: Grouping,
  newId: () => string,
): Promise<void> {
  const written = { audience: row.conversation_id, by: [], names: 'shown' } as const;
  if (before === null)
    await scope.insert(groupings, { id: after.id, retro_id: row.id, state: after.state }, written);
  else if (before.state !== after.state) await scope.update(groupings, after.id, { state: after.state });
  for (const card of after.cards) {
    if (before?.cards.includes(card) === true) continue;
    const one = { id: rowId(newId()), retro_id: row.id, grouping_id: after.id, card_id: card };
    await scope.insert(grouped, one, written);
  }
}

/** The topics in the order in which they are shown. */
export async function topicsIn(read: ReadScope, retro: RowId): Promise<Topic[]> {
  return topicsOf(await cardIdsOf(read, retro), await groupingsOf(read, retro));
}
