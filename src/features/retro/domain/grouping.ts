/**
 * Which cards of a retrospective say much the same, to be suggested as one topic. Cards are compared by the characters that their words are
 * made of, three by three, so that it works in every script and forgives inflection, compounds and slips. Nothing is known but
 * these cards themselves: how common a word is elsewhere would tell of texts that not everybody here may see. Pure.
 */
import type { RowId } from '../../../core/ids.ts';

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
  const table = likeness(cards.map(({ text }) => piecesOf(text)));
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

/** How often each piece stands in a text. */
type Pieces = ReadonlyMap<string, number>;

/** Scripts that are written without spaces, and in which two characters say as much as a word elsewhere. */
const unspaced =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;

function piecesOf(text: string): Pieces {
  const pieces = new Map<string, number>();
  for (const word of wordsOf(text)) {
    // A space before and after it: how words begin and end says more than what is within.
    const [within, length] = unspaced.test(word) ? [word, 2] : [` ${word} `, 3];
    for (let at = 0; at + length <= within.length; at += 1) {
      const piece = within.slice(at, at + length);
      pieces.set(piece, (pieces.get(piece) ?? 0) + 1);
    }
  }
  return pieces;
}

/** Words and emoji, without case, accents, umlauts' dots and width. */
function wordsOf(text: string): readonly string[] {
  const plain = text
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .replaceAll('ß', 'ss');
  return plain.match(/[\p{L}\p{M}\p{N}]+|\p{Extended_Pictographic}/gu) ?? [];
}

/**
 * How much alike each two of them are: the cosine of their pieces, where one that stands in few cards weighs more.
 * @returns row by row
 */
function likeness(all: readonly Pieces[]): Float32Array {
  const size = all.length;
  const holders = new Map<string, { readonly card: number; readonly weight: number }[]>();
  for (const [card, pieces] of all.entries())
    for (const [piece, count] of pieces) {
      const known = holders.get(piece);
      const holder = { card, weight: 1 + Math.log(count) };
      if (known === undefined) holders.set(piece, [holder]);
      else known.push(holder);
    }
  const squares = new Float64Array(size);
  const table = new Float32Array(size * size);
  for (const held of holders.values()) {
    const rarity = Math.log(1 + size / held.length) ** 2;
    for (const [at, one] of held.entries()) {
      squares[one.card] = (squares[one.card] ?? 0) + rarity * one.weight ** 2;
      for (let next = at + 1; next < held.length; next += 1) {
        const other = held[next];
        if (other === undefined) break;
        const cell = one.card * size + other.card;
        table[cell] = (table[cell] ?? 0) + rarity * one.weight * other.weight;
      }
    }
  }
  for (let one = 0; one < size; one += 1)
    for (let other = one + 1; other < size; other += 1) {
      const sum = table[one * size + other] ?? 0;
      if (sum === 0) continue;
      const like = sum / Math.sqrt((squares[one] ?? 0) * (squares[other] ?? 0));
      table[one * size + other] = like;
      table[other * size + one] = like;
    }
  return table;
}
