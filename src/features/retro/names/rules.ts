/** What a topic is called: a name is proposed from the words that its cards share, and the facilitator changes it. Pure. */
import type { RowId } from '#core/ids.ts';
import { ok, refuse, type Result } from '#core/result.ts';
import { clean, shorten } from '#core/text.ts';
import type { CardText, Topic } from '../group/rules.ts';

/** In characters: a heading, not a text. */
export const longestName = 75;

/** More words than these would be a sentence again. */
const mostWords = 3;

/** Words that say nothing about what a topic is about, in the languages that Lore speaks. */
const emptyWords = new Set(
  [
    'a an and are as at be been but by did do does for from get got had has have i if in into is it its just more',
    'much my no not of off on or our out over so some than that the their them there they this to too up us very',
    'was we were what when which who will with you your again always still really also day days week weeks took take',
    'aber als am an auch auf aus bei bin bis da das dass dem den der des die doch du ein eine einem einen einer es',
    'für fur hat hatte hatten haben ich ihr im in ist ja kein keine man mehr mit nach nicht noch nur ob oder sehr sich',
    'sie sind so über uber um und uns unser unsere viel vom von vor war waren was wenn wer wie wieder wir wird wurde',
    'zu zum zur immer schon tag tage tagen woche wochen lange',
    'ao aos com como da das de do dos e em foi foram isso mais mas muito na nas no nos não nao o os ou para pela pelo',
    'por que se sem ser seu sua são sao também tambem tem um uma dia dias semana semanas',
  ].flatMap((line) => line.split(' ')),
);

interface Word {
  /** As it was written. */
  readonly written: string;
  /** The same for the forms of a word. */
  readonly stem: string;
  readonly from: number;
  readonly to: number;
}

const plain = (text: string): string =>
  text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase().replaceAll('ß', 'ss');

/** Slack's mentions and links: who and where, not what. */
const marked = /<[^<>]*>|https?:\/\/\S+|@\S+/g;

function wordsOf(text: string, locale: string): Word[] {
  const blank = text.replaceAll(marked, (found) => ' '.repeat(found.length));
  const parts = [...new Intl.Segmenter(locale, { granularity: 'word' }).segment(blank)];
  return parts.flatMap(({ segment: written, index: from, isWordLike }): Word[] => {
    const word = plain(written);
    if (isWordLike !== true || emptyWords.has(word) || /^\p{N}+$/u.test(word)) return [];
    const isShort = word.length < 3 && /^\p{Script=Latin}*$/u.test(word) && written !== written.toUpperCase();
    if (isShort) return [];
    const stem = word.replace(/(?<=.{4})s$/, '').replace(/(?<=.{4})(ing|am|ed|em|en|er|a|e|n|o)$/, '');
    return [{ written, stem, from, to: from + written.length }];
  });
}

/**
 * A neutral name for a topic: at most three words, each of which is in at least two of its cards, in the order of the card in which they read best.
 * What only one person wrote is never in it. The same cards have the same one, in whatever order they are.
 * @param texts of the cards
 * @returns `null` if they share no word
 */
export function proposedName(texts: readonly string[], locale: string): string | null {
  const cards = texts.map((text) => ({ text, words: wordsOf(text, locale) }));
  const holders = new Map<string, number>();
  for (const { words } of cards)
    for (const stem of new Set(words.map((word) => word.stem)))
      holders.set(stem, (holders.get(stem) ?? 0) + 1);
  const often = ({ stem }: Word) => holders.get(stem) ?? 0;
  const lines = cards.flatMap(({ text, words }) => {
    const first = words.filter(({ stem }, at) => words.findIndex((word) => word.stem === stem) === at);
    const shared = first
      .filter((word) => often(word) > 1)
      .toSorted((a, b) => often(b) - often(a) || a.from - b.from)
      .slice(0, mostWords)
      .toSorted((a, b) => a.from - b.from);
    return shared.length === 0 ? [] : [{ count: shared.length, line: inOneLine(text, shared, locale) }];
  });
  const commas = (line: string) => line.split(',').length;
  const [best] = lines.toSorted(
    (a, b) => b.count - a.count || commas(a.line) - commas(b.line) || (a.line < b.line ? -1 : 1),
  );
  return best === undefined ? null : shorten(best.line, longestName);
}

/** Words that stand side by side stay so; others are listed. */
function inOneLine(text: string, words: readonly Word[], locale: string): string {
  const line = words.map(({ written, from }, at) => {
    const before = words[at - 1];
    if (before === undefined) return written;
    const between = text.slice(before.to, from);
    return `${/^[ -]?$/.test(between) ? between : ', '}${written}`;
  });
  const whole = line.join('');
  const [first = ''] = whole;
  return `${first.toLocaleUpperCase(locale)}${whole.slice(first.length)}`;
}

export type NameRefusal = 'nameEmpty' | 'nameLong';

/** A name as it is stored: one line, without what nobody sees. */
export function readName(typed: string): Result<string, NameRefusal> {
  const name = clean(typed)
    .replaceAll(/[\s\p{Cc}]+/gu, ' ')
    .replaceAll(/^[\s\p{Cf}]+|[\s\p{Cf}]+$/gu, '')
    .normalize('NFC');
  if (name === '') return refuse('nameEmpty');
  return name.length > longestName ? refuse('nameLong') : ok(name);
}

/** What each topic is called, by its id: one that has no name is missing. */
export type Names = ReadonlyMap<RowId, string>;

/**
 * What topics that were just joined are called: what one of their parts was called, or what is proposed.
 * @param joined those without a name yet get one
 * @param before the topics until now
 */
export function namesOfJoined(
  joined: readonly Topic[],
  before: readonly Topic[],
  cards: readonly CardText[],
  names: Names,
  locale: string,
): Names {
  const texts = (those: readonly RowId[]) =>
    cards.filter(({ id }) => those.includes(id)).map(({ text }) => text);
  const given = joined.flatMap(({ id, cards: those }): [RowId, string][] => {
    if (names.has(id)) return [];
    const parts = before.filter((topic) => topic.cards.some((card) => those.includes(card)));
    const kept = parts.map((part) => names.get(part.id)).find((name) => name !== undefined);
    const name = kept ?? proposedName(texts(those), locale);
    return name === null ? [] : [[id, name]];
  });
  return new Map(given);
}
