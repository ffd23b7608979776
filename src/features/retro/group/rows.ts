import { choice, reference } from '#core/columns.ts';
import { type RowId, rowId } from '#core/ids.ts';
import { findRow, findRows } from '#core/rows.ts';
import type { ReadScope, Scope } from '#core/scope.ts';
import { type RowOf, sharedTable } from '#core/tables.ts';
import { marks } from '../collect/rows.ts';
import { retro_id, type RetroRow } from '../session/rows.ts';
import { type Grouping, groupingStates, type Topic, topicsOf } from './rules.ts';

/** A decision about some cards: see `Grouping`. Ids only, so it can belong to the channel. */
export const groupings = sharedTable('retro_grouping', { retro_id, state: choice(groupingStates) });

export type GroupingRow = RowOf<typeof groupings>;

/** A card in a grouping. */
export const grouped = sharedTable('retro_grouped', { retro_id, grouping_id: reference, card_id: reference });

/** The ids of all cards, in display order; during collecting, only the viewer's. */
export async function cardIdsOf(read: ReadScope, retro: RowId): Promise<RowId[]> {
  const rows = await read
    .from(marks)
    .select('it.id')
    .where('it.retro_id', '=', retro)
    .orderBy('it.id')
    .execute();
  return rows.map(({ id }) => id);
}

/** Decided and suggested groupings. */
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

/** Writes a new or changed grouping: it never loses cards. */
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

/** The topics in display order. */
export async function topicsIn(read: ReadScope, retro: RowId): Promise<Topic[]> {
  return topicsOf(await cardIdsOf(read, retro), await groupingsOf(read, retro));
}
