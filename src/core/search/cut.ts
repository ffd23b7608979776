/**
 * Cuts text into the terms that are stored and sought: words in every script, what their forms have in common, the parts of names, and the signs
 * of code. Pure: the same text is the same terms on every machine, and on both databases.
 */
import { withoutConversations } from '../message-link.ts';
import { isSmall, type Language, languageOf, stemsOf } from './language.ts';
import { fold, normalOf } from './normal.ts';
import { type Piece, piecesOf } from './pieces.ts';
import {
  marks,
  type RowWords,
  type SearchedField,
  searchedFields,
  type SearchedTexts,
  type Term,
} from './stored.ts';

/** Raised whenever text is cut differently: rows that another version cut are cut again. */
export const cutVersion = 2;

/** A row has at most so many terms; of a longer one, the end of the text is not found. */
export const mostTerms = 4_000;

/** More of a field is not read: enough for far more terms than a row has. */
const longestText = 200_000;

/** Cuts a row. The texts may be anything, in any script. Nobody finds it by a conversation that it names, of which some readers may not know. */
export function cutRow(texts: SearchedTexts): RowWords {
  const pieces = searchedFields.map((field) => [field, wordsOf(withoutConversations(texts[field]))] as const);
  const language = languageOf(pieces.flatMap(([, all]) => all.map(({ term }) => term)));
  const lengths: Record<SearchedField, number> = { title: 0, topics: 0, useWhen: 0, text: 0 };
  const terms = new Map<Term, Record<SearchedField, number>>();
  const add = (term: Term, field: SearchedField) => {
    const known = terms.get(term);
    if (known !== undefined) known[field] += 1;
    else if (terms.size < mostTerms) {
      const counts = { title: 0, topics: 0, useWhen: 0, text: 0 };
      counts[field] = 1;
      terms.set(term, counts);
    }
  };
  for (const [field, all] of pieces) {
    lengths[field] = all.length;
    for (const { word, term } of all) {
      const own = stemTerms(word, language);
      add(term, field);
      for (const stem of own) if (stem !== term) add(of(marks.stem, stem), field);
      if (field === 'title' || field === 'topics')
        for (const stem of new Set([term, ...own])) add(of(marks.head, stem), field);
    }
    if (field === 'topics') for (const topic of topicsIn(texts.topics)) add(topic, field);
  }
  return { lengths, terms };
}

interface Word {
  readonly word: string;
  readonly term: Term;
}

/** The words of a text, each followed by those that it is made of. */
function wordsOf(text: string): readonly Word[] {
  const words: Word[] = [];
  const take = ({ word, parts }: Piece): void => {
    words.push({ word, term: termOf(word) });
    for (const part of parts) take(part);
  };
  for (const piece of piecesIn(text)) take(piece);
  return words;
}

/** Of each language: the same words stand in many texts, and a stem takes longest. */
const mostRemembered = 5_000;
const remembered = new Map<Language | null, Map<string, readonly Term[]>>();

function stemTerms(word: string, language: Language | null): readonly Term[] {
  const known = remembered.get(language) ?? new Map<string, readonly Term[]>();
  const found = known.get(word);
  if (found !== undefined) return found;
  const stems = stemsOf(word.toLowerCase(), language).map(termOf);
  if (known.size === mostRemembered) known.clear();
  known.set(word, stems);
  remembered.set(language, known);
  return stems;
}

/** What one looks for in place of one typed word. */
export interface QueryWord {
  /** As it stands in the text, in lower case. */
  readonly typed: string;
  /** The word itself. */
  readonly exact: Term;
  /** Its other forms, which say almost as much; in any of the languages that its text may be in. */
  readonly stems: readonly Term[];
  /** What rows have that have one of these in the title or a topic. */
  readonly heads: readonly Term[];
  /** The words that it is made of: a row that has all of these has it, too. */
  readonly parts: readonly QueryWord[];
  /** Nearly every text has it. */
  readonly isSmall: boolean;
}

/** Of a longer search, only so many words are looked for. */
export const mostWords = 100;

/** From so many words on, a search is in the language that its small words tell; shorter ones may be in any. */
const enoughToTell = 12;

/** Cuts what a person looks for. Each word once, in the order in which they stand. */
export function cutQuery(text: string): QueryWord[] {
  const pieces = piecesIn(text);
  const told = languageOf(pieces.map(({ word }) => fold(word)));
  const language = pieces.length < enoughToTell ? null : told;
  const words = new Map<Term, QueryWord>();
  for (const piece of pieces) {
    if (words.size >= mostWords) break;
    const word = termOf(piece.word);
    if (!words.has(word)) words.set(word, queryWord(piece));
  }
  return [...words.values()];

  function queryWord(piece: Piece): QueryWord {
    const exact = termOf(piece.word);
    const stems = stemsOf(piece.word.toLowerCase(), language).map(termOf);
    return {
      typed: piece.word.toLowerCase(),
      exact,
      stems: [...new Set(stems.flatMap((stem) => [stem, of(marks.stem, stem)]))].filter(
        (one) => one !== exact,
      ),
      heads: [...new Set([exact, ...stems])].map((stem) => of(marks.head, stem)),
      parts: piece.parts.map(queryWord),
      isSmall: piece.parts.length === 0 && isSmall(exact, told ?? 'en'),
    };
  }
}

/** The terms of the topics in a list separated by commas. */
export const topicsIn = (topics: string): Term[] =>
  topics.split(/[,;\n、，；]/).flatMap((one) => {
    const topic = topicTerm(one);
    return topic === null ? [] : [topic];
  });

/** The term of one whole topic; `null`: it has no word. */
export function topicTerm(topic: string): Term | null {
  const words = piecesIn(topic).map(({ word }) => fold(word));
  return words.length === 0 ? null : of(marks.topic, termOf(words.join('-').slice(0, 100)));
}

const piecesIn = (text: string): Piece[] => piecesOf(normalOf(text.slice(0, longestText)).text);

const of = (mark: string, term: Term): Term => `${mark}${term}` as Term;

/** Signs become their full-width forms; see `stored.ts`. */
export function termOf(word: string): Term {
  if (/^[a-z0-9]+$/.test(word)) return word as Term;
  return fold(word).replace(/[!-/:-@[-`{-~]/g, (sign) =>
    String.fromCodePoint((sign.codePointAt(0) ?? 0) + fullWidth),
  ) as Term;
}
const fullWidth = 0xfee0;
