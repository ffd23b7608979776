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
  const table = likeness(cards.map(({ text }) => piecesOf(text)));
  const size = cards.length;
  const pairs: { readonly a: number; readonly b: number; readonly like: number }[] = [];
  for (let a = 0; a < size; a += 1)
    for (let b = a + 1; b < size; b += 1) {
      const like = table[a * size + b] ?? 0;
      if (like >= likeEnough) pairs.push({ a, b, like });
    }
  // Sorting is stable: pairs that are alike equally keep the order of the cards.
  pairs.sort((one, other) => other.like - one.like);

  const groups = cards.map((_, index) => [index]);
  for (const { a, b } of pairs) {
    const [one, other] = [groups[a] ?? [], groups[b] ?? []];
    if (one === other) continue;
    const sum = one.reduce((all, i) => other.reduce((some, j) => some + between(table, size, i, j), all), 0);
    if (sum < likeEnough * one.length * other.length) continue;
    one.push(...other);
    for (const index of other) groups[index] = one;
  }
  return [...new Set(pairs.map(({ a }) => groups[a] ?? []))]
    .filter((group) => group.length > 1)
    .map((group) => group.flatMap((index) => cards[index]?.id ?? []));
}

const between = (table: Float32Array, size: number, a: number, b: number) =>
  table[Math.min(a, b) * size + Math.max(a, b)] ?? 0;

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
 * @returns row by row; only what is right of the diagonal is filled in
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
  return table.map((sum, cell) =>
    sum === 0 ? 0 : sum / Math.sqrt((squares[Math.floor(cell / size)] ?? 0) * (squares[cell % size] ?? 0)),
  );
}
