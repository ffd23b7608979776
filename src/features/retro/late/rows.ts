/** What a person typed while cards were collected and did not save before that was over, and what was written after it. */
import type { Instant } from '#core/clock.ts';
import { instant, number, text } from '#core/columns.ts';
import type { RowId, UserId } from '#core/ids.ts';
import { findRow, findRows } from '#core/rows.ts';
import type { ReadScope } from '#core/scope.ts';
import { type RowOf, sharedTable } from '#core/tables.ts';
import { drafts, linesOf, ownCardsOf, ownDrafts, without } from '../collect/rows.ts';
import { retro_id, type RetroRow, retros } from '../session/rows.ts';
import { columnsIn } from '../start/formats.ts';
import { isHeld } from './rules.ts';

/** By column, without the lines that are the person's cards anyway. @returns `null` if nothing is left */
export async function leftIn(read: ReadScope, row: RetroRow): Promise<readonly string[] | null> {
  const draft = row.phase === 'collect' ? null : await ownDrafts.of(read, row.id);
  if (draft === null) return null;
  const own = await ownCardsOf(read, row.id);
  const left = columnsIn(row).map(({ id }, index) => {
    const cards = own.filter((card) => card.column_id === id).map(({ text }) => text);
    return without(linesOf(draft.typed[index] ?? ''), cards).join('\n');
  });
  return left.some((text) => text !== '') ? left : null;
}

/** The retrospectives in which the viewer has left something, the last typed first. */
export async function leftOf(read: ReadScope): Promise<RetroRow[]> {
  const left: RetroRow[] = [];
  for (const { retro_id: id } of await findRows(read.from(drafts), {}, '-typed_at', 'retro_id')) {
    const row = await retroOf(read, id);
    if (row !== null && (await leftIn(read, row)) !== null) left.push(row);
  }
  return left;
}

const retroOf = (read: ReadScope, id: RowId): Promise<RetroRow | null> => findRow(read.from(retros), { id });

/** A card written after collecting, for everyone in the channel, whose thread tells it. */
export const lateCards = sharedTable(
  'retro_late_card',
  {
    retro_id,
    column_id: text,
    /** See `roundOf`. */
    round: instant.internal,
    /** Its position among those that its author sent at once. */
    place: number.leadsBack.internal,
    text,
  },
  { exported: { as: 'lateCards', withId: true, writers: 'authors' } },
);

export type LateRow = RowOf<typeof lateCards>;

/**
 * Those that were told, as far as the viewer may read them, in an order that reveals no author whose name is hidden.
 * @param of only those that one message tells: of a round, and, where names are shown, of one author
 */
export async function lateIn(
  read: ReadScope,
  row: RetroRow,
  of?: { readonly round: Instant; readonly by: UserId | null },
): Promise<LateRow[]> {
  const which = of === undefined ? {} : { round: of.round };
  const rows = await findRows(read.from(lateCards), { retro_id: row.id, ...which }, 'round', 'id');
  const told = rows.filter((card) => !isHeld(card, row));
  if (row.names === 'hidden') return told;
  const by = of?.by ?? null;
  const ids = by === null ? [] : told.map(({ id }) => id);
  const authors = await read.authors(lateCards, ids);
  return told
    .filter(({ id }) => by === null || authors.get(id)?.includes(by) === true)
    .toSorted((a, b) => a.round - b.round || a.place - b.place);
}

/** The viewer's own, in their order. */
export const ownLateOf = (read: ReadScope, retro: RowId): Promise<LateRow[]> =>
  findRows(read.mine(lateCards), { retro_id: retro }, 'round', 'place', 'id');
