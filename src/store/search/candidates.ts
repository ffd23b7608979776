/** Rows that match, newest first, on both engines in one order. */
import { type RawBuilder, sql } from 'kysely';
import { closedSeal, perSecond, signs, vectorOf } from '../../../db/words-parts.ts';
import type { Candidate, Narrow, Wanted } from '#core/search/reader.ts';
import type { Term } from '#core/search/stored.ts';
import type { SharedRow, SharedTable } from '#core/tables.ts';
import type { AccessContext, Condition } from '../access/access.ts';
import { runFixed } from '../access/fixed.ts';
import { type Groups, type Holders, isBeside, mayBeReadable } from './groups.ts';
import { isNarrowed, type Matching, type Way, wayTo } from './narrowed.ts';
import { termsTable, wordsTable } from './searched.ts';

type Found = Candidate & { readonly number: number };

/** What a statement looks for, where a row of the words is `x`. */
interface Sought<Row extends SharedRow> {
  readonly access: AccessContext;
  readonly table: SharedTable<Row>;
  readonly groups: Groups;
  readonly narrow: Narrow<Row>;
  /** At least one term of each. */
  readonly terms: readonly (readonly Term[])[];
  readonly way: Way;
}

/** On a row of the words `x`. */
interface Which {
  /** It may be among those found. */
  readonly mayBe: Condition;
  /** It is of a group that the viewer sees. */
  readonly isOfSeen: Condition;
}

/** See `WordsReader.candidates`. @param holdersOf of these terms */
export async function candidates<Row extends SharedRow>(
  access: AccessContext,
  table: SharedTable<Row>,
  { all = [], any, most }: Wanted,
  narrow: Narrow<Row>,
  groups: Groups,
  holdersOf: (terms: readonly Term[]) => Promise<Holders>,
): Promise<readonly Candidate[]> {
  const terms = any === undefined ? all : [...all, any];
  if (terms.some((some) => some.length === 0)) return [];
  const matching = async (): Promise<Matching> => {
    const holders = await holdersOf(terms.flat());
    // The forms of a word are mostly in the same rows.
    const each = terms.map((some) => Math.max(...some.map((term) => holders.get(term)?.all_count ?? 0)));
    return {
      most: Math.min(...each),
      part: each.reduce(
        (part, holding) => part * (holding / groups.allCount),
        groups.rowCount / groups.allCount,
      ),
    };
  };
  const way = await wayTo(access, table, narrow, most, terms.length === 0 ? null : matching);
  const sought = { access, table, groups, narrow, terms, way };
  const rows = access.engine === 'postgres' ? await onPostgres(sought, most) : await onSqlite(sought, most);
  return rows.map(({ id, at, words }) => ({ id, at, words }));
}

/**
 * Only what is left is looked at again: of everything that matches, that would take seconds. The guards were asked about each group; a row that is
 * of the same group at this moment needs no more.
 */
const guarded = (
  access: AccessContext,
  table: SharedTable<SharedRow>,
  isOfSeen: Condition,
  rows: RawBuilder<unknown>,
): RawBuilder<Found> => sql`select x.row_id as id, x.at, x.words, x.number from (${rows}) as x
  where (${isOfSeen} and exists (select 1 from ${sql.table(table.name)} as t
    where t.team_id = x.team_id and t.id = x.row_id and t.team_id = ${access.teamId}
      and t.audience_id = x.audience_id and ${sql.raw(closedSeal('t'))} = x.seal_id))
    or ${isBeside(access, table)}`;

/**
 * A statement whose text is the same for everyone who looks for something like this, unless what narrows it is a condition of a feature.
 * @param values beside those of the groups
 * @param build gets what stands for them, and which rows may be among those found
 */
async function run<Row extends SharedRow>(
  { access, table, groups, narrow, terms, way }: Sought<Row>,
  name: string,
  values: readonly (string | number)[],
  build: (
    access: AccessContext,
    which: Which,
    ...values: (RawBuilder<unknown> | undefined)[]
  ) => RawBuilder<Found>,
): Promise<readonly Found[]> {
  const { reach } = groups;
  const { since } = narrow;
  const own = [...(reach === null ? [] : [reach.list]), ...(since === undefined ? [] : [since])];
  const whole = (one: AccessContext, more: Condition, given: readonly RawBuilder<unknown>[]) => {
    const list = reach === null ? sql`` : (given[0] ?? sql``);
    const from = since === undefined ? sql`` : sql` and x.at >= ${given[own.length - 1]}`;
    return build(
      one,
      {
        mayBe: sql`${mayBeReadable(one, table, groups, list)}${from}${more}`,
        isOfSeen: reach === null ? sql`1 = 1` : reach.is(list),
      },
      ...given.slice(own.length),
    );
  };
  const kind = `${terms.length === 0 ? 'all' : 'some'} ${reach?.name ?? 'all'} ${since === undefined ? '' : 'since'} ${way.isOneByOne ? 'one by one' : ''}`;
  const key = `candidates ${name} ${table.name} ${kind}`;
  if (!isNarrowed(narrow))
    return (
      await runFixed<Found>(access, key, [...own, ...values], (anybody, ...given) =>
        whole(anybody, sql``, given),
      )
    ).rows;
  const given = [...own, ...values].map((value) => sql`${value}`);
  const { rows } = await sql<Found>`${way.first}${whole(access, way.which, given)}`.execute(access.db);
  return rows;
}

