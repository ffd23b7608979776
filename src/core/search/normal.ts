/**
 * Text as it is cut: of each character the form that Unicode holds for the same (NFKC), without what nobody sees. Case and accents are still
 * there, since they say where a word ends and how it is inflected; `fold` takes them.
 */

export interface Normal {
  /** The text as it is shown. */
  readonly shown: string;
  readonly text: string;
  /** Where in `shown` the character at this place of `text` came from; one more for the end. */
  from(at: number): number;
}

/** What composes with what stands before it: marks, the voiced signs of half-width kana, and the letters of a Korean syllable. */
const cluster =
  /[\u1100-\u11ff\u3131-\u318e\ua960-\ua97c\uac00-\ud7fb\uffa0-\uffdc]+|\P{M}[\p{M}\uff9e\uff9f]*|\p{M}[\p{M}\uff9e\uff9f]*/gu;

/** Selectors of a variant, soft hyphens, spaces without width, marks of direction, and the colours of a hand or a face. */
const unseen =
  /[\u00ad\u034f\u061c\u180b-\u180e\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u2069\ufe00-\ufe0f\ufeff\u{1f3fb}-\u{1f3ff}]/gu;

/** Draws an Arabic word out. */
const stretch = '\u0640';

/** Between two pictures it makes one of them; elsewhere nobody sees it. */
const looseJoiner = /(?<!\p{Extended_Pictographic})\u200d|\u200d(?!\p{Extended_Pictographic})/gu;

// oxlint-disable-next-line no-control-regex -- all of ASCII
const ascii = /^[\0-\x7f]*$/;

export function normalOf(typed: string): Normal {
  if (ascii.test(typed)) return { shown: typed, text: typed, from: (at) => at };
  const shown = typed.toWellFormed().normalize('NFC').replace(unseen, '').replace(looseJoiner, '');
  const starts: number[] = [];
  let text = '';
  for (const { 0: one, index } of shown.matchAll(cluster)) {
    const normal = one.normalize('NFKC').replaceAll('’', "'").replaceAll(stretch, '');
    for (let at = 0; at < normal.length; at += 1) starts.push(index);
    text += normal;
  }
  return { shown, text, from: (at) => starts[at] ?? shown.length };
}

/** Letters that have no accent to take off, but are typed without their stroke or as two. */
const plain: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ı: 'i',
  ς: 'σ',
  ё: 'е',
};
const replaced = new RegExp(`[${Object.keys(plain).join('')}]`, 'gu');

/** Scripts in which people leave marks out. In others (й, が, the vowels of Hindi and Thai) a mark is part of the letter. */
const optional = /(?<=[\p{sc=Latin}\p{sc=Greek}\p{sc=Arabic}\p{sc=Hebrew}]\p{M}*)\p{M}/gu;

/** A word without case and without the accents that people leave out. */
export function fold(word: string): string {
  const lower = word.toLowerCase();
  if (ascii.test(lower)) return lower;
  return lower
    .normalize('NFD')
    .replace(optional, '')
    .normalize('NFC')
    .replace(replaced, (letter) => plain[letter] ?? letter);
}
