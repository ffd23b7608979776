/** Finds words, signs and pictures in normal text (`normalOf`): words of every script, and the names and signs of code as they stand there. */

/** A word as it stands in the text, and the words that it is made of: `userName`, `pg_stat_activity`, `c++`, `--force`. */
export interface Piece {
  /** Without case folded; without what joins its parts, with the signs that belong to it. */
  readonly word: string;
  readonly parts: readonly Piece[];
  /** Where it stands in the text. */
  readonly from: number;
  readonly to: number;
  /** It is one of the pairs or characters that a text without spaces is cut into. */
  readonly isOfRun?: true;
}

/** Longer words are cut off: hashes, keys and the like. */
const longestWord = 64;

/** Scripts that do not set words apart; and Korean, whose words carry their endings without a space. */
const scripts = ['Han', 'Hira', 'Kana', 'Bopo', 'Hang', 'Yiii', 'Thai', 'Laoo', 'Khmr', 'Mymr'];
const unspaced = `[[${scripts.map((script) => `\\p{scx=${script}}`).join('')}]&&[\\p{L}\\p{M}\\p{N}]]`;
const letter = `[[\\p{L}\\p{M}\\p{N}]--${unspaced}]`;

/** What joins the parts of one name. An apostrophe is taken apart in `clitic`. */
const atom = `${letter}+(?:'${letter}+)*`;
const joined = `${atom}(?:(?:[_\\-:]{1,2}|[.&])${atom})*`;

/** Signs that begin a name where nothing stands before it, and that end one. */
const before = /(?:(?<![^\s\(\[\{"'`=,<\|])(?:--?|[.$@#:!%~+]))?/v.source;
const after = /(?:[+#]+(?![\p{L}\p{M}\p{N}]))?/v.source;

const picture = /\p{RI}{2}|\p{Extended_Pictographic}(?:\u200d\p{Extended_Pictographic})*/v.source;
const signs = /[!-\/:-@\[-`\{-~]+/v.source;

/** What a name with signs may follow at once. */
const opening = /["'`\(\[\{,;]/v.source;

const scanner = new RegExp(
  `(?<run>${unspaced}+)|(?<lead>${before})(?<name>${joined})(?<trail>${after})|(?<picture>${picture})|${opening}|(?<signs>${signs})`,
  'gv',
);

/** A run of signs that is no punctuation of a sentence. */
const meant = /[!#$%&*+\-/<=>?@\\^|~]|::/;
const quoting = /^[`"'([{,;]+|[`"')\]},;:.]+$/g;

export function piecesOf(text: string): Piece[] {
  const pieces: Piece[] = [];
  for (const { groups, 0: all, index: from } of text.matchAll(scanner)) {
    const { run, lead = '', name, trail = '', picture: drawn, signs: sign } = groups ?? {};
    if (run !== undefined) pieces.push(...ofRun(run, from));
    else if (drawn !== undefined) pieces.push({ word: drawn, parts: [], from, to: from + all.length });
    else if (name !== undefined) pieces.push(ofName(lead, name, trail, from));
    else if (sign !== undefined) pieces.push(...ofSigns(sign, from, text));
  }
  return pieces;
}

/** Each character and each pair, with the marks that belong to them. */
function ofRun(run: string, start: number): Piece[] {
  const characters = [...run.matchAll(/\P{M}\p{M}*|\p{M}+/gu)].map(({ 0: word, index }) => ({
    word,
    parts: [],
    from: start + index,
    to: start + index + word.length,
    isOfRun: true as const,
  }));
  return characters.flatMap((one, at) => {
    const next = characters[at + 1];
    return next === undefined ? [one] : [one, { ...one, word: one.word + next.word, to: next.to }];
  });
}

function ofName(lead: string, name: string, trail: string, start: number): Piece {
  const from = start + lead.length;
  const isPlain = /^[A-Za-z][a-z]{0,63}$/.test(name);
  const bare = isPlain ? { word: name, parts: [], from, to: from + name.length } : ofJoined(name, from);
  if (lead === '' && trail === '') return bare;
  return {
    word: capped(lead + name + trail),
    parts: [bare],
    from: start,
    to: from + name.length + trail.length,
  };
}

function ofJoined(name: string, from: number): Piece {
  const atoms = [...name.matchAll(/[^_.\-:&]+/g)].flatMap(({ 0: one, index }) => ofAtom(one, from + index));
  const [only] = atoms;
  if (only !== undefined && atoms.length === 1) return only;
  return { word: capped(atoms.map(({ word }) => word).join('')), parts: atoms, from, to: from + name.length };
}

/** Where one name has several words: `userName`, `HTTPServer`, `python3`. */
const hump =
  /(?<=\p{Ll})(?=\p{Lu})|(?<=\p{Lu})(?=\p{Lu}\p{Ll})|(?<=\p{L}{3})(?=\p{N})|(?<=\p{N})(?=\p{L}{3})/gu;

function ofAtom(atom: string, from: number): Piece[] {
  const [word, elided] = clitic(atom);
  const first = elided.length === 0 ? [] : [{ word: elided, parts: [], from, to: from + elided.length }];
  const begin = elided.length === 0 ? from : from + elided.length + 1;
  const end = from + atom.length;
  let at = begin;
  const humps = word.split(hump).map((one) => {
    const part = { word: capped(one), parts: [], from: at, to: Math.min(at + one.length, end) };
    at += one.length;
    return part;
  });
  return [...first, { word: capped(word), parts: humps.length > 1 ? humps : [], from: begin, to: end }];
}

/** `don't` is `dont`, `team's` is `team`, `l'avion` is `l` and `avion`. */
function clitic(atom: string): readonly [word: string, elided: string] {
  const at = atom.indexOf("'");
  if (at === -1) return [atom, ''];
  const rest = atom.slice(at + 1);
  if (/^s$/i.test(rest)) return [atom.slice(0, at), ''];
  if (rest.length > 2) return [rest.replaceAll("'", ''), atom.slice(0, at)];
  return [atom.replaceAll("'", ''), ''];
}

/** @param within the whole text: one sign alone between words, as in an address, says nothing */
function ofSigns(signs: string, start: number, within: string): Piece[] {
  const bare = signs.replace(quoting, '');
  const word = bare === '' ? signs : bare;
  const from = start + signs.indexOf(word);
  const isBetween = /[\p{L}\p{N}]/u.test(within.charAt(from - 1) + within.charAt(from + word.length));
  if (!meant.test(word) || (word.length === 1 && isBetween)) return [];
  return [{ word: capped(word), parts: [], from, to: from + word.length }];
}

const capped = (word: string): string =>
  word.length <= longestWord
    ? word
    : word
        .slice(0, longestWord)
        .toWellFormed()
        .replace(/\ufffd$/, '');
