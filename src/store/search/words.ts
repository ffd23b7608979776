/** What a search may ask of the store; see `core/search/reader.ts`. */
import { sql } from 'kysely';
import { isWithinOneEdit } from '#core/search/one-edit.ts';
import { type Frequencies, nearest, type WordsReader } from '#core/search/reader.ts';
import { countsIn, type StoredWords, type Term } from '#core/search/stored.ts';
import type { AnyTable } from '#core/tables.ts';
import type { AccessContext } from '../access/access.ts';
import { runFixed } from '../access/fixed.ts';
import { candidates } from './candidates.ts';
import { type Groups, groupsOf, isOneOf, listOf, ownBeside } from './groups.ts';
import { countsTable, searchedIn, vocabularyTable } from './searched.ts';

/** What this viewer may ask while nothing is written: who may see what is asked for once. */
export function wordsOf(access: AccessContext): WordsReader {
  const known = new Map<AnyTable, Promise<Groups>>();
  const beside = new Map<AnyTable, Promise<readonly StoredWords[]>>();
  const groups = (table: AnyTable): Promise<Groups> => {
    mustBeSearched(access, table);
    const found = known.get(table) ?? groupsOf(access, table);
    known.set(table, found);
    return found;
  };
  const own = async (table: AnyTable): Promise<readonly StoredWords[]> => {
    const found = beside.get(table) ?? ownBeside(access, table, await groups(table));
    beside.set(table, found);
    return found;
  };
  const frequencies: WordsReader['frequencies'] = async (table, terms) =>
    counted(access, table, terms, await groups(table), await own(table));
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
      candidates(access, table, wanted, narrow, await groups(table)),
  };
}

/** @throws for a table that no feature declared as searched */
function mustBeSearched(access: AccessContext, table: AnyTable): void {
  access.catalogue.columnsOf(table);
  if (searchedIn(table) === null) throw new Error(`the table ${table.name} is not searched`);
}

async function counted(
  access: AccessContext,
  table: AnyTable,
  terms: readonly Term[],
  { rowCount, reach }: Groups,
  own: readonly StoredWords[],
): Promise<Frequencies> {
  const of = new Map<Term, number>();
  const all = [...new Set(terms)];
  if (all.length > 0) {
    const { rows } = await runFixed<{ word: Term; row_count: number }>(
      access,
      `frequencies ${table.name} ${reach?.name ?? 'all'}`,
      [listOf(access.engine, all), ...(reach === null ? [] : [reach.list])],
      ({ teamId, engine }, words = sql``, groups = sql``) => sql`
        select x.word, cast(sum(x.row_count) as bigint) as row_count from ${countsTable(table.name)} as x
        where x.team_id = ${teamId} and ${isOneOf(engine, sql`x.word`, words)}
          and ${reach === null ? sql`1 = 1` : reach.is(groups)} group by x.word`,
    );
    for (const row of rows) of.set(row.word, row.row_count);
  }
  if (own.length > 0)
    for (const term of all) {
      const more = own.filter((words) => countsIn(words, term) !== null).length;
      if (more > 0) of.set(term, (of.get(term) ?? 0) + more);
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
