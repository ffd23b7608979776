/**
 * Where a text says what was searched for, and the passage that shows it. Pure. An address or a mention is never cut in two, nor is a part of it
 * set off: whether its reader may know the conversation is decided where the whole of it stands (`conceal.ts`).
 */
import type { TextPart } from '#core/lesson-search.ts';
import { stemsOf } from '#core/search/language.ts';
import { normalOf } from '#core/search/normal.ts';
import { type Piece, piecesOf } from '#core/search/pieces.ts';
import { type SoughtWord, termsOfSought } from '#core/search/rank.ts';
import { termOf } from '#core/search/cut.ts';
import type { Term } from '#core/search/stored.ts';
import { oneLine } from '#core/text.ts';

/** The terms of what was searched for; small words are everywhere, so they show nothing. */
export function soughtTerms(sought: readonly SoughtWord[]): ReadonlySet<Term> {
  const telling = sought.filter(({ word }) => !word.isSmall);
  return new Set((telling.length === 0 ? sought : telling).flatMap(termsOfSought));
}

interface Range {
  readonly from: number;
  readonly to: number;
}

/** All of a text. */
export function marked(text: string, terms: ReadonlySet<Term>): TextPart[] {
  const { shown, hits } = hitsIn(text, terms);
  return partsOf(shown, hits, { from: 0, to: shown.length });
}

/** @param most in characters @returns the passage with most of what was searched for, or the beginning; from a word's beginning to a word's end */
export function excerptOf(text: string, terms: ReadonlySet<Term>, most: number): TextPart[] {
  const { shown, hits } = hitsIn(text, terms);
  if (shown.length <= most) return partsOf(shown, hits, { from: 0, to: shown.length });
  const words = [...shown.matchAll(/(?:<[#@!][^<>]*>|\S)+/g)].map(({ 0: word, index }) => ({
    from: index,
    to: index + word.length,
  }));
  const within = windowOf(words, hits, most);
  const parts = partsOf(shown, hits, within);
  return [
    ...(within.from > (words[0]?.from ?? 0) ? [plain('… ')] : []),
    ...parts,
    ...(within.to < (words.at(-1)?.to ?? 0) ? [plain(' …')] : []),
  ];
}

const plain = (text: string): TextPart => ({ text, isHit: false });

/** The stretch of whole words that holds most different hits, the first of equals, with some words before the first hit. */
function windowOf(words: readonly Range[], hits: readonly Range[], most: number): Range {
  const ahead = most / 4;
  const starts = [0, ...hits.map(({ from }) => Math.max(0, from - ahead))];
  let best = { from: 0, to: 0 };
  let mostHits = -1;
  for (const start of starts) {
    const first = words.find(({ from }) => from >= start);
    if (first === undefined) continue;
    const last = words.findLast(({ to }) => to <= first.from + most);
    // A word that is longer than all of it is left out.
    if (last === undefined || last.from < first.from) continue;
    const held = hits.filter(({ from, to }) => from >= first.from && to <= last.to).length;
    if (held > mostHits) {
      mostHits = held;
      best = { from: first.from, to: last.to };
    }
  }
  return best;
}

/** Where the words stand, in the text as it is shown. */
function hitsIn(
  text: string,
  terms: ReadonlySet<Term>,
): { readonly shown: string; readonly hits: readonly Range[] } {
  const normal = normalOf(oneLine(text));
  const { shown } = normal;
  if (terms.size === 0) return { shown, hits: [] };
  const addresses = [...shown.matchAll(/<[#@!][^<>]*>|\S*(?::\/\/|slack)\S*/gi)].map(({ 0: all, index }) => ({
    from: index,
    to: index + all.length,
  }));
  const found = piecesOf(normal.text).flatMap((piece) => partsWith(piece, terms));
  const hits = found
    .map(({ from, to }) => ({ from: normal.from(from), to: normal.from(to) }))
    .filter((hit) => !addresses.some(({ from, to }) => hit.from < to && from < hit.to))
    .toSorted((one, other) => one.from - other.from);
  const merged: { from: number; to: number }[] = [];
  for (const hit of hits) {
    const last = merged.at(-1);
    if (last !== undefined && hit.from <= last.to) last.to = Math.max(last.to, hit.to);
    else if (hit.from < hit.to) merged.push({ ...hit });
  }
  return { shown, hits: merged };
}

/** The piece, or those of its parts that are meant. */
const partsWith = (piece: Piece, terms: ReadonlySet<Term>): readonly Piece[] =>
  isMeant(piece, terms) ? [piece] : piece.parts.flatMap((part) => partsWith(part, terms));

const isMeant = ({ word }: Piece, terms: ReadonlySet<Term>): boolean =>
  terms.has(termOf(word)) || stemsOf(word.toLowerCase(), null).some((stem) => terms.has(termOf(stem)));

function partsOf(shown: string, hits: readonly Range[], within: Range): TextPart[] {
  const parts: TextPart[] = [];
  let at = within.from;
  for (const { from, to } of hits) {
    if (from < within.from || to > within.to) continue;
    if (from > at) parts.push(plain(shown.slice(at, from)));
    parts.push({ text: shown.slice(from, to), isHit: true });
    at = to;
  }
  if (at < within.to) parts.push(plain(shown.slice(at, within.to)));
  return parts;
}
