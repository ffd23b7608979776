/** Conditions that are put together once hold nothing that would be another value the next time. */
import {
  DummyDriver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  sql,
} from 'kysely';
import { teamId, userId } from '../../src/core/ids.ts';
import type { AccessContext } from '../../src/store/access/access.ts';
import { fixed } from '../../src/store/access/fixed.ts';
import { allGuards } from '../../src/store/access/guards.ts';
import type { Schema } from '../../src/store/schema.ts';

const db = new Kysely<Schema>({
  dialect: {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (of) => new PostgresIntrospector(of),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  },
});
const accessOf = (user: string, now: number): AccessContext => ({
  db,
  engine: 'postgres',
  catalogue: { columnsOf: () => new Map() } as never,
  guards: allGuards,
  teamId: teamId('TONE'),
  viewer: { kind: 'person', userId: userId(user) },
  startsOff: new Set(),
  now,
  freshSince: now - 1_000,
});

it('has the values of the call, not those it was put together with', () => {
  const asked = (user: string, now: number) =>
    fixed(accessOf(user, now), 'a test asks', ({ teamId: team, viewer, freshSince }) => {
      const who = 'userId' in viewer ? viewer.userId : '';
      return sql`of ${team} for ${who} since ${freshSince} in ${'all'}`;
    }).compile(db).parameters;
  expect(asked('UANN', 5_000)).toEqual(['TONE', 'UANN', 4_000, 'all']);
  expect(asked('UBEN', 9_000)).toEqual(['TONE', 'UBEN', 8_000, 'all']);
});

it.each([
  ['the time', ({ now }: AccessContext) => sql`at ${now}`],
  ['what is calculated from the time', ({ now }: AccessContext) => sql`at ${now - 1}`],
  ['what is calculated from a value', ({ freshSince }: AccessContext) => sql`at ${freshSince * 2}`],
])('refuses %s, which would stay as it is for everyone', (name, build) => {
  expect(() => fixed(accessOf('UANN', 5_000), name, build)).toThrow('depends on what changes');
});
