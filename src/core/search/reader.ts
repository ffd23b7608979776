/**
 * What a search may ask of the store. Everything it answers is about rows that the viewer may see and nothing else: results, numbers, and
 * which words there are.
 */
import type { Instant } from '../clock.ts';
import type { RowId, UserId } from '../ids.ts';
import type { Select } from '../select.ts';
import type { SharedRow, SharedTable } from '../tables.ts';
import type { StoredWords, Term } from './stored.ts';

export interface WordsReader {
  /** How many rows the viewer may see, and in how many of them each of these terms stands. Terms that are in none may be absent. */
  frequencies(table: SharedTable<SharedRow>, terms: readonly Term[]): Promise<Frequencies>;

  /**
   * Words (`isWord`) of rows that the viewer may see, within one edit of `word` (`isWithinOneEdit`): a character put in, left out, changed, or
   * swapped with its neighbour. The most frequent first, then in code-point order; at most `nearest`.
   */
  near(table: SharedTable<SharedRow>, word: Term): Promise<readonly Term[]>;

  /** Rows that the viewer may see and that match, newest first; of the same instant by id, in code-point order. */
  candidates<Row extends SharedRow>(
    table: SharedTable<Row>,
    wanted: Wanted,
    narrow?: Narrow<Row>,
  ): Promise<readonly Candidate[]>;
}

export interface Frequencies {
  readonly rows: number;
  readonly of: ReadonlyMap<Term, number>;
}

/** How many words `near` gives at most. */
export const nearest = 8;

/** With neither `all` nor `any`, every row matches. With both, a row has to match both. */
export interface Wanted {
  /** Of each of these groups, a row has at least one term. A group without terms matches no row. */
  readonly all?: readonly (readonly Term[])[];
  /** A row has at least one of these terms. */
  readonly any?: readonly Term[];
  /** At most so many rows: the newest. */
  readonly most: number;
}

/** Conditions other than words. */
export interface Narrow<Row extends SharedRow> {
  /** Rows that were written then or later. */
  readonly since?: Instant;
  /** On the columns of the row. */
  readonly where?: (rows: Select<Row>) => Select<Row>;
  /** Rows that one of these people wrote, as far as the viewer may know: names are shown, or it is the viewer. */
  readonly by?: readonly UserId[];
}

export interface Candidate {
  readonly id: RowId;
  /** When it was written. */
  readonly at: Instant;
  readonly words: StoredWords;
}
