/**
 * The name that is proposed for a topic of several cards: what they share, as a heading. It knows no grammar, so it keeps to nouns as far as lists of
 * words, endings, and German capitals tell, and rather proposes nothing. Pure.
 */
import { shorten } from '#core/text.ts';

/** In characters: a heading, not a text. */
export const longestName = 75;

/** More words than these would be a sentence again. */
const mostWords = 3;

/** More would be a list. */
const mostParts = 2;

/** Words, many to a line. */
class Words extends Set<string> {
  constructor(...lines: readonly string[]) {
    super(lines.flatMap((line) => line.split(' ')).map(plain));
  }
}

/** Words that say nothing about what a topic is about; they also tell the language of a card. */
const empty: Readonly<Record<string, ReadonlySet<string>>> = {
  en: new Words(
    'a an and are as at be been but by did do does for from had has have i if in into is it its just more much my no not',
    'of off on or our out over so some than that the their them there they this to too up us very was we were what when',
    'which who will with you your again always still really also about after before because between every all any only',
    'would could should can cannot nobody everybody everyone somebody something nothing everything anybody people thing',
    'things lot lots half first second last next same other others many most few one two three four five six seven eight',
    'nine ten times time day days week weeks month months hour hours minute minutes year years part moment once twice',
    'how where why while then now never often each both since until without within during through around down ever yet well',
  ),
  de: new Words(
    'aber alle allen alles als am an auch auf aus bei bin bis da das dass dem den der des die doch du ein eine einem einen',
    'einer eines er es für hat hatte hatten haben ich ihr im in ist ja jede jeder jedes kein keine keinen man mehr mit',
    'nach nicht nichts noch nur ob oder sehr sich sie sind so über um und uns unser unsere viel viele vom von vor war',
    'waren was weil wenn wer wie wieder wir wird wurde wurden zu zum zur immer schon tag tage tagen woche wochen monat',
    'monate stunde stunden minute minuten jahr jahre mal zeit leute leuten sache sachen ende anfang ganz lange zwei drei',
    'vier fünf sechs neu neue neuen neuer neues erste ersten letzte letzten andere anderen niemand jemand etwas gut gute hause',
  ),
  pt: new Words(
    'ao aos com como da das de do dos e em foi foram isso mais mas muito na nas no nos não o os ou para pela pelo por que',
    'se sem ser seu sua são também tem um uma dia dias semana semanas hora horas vez vezes tempo pessoa pessoas coisa',
    'coisas todo todos toda todas primeiro primeira último última demora demoram demorou chegou chegaram ficou ficaram',
  ),
};

/** Verbs that are no topic, in any form that the stem does not cover. */
const verbs = new Words(
  'add ask asks break breaks broke broken bring brought came come comes coming changed changing check',
  'create created creates creating did done do doing drag drop duplicate extract fail failed fails fell felt find found',
  'forget forgot gave generate get gets getting give gives go goes going gone got grab grew grow grows happen hear heard',
  'held help helped helps hold keep keeps kept kill knew know known knows learn learned left let like liked lose lost love',
  'loved made make makes making met miss missed missing move moved moving need needed needs pass pay put ran read run',
  'runs said saved saves saw say see seen send sent set show shows spend spent stand start started stop stopped take',
  'taken takes taking talk talked talking tell think thought told took tried try turn use used uses using view wait',
  'waited waiting waits want wanted went woke work worked working works write written wrote',
);

/** Adjectives: only directly before what they describe. */
const adjectives = new Words(
  'bad best better big calm clear current daily default different early easy empty fast flaky free full good great green',
  'happy hard high important large late later local long low new nice nightly old open poor private public quick random',
  'ready real red remote right short slow small strong sudden unclear unfair weak weekly whole worse worst wrong',
);

type Kind = 'topic' | 'adjective' | 'neither';

interface Word {
  /** As it was written. */
  readonly written: string;
  /** The same for the forms of a word. */
  readonly stem: string;
  readonly from: number;
  readonly to: number;
  readonly kind: Kind;
  /** It begins a sentence, so that its capital says nothing. */
  readonly begins: boolean;
}

function plain(text: string): string {
  return text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase().replaceAll('ß', 'ss');
}

/** Slack's mentions and links: who and where, not what. */
const marked = /<[^<>]*>|https?:\/\/\S+|@\S+/g;

function segmentsOf(texts: readonly string[], locale: string): Intl.SegmentData[][] {
  const segmenter = new Intl.Segmenter(locale, { granularity: 'word' });
  const blank = (text: string) => text.replaceAll(marked, (found) => ' '.repeat(found.length));
  return texts.map((text) => [...segmenter.segment(blank(text))]);
}

/** The language of most of the cards' small words; else the reader's. */
function languageOf(cards: readonly (readonly Intl.SegmentData[])[], locale: string): string {
  const words = cards.flat().map(({ segment }) => plain(segment));
  const hits = (language: string) => words.filter((word) => empty[language]?.has(word) === true).length;
  const [reader = ''] = locale.split('-');
  return [reader, ...Object.keys(empty)].reduce((best, one) => (hits(one) > hits(best) ? one : best));
}

