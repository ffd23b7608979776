/**
 * How similar texts are. They are compared by sequences of three characters, which works in every script and forgives inflection, compounds and
 * slips. Only these texts count: how common a word is elsewhere would reveal something about texts that not everyone here may see. Pure.
 */

/** How often each piece occurs in a text. */
type Pieces = ReadonlyMap<string, number>;

/** Scripts without spaces, in which two characters say as much as a word elsewhere. */
const unspaced =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;

/** Whether a text has words of a script that writes none between them. */
export const isUnspaced = (text: string): boolean => unspaced.test(text);

function piecesOf(text: string): Pieces {
  const pieces = new Map<string, number>();
  for (const word of wordsOf(text)) {
    // With a space around the word, since its beginning and end say more than its middle.
    const [within, length] = unspaced.test(word) ? [word, 2] : [` ${word} `, 3];
    for (let at = 0; at + length <= within.length; at += 1) {
      const piece = within.slice(at, at + length);
      pieces.set(piece, (pieces.get(piece) ?? 0) + 1);
    }
  }
  return pieces;
}

/** Words and emoji, without case, accents, umlaut dots and width. */
function wordsOf(text: string): readonly string[] {
  const plain = text
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .replaceAll('ß', 'ss');
  return plain.match(/[\p{L}\p{M}\p{N}]+|\p{Extended_Pictographic}/gu) ?? [];
}

/**
 * The similarity of each pair of texts, 0 to 1: the cosine of their pieces, where rarer pieces weigh more.
 * @returns a matrix, row by row
 */
export function similarity(texts: readonly string[]): Float32Array {
  const all = texts.map(piecesOf);
  const size = all.length;
  const holders = new Map<string, { readonly text: number; readonly weight: number }[]>();
  for (const [text, pieces] of all.entries())
    for (const [piece, count] of pieces) {
      const known = holders.get(piece);
      const holder = { text, weight: 1 + Math.log(count) };
      if (known === undefined) holders.set(piece, [holder]);
      else known.push(holder);
    }
  const squares = new Float64Array(size);
  const table = new Float32Array(size * size);
  for (const held of holders.values()) {
    const rarity = Math.log(1 + size / held.length) ** 2;
    for (const [at, one] of held.entries()) {
      squares[one.text] = (squares[one.text] ?? 0) + rarity * one.weight ** 2;
      for (let next = at + 1; next < held.length; next += 1) {
        const other = held[next];
        if (other === undefined) break;
        const cell = one.text * size + other.text;
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
