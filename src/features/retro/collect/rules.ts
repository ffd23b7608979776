/** Which cards are still their authors' alone. Pure. */
import type { RowId } from '#core/ids.ts';

/**
 * Whether a card was written since collecting began, or was opened again: until it is over it is its author's alone, and can be changed. What was written
 * before that can be read: changed now it would tell when its author was here.
 */
export const isChangeable = (
  retro: { readonly opening: number },
  card: { readonly opening: number },
): boolean => card.opening === retro.opening;

export interface Mended {
  readonly changed: readonly { readonly id: RowId; readonly text: string }[];
  readonly added: readonly string[];
  readonly gone: readonly RowId[];
}

/** @returns the cards in what was typed: one a line, trimmed, without empty ones */
export function linesOf(typed: string): string[] {
  return typed
    .split(/\r\n|[\n\r\u2028\u2029]/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

/**
 * Finds which line is which card, so that an edited card keeps its row: first lines that are a card's very text, then the others in
 * order; lines left over are new cards, cards left over were removed.
 * @param before the cards that stood in the form, in its order
 */
export function diffCards(
  before: readonly { readonly id: RowId; readonly text: string }[],
  lines: readonly string[],
): Mended {
  const open = [...before];
  const unmatched = lines.filter((line) => {
    const at = open.findIndex(({ text }) => text === line);
    if (at >= 0) open.splice(at, 1);
    return at < 0;
  });
  const both = Math.min(open.length, unmatched.length);
  return {
    changed: open.slice(0, both).map(({ id }, index) => ({ id, text: unmatched[index] ?? '' })),
    added: unmatched.slice(both),
    gone: open.slice(both).map(({ id }) => id),
  };
}
