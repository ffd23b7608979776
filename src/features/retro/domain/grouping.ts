/** Which cards of a retrospective say much the same, to be suggested as one topic. Nothing is known but these cards themselves. Pure. */
import type { RowId } from '../../../core/ids.ts';
import { likeness } from '../../../core/likeness.ts';

export interface CardText {
  readonly id: RowId;
  readonly text: string;
}

/**
 * How much alike two cards are, from 0 to 1, to be suggested as one topic: chosen so that "Accept all" can be trusted, since what is not
 * found is joined by hand. Of cards written by hand in English and German, 93 % of the suggested pairs are of one topic, and 37 % of the pairs of one topic
 * are suggested; of notes whose titles are nearly the same 78 % and 76 % (`bench/grouping.ts`).
 */
export const likeEnough = 0.28;

/**
 * The groups of two or more cards that are suggested as one topic each; a card is in one of them at most. What is most alike comes first,
 * and everything in a group is alike on average, so that no chain of neighbours joins what has nothing in common.
 */
export function alike(cards: readonly CardText[]): RowId[][] {
  const size = cards.length;
  const table = likeness(cards.map(({ text }) => text));
  const cellsOfPairs = pairsAbove(table, size);
  // Of two groups, each named by one of its cards: how much alike each card of one is to each of the other, summed up.
  const sums = table;
  const groups = cards.map((_, index) => [index]);
  const nameOf = cards.map((_, index) => index);
  for (const cell of cellsOfPairs) {
    const [one, other] = [nameOf[Math.floor(cell / size)] ?? 0, nameOf[cell % size] ?? 0];
    const [members, joining] = [groups[one] ?? [], groups[other] ?? []];
    const sum = sums[one * size + other] ?? 0;
    if (one === other || sum < likeEnough * members.length * joining.length) continue;
    members.push(...joining);
    for (const card of joining) nameOf[card] = one;
    groups[other] = [];
    for (let third = 0; third < size; third += 1) {
      const both = (sums[one * size + third] ?? 0) + (sums[other * size + third] ?? 0);
      sums[one * size + third] = both;
      sums[third * size + one] = both;
    }
  }
  const found = new Set(cellsOfPairs.map((cell) => nameOf[Math.floor(cell / size)] ?? 0));
  return [...found]
    .map((name) => groups[name] ?? [])
    .filter((group) => group.length > 1)
    .map((group) => group.flatMap((index) => cards[index]?.id ?? []));
}

/** The pairs that are alike enough, what is most alike first, each as its cell of the table. */
function pairsAbove(table: Float32Array, size: number): number[] {
  const cells: number[] = [];
  for (let one = 0; one < size; one += 1)
    for (let other = one + 1; other < size; other += 1)
      if ((table[one * size + other] ?? 0) >= likeEnough) cells.push(one * size + other);
  // Sorting is stable: pairs that are alike equally keep the order of the cards.
  return cells.sort((a, b) => (table[b] ?? 0) - (table[a] ?? 0));
}
