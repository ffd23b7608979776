/** What a person typed while cards were collected, and did not save before that was over. */
import type { RowId } from '#core/ids.ts';
import { findRow, findRows } from '#core/rows.ts';
import type { ReadScope } from '#core/scope.ts';
import { drafts, linesOf, ownCardsOf, ownDrafts, without } from '../collect/rows.ts';
import { type RetroRow, retros } from '../session/rows.ts';
import { columnsIn } from '../start/formats.ts';

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
