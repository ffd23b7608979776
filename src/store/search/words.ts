/** What a search may ask of the store; see `core/search/reader.ts`. */
import { sql } from 'kysely';
import { isWithinOneEdit } from '#core/search/one-edit.ts';
import { type Frequencies, nearest, type WordsReader } from '#core/search/reader.ts';
import { countsIn, type Term } from '#core/search/stored.ts';
import type { AnyTable } from '#core/tables.ts';
import type { AccessContext } from '../access/access.ts';
import { runFixed } from '../access/fixed.ts';
import { candidates } from './candidates.ts';
import {
  countsOf,
  type Groups,
  groupsOf,
  type Holders,
  type HowMany,
  listOf,
  type Seen,
  seenOf,
} from './groups.ts';
import { searchedIn, vocabularyTable } from './searched.ts';

/** What this viewer may ask while nothing is written: who may see what is asked for once. */
export function wordsOf(access: AccessContext): WordsReader {
  const known = new Map<AnyTable, Promise<Pick<Seen, 'groups'> & Partial<Seen>>>();
  const holders = new Map<AnyTable, Map<Term, HowMany>>();
  const keep = (table: AnyTable, terms: readonly Term[], of: Holders): Holders => {
    const all = holders.get(table) ?? new Map<Term, HowMany>();
    for (const term of terms) all.set(term, of.get(term) ?? nowhere);
    holders.set(table, all);
    return all;
  };
  /** Of all these terms, those not known yet being counted. */
  const holdersOf = async (table: AnyTable, terms: readonly Term[]): Promise<Holders> => {
    const before = holders.get(table) ?? new Map<Term, HowMany>();
    const others = [...new Set(terms)].filter((term) => !before.has(term));
    if (others.length === 0) return before;
    return keep(table, others, await counted(access, table, others, await groupsIn(table)));
  };
  const frequencies: WordsReader['frequencies'] = async (table, terms) => {
    mustBeSearched(access, table);
    const before = await known.get(table);
    if (before?.own !== undefined)
      return withOwn(terms, before.groups, before.own, await holdersOf(table, terms));
    const first = seenOf(access, table, [...new Set(terms)]);
    known.set(table, first);
    const { groups, own, of } = await first;
    return withOwn(terms, groups, own, keep(table, terms, of));
  };
  const groupsIn = async (table: AnyTable): Promise<Groups> => {
    mustBeSearched(access, table);
    const found = known.get(table) ?? groupsOf(access, table).then((groups) => ({ groups }));
    known.set(table, found);
    return (await found).groups;
  };
  return {
    frequencies,
    near: async (table, word) => {
      mustBeSearched(access, table);
      const found = await differingInOne(access, table, word);
      const { of } = await frequencies(table, found);
      return [...of]
        .toSorted(([a, some], [b, others]) => others - some || (a < b ? -1 : 1))
        .slice(0, nearest)
        .map(([term]) => term);
    },
    candidates: async (table, wanted, narrow = {}) =>
      candidates(access, table, wanted, narrow, await groupsIn(table), (terms) => holdersOf(table, terms)),
  };
}

/** @throws for a table that no feature declared as searched */
function mustBeSearched(access: AccessContext, table: AnyTable): void {
  access.catalogue.columnsOf(table);
  if (searchedIn(table) === null) throw new Error(`the table ${table.name} is not searched`);
}

const nowhere: HowMany = { row_count: 0, all_count: 0 };

async function counted(
  access: AccessContext,
  table: AnyTable,
  terms: readonly Term[],
  { reach }: Groups,
): Promise<Holders> {
  const { rows } = await runFixed<HowMany & { readonly word: Term }>(
    access,
    `frequencies ${table.name} ${reach?.name ?? 'all'}`,
    [listOf(access.engine, terms), ...(reach === null ? [] : [reach.list])],
    (anybody, words = sql``, groups = sql``) =>
      countsOf(anybody, table, words, reach === null ? sql`1 = 1` : reach.is(groups)),
  );
  return new Map(rows.map((row) => [row.word, row]));
}

/** With those rows that are in no group. What the viewer sees nowhere is not in it. */
function withOwn(
  terms: readonly Term[],
  { rowCount }: Groups,
  own: Seen['own'],
  holders: Holders,
): Frequencies {
  const of = new Map<Term, number>();
  for (const term of terms) {
    const more = own.filter((words) => countsIn(words, term) !== null).length;
    const all = (holders.get(term)?.row_count ?? 0) + more;
    if (all > 0) of.set(term, all);
  }
  return { rows: rowCount + own.length, of };
}

/** After every text that begins with `start`. */
const end = '\u{10FFFF}';

/**
 * Words of the workspace within one edit. An edit leaves the first half of a word as it is, or the second, or swaps the two characters between them:
 * so they are found by what they begin or end with, and not among all words.
 */
async function differingInOne(
  { db, teamId }: AccessContext,
  table: AnyTable,
  word: Term,
): Promise<readonly Term[]> {
  const characters = Array.from(word);
  const half = Math.floor(characters.length / 2);
  if (half === 0) return [];
  const start = characters.slice(0, half).join('');
  const ending = characters.slice(half).toReversed().join('');
  const swapped = [
    ...characters.slice(0, half - 1),
    characters[half],
    characters[half - 1],
    ...characters.slice(half + 1),
  ].join('');
  const words = vocabularyTable(table.name);
  const { rows } = await sql<{ word: Term }>`
    select v.word from ${words} as v
      where v.team_id = ${teamId} and v.word >= ${start} and v.word < ${start + end}
    union select v.word from ${words} as v
      where v.team_id = ${teamId} and v.reversed >= ${ending} and v.reversed < ${ending + end}
    union select v.word from ${words} as v where v.team_id = ${teamId} and v.word = ${swapped}`.execute(db);
  return rows.map((row) => row.word).filter((one) => one !== word && isWithinOneEdit(one, word));
}