const onPostgres = <Row extends SharedRow>(sought: Sought<Row>, most: number): Promise<readonly Found[]> => {
  const { table, terms, way } = sought;
  // Nothing in a term has a meaning in either.
  const query = way.isOneByOne
    ? terms.map((some) => ` (${some.join('|')})[${signsInExpression}]`).join('\n')
    : terms.map((some) => `(${some.map((term) => `'${term}'`).join(' | ')})`).join(' & ');
  return run(
    sought,
    'newest',
    [most, ...(terms.length === 0 ? [] : [query])],
    (access, which, limit, match) => {
      const of = sql`${wordsTable(table.name)} as x where x.team_id = ${access.teamId}`;
      // PostgreSQL believes that its index's condition is as quick to test on a row as another one; `offset` keeps it from that.
      const rows =
        match === undefined
          ? of
          : way.isOneByOne
            ? sql`${of} and x.words ~ all(string_to_array(${match}, chr(10)))`
            : sql`(select x.* from ${of} and ${sql.raw(vectorOf('x.words'))} @@ cast(${match} as tsquery) offset 0) as x where 1 = 1`;
      const newest = sql`select x.team_id, x.row_id, x.audience_id, x.seal_id, x.at, x.words, 0 as number from ${rows}
        and ${which.mayBe} order by x.at desc, x.row_id limit ${limit}`;
      return sql`${guarded(access, table, which.isOfSeen, newest)} order by x.at desc, x.row_id`;
    },
  );
};

/** Within brackets. */
export const signsInExpression = signs.replaceAll(/[\]^-]/g, '\\$&');

/** FTS5 gives them in the order of their numbers by itself, and stops when there are enough. */
async function onSqlite<Row extends SharedRow>(sought: Sought<Row>, most: number): Promise<readonly Found[]> {
  const { access, table, terms, narrow } = sought;
  const number = terms.length === 0 ? sql`x.number` : sql.ref(`${table.name}_terms.rowid`);
  const prefix = `${access.teamId.replaceAll(/[.:_-]/g, '')}·`;
  const query = terms
    .map((some) => `(${some.map((term) => `"${prefix}${term}"`).join(' OR ')})`)
    .join(' AND ');
  // A number is never below that of its second.
  const first = Math.max(0, Math.floor((narrow.since ?? 0) / 1000)) * perSecond;
  const newest = (
    name: string,
    values: readonly number[],
    end: (...values: (RawBuilder<unknown> | undefined)[]) => RawBuilder<unknown>,
  ) =>
    run(
      sought,
      name,
      [first, ...(terms.length === 0 ? [] : [query]), ...values],
      (one, which, from, ...given) => {
        const words = wordsTable(table.name);
        const index = termsTable(table.name);
        const [match, ...more] = terms.length === 0 ? [sql``, ...given] : given;
        const rows =
          terms.length === 0
            ? sql`${words} as x where x.team_id = ${one.teamId}`
            : sql`${index} cross join ${words} as x where ${index} match ${match} and x.number = ${number}
              and x.team_id = ${one.teamId}`;
        return guarded(
          one,
          table,
          which.isOfSeen,
          sql`select x.team_id, x.row_id, x.audience_id, x.seal_id, x.at, x.words, x.number from ${rows} and ${number} >= ${from}
            and ${which.mayBe} ${end(...more)}`,
        );
      },
    );
  const found = [...(await newest('newest', [most], (limit) => sql`order by ${number} desc limit ${limit}`))];
  const last = found.at(-1);
  if (last !== undefined && found.length === most) {
    // Of one second all, since their order within it is not that of their numbers.
    const second = last.number - (last.number % perSecond);
    if (last.number > second)
      found.push(
        ...(await newest(
          'of one second',
          [second, last.number],
          (from, below) => sql`and ${number} >= ${from} and ${number} < ${below}`,
        )),
      );
  }
  return found.toSorted((a, b) => b.at - a.at || (a.id < b.id ? -1 : 1)).slice(0, most);
}
