import { choice, reference } from '#core/columns.ts';
import { type RowId, rowId } from '#core/ids.ts';
import { findRows } from '#core/rows.ts';
import type { ReadScope, Scope } from '#core/scope.ts';
import { sharedTable } from '#core/tables.ts';
import { marks, type ReadableCard, readableCards } from '../collect/rows.ts';
import { retro_id, type RetroRow } from '../session/rows.ts';
import { type Grouping, groupingStates, type Topic, topicsOf } from './rules.ts';

/** A decision about some cards: see `Grouping`. Ids only, so it can belong to the channel. */
export const groupings = sharedTable('retro_grouping', { retro_id, state: choice(groupingStates) });

/** A card in a grouping. */
export const grouped = sharedTable('retro_grouped', { retro_id, grouping_id: reference, card_id: reference });

/** The ids of all cards, in display order; during collecting, only the viewer's. */
export const cardIdsOf = async (read: ReadScope, retro: RowId): Promise<RowId[]> =>
  (await findRows(read.from(marks), { retro_id: retro }, 'id')).map(({ id }) => id);

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

/** The cards that a person may read, in display order, and their groupings. */
export interface Cards {
  readonly cards: readonly ReadableCard[];
  readonly groupings: readonly Grouping[];
}

export async function cardsIn(read: ReadScope, retro: RowId): Promise<Cards> {
  return { cards: await readableCards(read, retro), groupings: await groupingsOf(read, retro) };
}

/** The topics in display order. */
export async function topicsIn(read: ReadScope, retro: RowId): Promise<Topic[]> {
  return topicsOf(await cardIdsOf(read, retro), await groupingsOf(read, retro));
}

/** Writes a new or changed grouping: it never loses cards. */
export async function saveGrouping(
  scope: Scope,
  row: RetroRow,
  before: Grouping | null,
  { id, state, cards }: Grouping,
  newId: () => string,
): Promise<void> {
  const written = { audience: row.conversation_id, by: [], names: 'shown' } as const;
  if (before === null) await scope.insert(groupings, { id, retro_id: row.id, state }, written);
  else if (before.state !== state) await scope.update(groupings, id, { state });
  for (const card of cards) {
    if (before?.cards.includes(card) === true) continue;
    const one = { id: rowId(newId()), retro_id: row.id, grouping_id: id, card_id: card };
    await scope.insert(grouped, one, written);
  }
}
