/**
 * What somebody wants to know who wrote to Lore. No language model: the words with which one asks are dropped, and what is left is searched for. In a
 * language whose words for asking are not listed here, all of it is searched for. Pure.
 */
import { helpWords } from '#core/help-words.ts';
import { oneLine, shorten } from '#core/text.ts';

/** What can be wanted, in the order of the numbers by which posts name it: add only at the end. */
export const wants = [
  'search',
  'newest',
  'mine',
  'topics',
  'help',
  'thanks',
  'command',
  'wordless',
  'off',
] as const;
export type Want = (typeof wants)[number];

export interface Meaning {
  readonly want: Exclude<Want, 'off'>;
  /** What is searched for; empty where nothing is. */
  readonly words: string;
  /** Only the beginning of it is. */
  readonly isCut: boolean;
}

/** In characters: longer than any question, and as much as a search takes. */
const mostAsked = 500;

const set = (words: string): ReadonlySet<string> => new Set(words.split(/\s+/));

/** With which a question begins, in English and German. "on" is among them, and "on-call" is not. */
const leading = set(`
  a about any anybody anyone anything are around can concerning could did do does ever find for from give had has have how i i'd i've in is
  know knows known learn learned learning learnings learnt lesson lessons like look looking lore me my of on our please regarding search show so some
  somebody someone something talk team tell than that the there these this to us was we we'd we've were what what's whats when where which who why
  with would you
  als an alle alles auf aus bei beim bitte das dem den der des die du ein eine einem einen einer eines erfahren erkenntnis erkenntnisse erkenntnissen
  es etwas eigentlich für gab gelernt gib gibt habe haben hat hatte hatten ich ihr im in irgendetwas irgendwas ist jemand jemals kann kannst können
  lernen lernte lernten man mein meine mich mir mit nach schon seit sind so such suche team über uns unser unsere unserem unseren vom von war waren
  warum was weiß welche welchen welcher welches wer wie wir wissen wisst wo wozu wurde würde zeig zeige zu zum zur
`);

/** With which one ends. */
const trailing = set(`
  again already before ever far here know lately learn learned learnt now please recently so then there thanks today yet
  bisher bitte danke eigentlich erfahren gelernt gerade heute hier jetzt jüngst kürzlich lernen letztens neulich schon wissen zuletzt
`);

/** Nothing else is left of "what's new?". */
const fresh = set(
  'new news newest latest last recent neu neue neues neuen neueste neuesten neuestes neuigkeiten week month woche monat',
);
const topics = set('topic topics theme themes subject subjects thema themen');
const self = set("i i've me my mine myself ich mein meine mich mir");
const greeting = set('hi hello hey hallo hej moin servus lore good morning guten morgen tag');
const thanks =
  /^(?:ok(?:ay)?|great|super|cool|many|vielen|herzlichen|besten)?\s*(?:thanks?|thank you|thx|ty|cheers|danke(?:schön)?|merci|dank)(?:\s+(?:so much|a lot|very much|you|lore|dir|schön|sehr|vielmals))*$/;
const abilities =
  /^(?:what (?:can|could|may) i (?:ask|do|write)\b.*|what (?:can|do) you (?:do|know)\b.*|how do(?:es)? (?:this|you|it) work.*|was (?:kann|darf) ich (?:dich |hier )?(?:alles )?(?:fragen|tun|schreiben)\b.*|was (?:kannst|weißt) du\b.*|wie funktioniert (?:das|lore).*)$/;

/** As it stands in front of a reader: without emoji by name and without mentions, but for those in a filter. */
const readable = (typed: string): string =>
  oneLine(typed.replaceAll(/:[a-z0-9_+'-]+:/gi, ' ').replaceAll(/(?<!(?:by|in):)<[@#!][^<>]*>/g, ' '));

/** Without the marks around a word. */
const bare = (word: string): string =>
  word
    .toLowerCase()
    .replaceAll('’', "'")
    .replaceAll(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, '');

/** Somebody means this word, and does not ask with it. */
const quoted = /^["“„«‹‚]|["”“»›‘]$/u;

/** Without the words with which one asks, in front and at the end. */
function subjectOf(words: readonly string[]): readonly string[] {
  let [from, to] = [0, words.length];
  const asks = (all: ReadonlySet<string>, word = '') => !quoted.test(word) && all.has(bare(word));
  while (from < to && asks(leading, words[from])) from += 1;
  while (to > from && asks(trailing, words[to - 1])) to -= 1;
  return words.slice(from, to);
}

/** @param typed plain text, mentions as `<@U1>` */
export function meaningOf(typed: string): Meaning {
  const nothing = { words: '', isCut: false };
  const said = readable(typed);
  if (said.startsWith('/')) return { ...nothing, want: 'command' };
  if (helpWords.includes(said.toLowerCase())) return { ...nothing, want: 'help' };
  if (!/[\p{L}\p{N}]/u.test(said)) return { ...nothing, want: 'wordless' };
  const plain = said.toLowerCase().replaceAll(/[?!.,;:…¿¡。？！]+/gu, ' ');
  const asked = oneLine(plain);
  if (thanks.test(asked)) return { ...nothing, want: 'thanks' };
  if (abilities.test(asked) || helpWords.includes(asked)) return { ...nothing, want: 'help' };
  const words = said.split(' ');
  const greeted = words.findIndex((word) => !greeting.has(bare(word)));
  if (greeted === -1) return { ...nothing, want: 'help' };
  const meant = words.slice(greeted);
  const subject = subjectOf(meant);
  const left = subject.map(bare).filter((word) => word !== '');
  if (left.some((word) => topics.has(word)) && left.every((word) => topics.has(word) || leading.has(word)))
    return { ...nothing, want: 'topics' };
  if (left.every((word) => fresh.has(word)))
    return { ...nothing, want: meant.some((word) => self.has(bare(word))) ? 'mine' : 'newest' };
  // Marks at the end say how it is meant, and nothing of what.
  const sought = subject.join(' ').replace(/[?!.,;:…]+$/u, '');
  return { want: 'search', words: shorten(sought, mostAsked), isCut: sought.length > mostAsked };
}

/** In the thread of something that Lore said by itself most of what people write is no question to it. */
export function isQuestion(typed: string): boolean {
  const said = readable(typed);
  return (
    /[?？]/u.test(said) || /^(?:what|which|who|how|where|when|was|welche\w*|wer|wie|wo|wann)\s/iu.test(said)
  );
}
