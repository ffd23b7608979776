/** A late card as the thread and the page show it. */
import type { Piece } from '#core/kit/blocks.ts';
import type { RetroRow } from '../session/rows.ts';
import { columnName, type Translator } from '../session/words.ts';
import { columnsIn } from '../start/formats.ts';

/** @param card with the column that it was written in */
export function latePieces(
  t: Translator,
  row: RetroRow,
  { column_id: id, text: written }: { readonly column_id: string; readonly text: string },
): Piece[] {
  const column = columnsIn(row).find((one) => one.id === id);
  return [...(column === undefined ? [] : [{ bold: `${columnName(t, column)}: ` }]), { written }];
}
