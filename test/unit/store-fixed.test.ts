/** Conditions that are put together once hold nothing that would be another value the next time. */
import {
  type CompiledQuery,
  DummyDriver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type RawBuilder,
  sql,
} from 'kysely';
import { channelId, teamId, userId } from '../../src/core/ids.ts';
import type { AccessContext } from '../../src/store/access/access.ts';
import { noBallotKeys } from '../../src/store/ballots/keys.ts';
import { noSeals } from '../../src/store/settings/seals.ts';
import { fixed, runFixed } from '../../src/store/access/fixed.ts';
import { allGuards } from '../../src/store/access/guards.ts';
import type { Schema } from '../../src/store/schema.ts';

/** What was asked of the database, as `[text, values]`. */
const asked: (readonly [string, readonly unknown[]])[] = [];
const database = () =>
  new Kysely<Schema>({
    dialect: {
      createAdapter: () => new PostgresAdapter(),
      createDriver: () => new DummyDriver(),
      createIntrospector: (of) => new PostgresIntrospector(of),
      createQueryCompiler: () => new PostgresQueryCompiler(),
    },
    log: ({ query }: { readonly query: CompiledQuery }) => void asked.push([query.sql, query.parameters]),
  });
const db = database();
beforeEach(() => void asked.splice(0));
const accessOf = (user: string, now: number): AccessContext => ({
  db,
  engine: 'postgres',
  catalogue: { columnsOf: () => new Map() } as never,
  guards: allGuards,
  teamId: teamId('TONE'),
  viewer: { kind: 'person', userId: userId(user) },
  startsOff: new Set(),
  ballotKeys: noBallotKeys,
  seals: noSeals,
  now,
  freshSince: now - 1_000,
});

it('has the values of the call, not those it was put together with', () => {
  const valuesOf = (user: string, now: number) =>
    fixed(accessOf(user, now), 'a test asks', ({ teamId: team, viewer, freshSince }) => {
      const who = 'userId' in viewer ? viewer.userId : '';
      return sql`of ${team} for ${who} since ${freshSince} in ${'all'}`;
    }).compile(db).parameters;
  expect(valuesOf('UANN', 5_000)).toEqual(['TONE', 'UANN', 4_000, 'all']);
  expect(valuesOf('UBEN', 9_000)).toEqual(['TONE', 'UBEN', 8_000, 'all']);
});

it.each([
  ['the time', ({ now }: AccessContext) => sql`at ${now}`],
  ['what is calculated from the time', ({ now }: AccessContext) => sql`at ${now - 1}`],
  ['what is calculated from a value', ({ freshSince }: AccessContext) => sql`at ${freshSince * 2}`],
])('refuses %s, which would stay as it is for everyone', (name, build) => {
  expect(() => fixed(accessOf('UANN', 5_000), name, build)).toThrow('depends on what changes');
});

it('has the channel of the call, and is put together anew for another kind of viewer', () => {
  const who = ({ viewer }: AccessContext) =>
    'channelId' in viewer
      ? sql`in ${viewer.channelId}`
      : sql`for ${'userId' in viewer ? viewer.userId : null}`;
  const said = (viewer: AccessContext['viewer']) => {
    const { sql: text, parameters } = fixed({ ...accessOf('UANN', 5_000), viewer }, 'who asks', who).compile(
      db,
    );
    return [text, ...parameters];
  };
  const inChannel = (id: string) => said({ kind: 'channel', channelId: channelId(id) });
  expect(inChannel('CONE')).toEqual(['in $1', 'CONE']);
  expect(said({ kind: 'person', userId: userId('UANN') })).toEqual(['for $1', 'UANN']);
  expect(inChannel('CTWO')).toEqual(['in $1', 'CTWO']);
});

describe('what is put together once', () => {
  const built: string[] = [];
  beforeEach(() => void built.splice(0));
  const build = ({ teamId: team }: AccessContext): RawBuilder<unknown> => {
    built.push('built');
    return sql`of ${team}`;
  };

  it('is put together once for each name', () => {
    const access = { ...accessOf('UANN', 5_000), guards: { ...allGuards } };
    for (const name of ['one', 'two', 'one', 'two', 'one']) fixed(access, name, build);
    expect(built).toHaveLength(2);
  });

  it('is put together again where a guard was exchanged, and only then', () => {
    const guards = { ...allGuards };
    const access = { ...accessOf('UANN', 5_000), guards };
    fixed(access, 'one', build);
    Object.assign(guards, { isNamed: () => sql`1 = 1` });
    fixed(access, 'one', build);
    fixed(access, 'one', build);
    expect(built).toHaveLength(2);
  });

  it('is another for each engine', () => {
    const access = { ...accessOf('UANN', 5_000), guards: { ...allGuards } };
    fixed(access, 'one', build);
    fixed({ ...access, engine: 'sqlite' }, 'one', build);
    expect(built).toHaveLength(2);
  });

  it('is not what is no statement', () => {
    const node = sql.ref('a').toOperationNode();
    const build = () => ({ toOperationNode: () => ({ ...node, kind: 'ValueNode' }) }) as never;
    expect(() => fixed(accessOf('UANN', 5_000), 'no statement', build)).toThrow(
      'a condition is made of raw SQL',
    );
  });
});

describe('a statement with values', () => {
  let built = 0;
  const run = (user: string, values: readonly (string | number)[], on = db) =>
    runFixed({ ...accessOf(user, 5_000), db: on }, 'a statement', values, ({ viewer }, first, second) => {
      built += 1;
      const who = 'userId' in viewer ? viewer.userId : '';
      return sql`select ${second}, ${who}, ${first}, ${'all'}, ${second}`;
    });

  it('is asked with those of the call, in their places, and put together once', async () => {
    await run('UANN', ['a', 1]);
    await run('UBEN', ['b\0', 2]);
    const text = 'select $1, $2, $3, $4, $5';
    expect(asked).toEqual([
      [text, [1, 'UANN', 'a', 'all', 1]],
      [text, [2, 'UBEN', 'b', 'all', 2]],
    ]);
    expect(built).toBe(1);
  });

  it('is the same on another database', async () => {
    await run('UANN', ['a', 1]);
    await run('UBEN', ['b', 2], database());
    expect(asked.map(([text]) => text)).toEqual(['select $1, $2, $3, $4, $5', 'select $1, $2, $3, $4, $5']);
    expect(asked[1]?.[1]).toEqual([2, 'UBEN', 'b', 'all', 2]);
  });
});