/** In German a noun has a capital; elsewhere lists and endings tell what is none. */
function kindOf({ written, stem }: Pick<Word, 'written' | 'stem'>, language: string): Kind {
  const word = plain(written);
  if (language === 'de') {
    if (written !== written.toLowerCase()) return 'topic';
    return /(e|er|es)$/.test(word) ? 'adjective' : 'neither';
  }
  if (adjectives.has(word)) return 'adjective';
  if (verbs.has(word) || verbs.has(stem) || /[^bp]ly$/.test(word)) return 'neither';
  return /[^e]ed$/.test(word) ? 'adjective' : 'topic';
}

function wordsOf(segments: readonly Intl.SegmentData[], language: string): Word[] {
  return segments.flatMap(({ segment: written, index: from, input, isWordLike }): Word[] => {
    const word = plain(written);
    const isEmpty = Object.values(empty).some((those) => those.has(word));
    if (isWordLike !== true || isEmpty || /^\p{N}+$/u.test(word)) return [];
    const isShort = word.length < 3 && /^\p{Script=Latin}*$/u.test(word) && written !== written.toUpperCase();
    if (isShort) return [];
    const stem = word.replace(/(?<=.{4})s$/, '').replace(/(?<=.{4})(ing|am|ed|em|en|er|a|e|n|o)$/, '');
    const begins = from === 0 || /[.!?:;]\s+$/.test(input.slice(Math.max(0, from - 3), from));
    const kind = kindOf({ written, stem }, language);
    return [{ written, stem, from, to: from + written.length, kind, begins }];
  });
}

/** A word that begins a German sentence is what it is elsewhere in the cards. */
function settled(cards: readonly (readonly Word[])[], language: string): (readonly Word[])[] {
  if (language !== 'de') return [...cards];
  const within = cards.flat().filter(({ begins }) => !begins);
  return cards.map((words) =>
    words.map((word) => {
      const same = word.begins ? within.filter(({ stem }) => stem === word.stem) : [];
      if (same.length === 0 || same.some(({ kind }) => kind === 'topic')) return word;
      return { ...word, kind: kindOf({ ...word, written: word.written.toLowerCase() }, language) };
    }),
  );
}

/**
 * A neutral name for a topic: at most three words, each of which is in at least two of its cards, in the order of the card in which they read best.
 * What only one person wrote is never in it. The same cards have the same one, in whatever order they are.
 * @param texts of the cards
 * @returns `null` if they share nothing that reads like a topic
 */
export function proposedName(texts: readonly string[], locale: string): string | null {
  const segments = segmentsOf(texts, locale);
  const language = languageOf(segments, locale);
  const cards = settled(
    segments.map((those) => wordsOf(those, language)),
    language,
  );
  const holders = new Map<string, number>();
  for (const words of cards)
    for (const stem of new Set(words.map((word) => word.stem)))
      holders.set(stem, (holders.get(stem) ?? 0) + 1);
  const often = ({ stem }: Word) => holders.get(stem) ?? 0;
  const lines = cards.flatMap((words, at) => {
    const text = texts[at] ?? '';
    const first = words.filter(({ stem }, nth) => words.findIndex((word) => word.stem === stem) === nth);
    const parts = partsOf(
      text,
      first.filter((word) => often(word) > 1),
    );
    const most = Math.max(...parts.flat().map(often));
    const kept = parts.filter((part) => part.some((word) => often(word) === most)).slice(0, mostParts);
    const [longest = []] = kept.toSorted((a, b) => b.length - a.length);
    const shown = kept.length > 1 && kept.flat().length > mostWords ? [longest] : kept;
    return shown.length === 0
      ? []
      : [{ parts: shown, count: shown.flat().length, line: inOneLine(text, shown, language) }];
  });
  const [best] = lines.toSorted(
    (a, b) =>
      b.count - a.count ||
      a.parts.length - b.parts.length ||
      b.line.length - a.line.length ||
      (a.line < b.line ? -1 : 1),
  );
  return best === undefined ? null : shorten(best.line, longestName);
}

/** Words that stand side by side, each run ending with a noun. */
function partsOf(text: string, shared: readonly Word[]): Word[][] {
  const runs: Word[][] = [];
  for (const word of shared) {
    const run = runs.at(-1);
    const before = run?.at(-1);
    const isBeside = before !== undefined && /^[ -]?$/.test(text.slice(before.to, word.from));
    if (word.kind === 'neither') runs.push([]);
    else if (run !== undefined && isBeside) run.push(word);
    else runs.push([word]);
  }
  return runs.flatMap((run) => {
    const end = run.findLastIndex(({ kind }) => kind === 'topic') + 1;
    return end === 0 ? [] : [run.slice(Math.max(0, end - mostWords), end)];
  });
}

function inOneLine(text: string, parts: readonly (readonly Word[])[], language: string): string {
  const whole = new Intl.ListFormat(language, { type: 'conjunction' }).format(
    parts.map((part) => text.slice(part[0]?.from, part.at(-1)?.to)),
  );
  const [first = ''] = whole;
  return `${first.toLocaleUpperCase(language)}${whole.slice(first.length)}`;
}
