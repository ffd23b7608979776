/**
 * Over random workspaces, a scope shows exactly what the oracle says, and each guard is needed: with any one taken out,
 * somebody sees what they may not. (Another test does the same through listeners and posts.)
 */
import fc from 'fast-check';
import { sql } from 'kysely';
import { audienceId, rowId } from '../../src/core/ids.ts';
import type { MemberType } from '../../src/core/people.ts';
import type { Viewer } from '../../src/core/visibility.ts';
import { type Catalogue, readCatalogue } from '../../src/store/access/catalogue.ts';
import { noBallotKeys } from '../../src/store/ballots/keys.ts';
import { noSeals } from '../../src/store/settings/seals.ts';
import { allGuards, type GuardName, type Guards } from '../../src/store/access/guards.ts';
import { readScopeOf } from '../../src/store/scope/scope.ts';
import { engines } from '../support/databases.ts';
import { oftenOn } from '../support/often.ts';
import { fill } from './support/fill.ts';
import {
  type ChannelNow,
  type Facts,
  type Looker,
  maySee,
  namedAuthors,
  reaches,
  type Row,
} from './support/oracle.ts';
import { channelViewer, noon, note, openWorld, personViewer, T1, vote, type World } from './support/world.ts';

const people = ['ann', 'bob', 'gus', 'eva', 'old'];
const places = ['C1', 'C2', 'C3'];
const lookers: readonly Looker[] = [
  ...people.map((person) => ({ person })),
  ...places.map((channel) => ({ channel })),
];

const standing = fc.constantFrom<MemberType | undefined>(
  'member',
  'member',
  'member',
  'guest',
  'external',
  'bot',
  'deactivated',
  undefined,
);
const channels: fc.Arbitrary<ChannelNow[]> = fc.tuple(
  ...places.map((id) =>
    fc.record<ChannelNow>({
      id: fc.constant(id),
      isPrivate: fc.boolean(),
      isShared: fc.constantFrom(false, false, true),
      hasLore: fc.constantFrom(true, true, true, false),
      members: fc.constantFrom('known', 'known', 'known', 'old', 'unknown'),
      people: fc.subarray(people),
      sincePrivate: fc.subarray(people),
      sharings: fc.constantFrom(1, 1, 2),
    }),
  ),
);
const row: fc.Arbitrary<Omit<Row, 'id'>> = fc.record({
  isElsewhere: fc.constantFrom(false, false, false, true),
  kind: fc.constantFrom('workspace', 'conversation', 'people', 'named'),
  channel: fc.constantFrom(...places),
  wasPrivate: fc.boolean(),
  wasShared: fc.boolean(),
  sharings: fc.constantFrom(1, 1, 2),
  named: fc.subarray(people),
  after: fc.constantFrom('never', 'closed', 'open'),
  embargo: fc.constantFrom('none', 'none', 'closed', 'open'),
  by: fc.subarray(people, { maxLength: 2 }),
  names: fc.constantFrom('shown', 'hidden'),
});
const workspace = fc.record({
  facts: fc.record<Facts>({
    standings: fc
      .tuple(...people.map(() => standing))
      .map((all) =>
        Object.fromEntries(
          people.flatMap((id, index) => (all[index] === undefined ? [] : [[id, all[index]] as const])),
        ),
      ),
    channels,
  }),
  rows: fc
    .array(row, { minLength: 1, maxLength: 10 })
    .map((rows) => rows.map((one, index): Row => ({ ...one, id: `n${index}` }))),
});

const viewerOf = (who: Looker): Viewer =>
  'person' in who ? personViewer(who.person) : channelViewer(who.channel);

/** Everything that a viewer can find out, as text. */
async function found(world: World, catalogue: Catalogue, guards: Guards, who: Looker, rows: readonly Row[]) {
  const scope = readScopeOf({
    db: world.store.system,
    engine: world.store.engine,
    catalogue,
    guards,
    teamId: T1,
    viewer: viewerOf(who),
    now: noon,
    freshSince: noon - 1000,
    startsOff: new Set(),
    ballotKeys: noBallotKeys,
    seals: noSeals,
  });
  const ids = rows.map(({ id }) => rowId(id));
  const seen = await scope.from(note).select('id').orderBy('id').execute();
  const authors = await scope.authors(note, ids);
  const counts = await scope.countBy(vote, 'note', {});
  const own = await scope.from(vote).select('note').orderBy('note').execute();
  const mine = await scope.mine(note).select('id').orderBy('id').execute();
  const people: string[][] = [];
  for (const { id } of rows)
    people.push((await scope.peopleOf(audienceId(`a-${id}`))).map(({ userId }) => userId));
  return JSON.stringify({
    seen: seen.map(({ id }) => id),
    mine: mine.map(({ id }) => id),
    authors: [...authors].toSorted(),
    counts: [...counts].toSorted(),
    own: own.map((one) => one.note),
    people,
  });
}

/** Who is in a row's audience, for those in it and for its channel, unless it is between two people. */
function peopleIn(facts: Facts, who: Looker, row: Row): readonly string[] {
  const held = people.filter((person) => reaches(facts, { person }, row)).toSorted();
  const hasLore = facts.channels.some(({ id, hasLore }) => id === row.channel && hasLore);
  const isTold =
    'person' in who
      ? held.includes(who.person)
      : who.channel === row.channel && hasLore && row.kind !== 'named';
  return isTold ? held : [];
}

/** The same, as the oracle says it should be. */
function expected(facts: Facts, who: Looker, rows: readonly Row[]): string {
  const isActive =
    'person' in who &&
    facts.standings[who.person] !== undefined &&
    facts.standings[who.person] !== 'deactivated';
  const wrote = (one: Row) => isActive && !one.isElsewhere && one.by.includes(who.person);
  const idsOf = (some: readonly Row[]) => some.map(({ id }) => id).toSorted();
  return JSON.stringify({
    seen: idsOf(rows.filter((one) => maySee(facts, who, one))),
    mine: idsOf(rows.filter(wrote)),
    authors: rows
      .map((one) => [one.id, namedAuthors(facts, who, one)] as const)
      .filter(([, names]) => names.length > 0)
      .toSorted(),
    // Each author of a row cast a vote for it, for the same audience and under the same embargo.
    counts: rows
      .filter((one) => one.by.length > 0 && one.embargo !== 'closed' && reaches(facts, who, one))
      .map((one) => [one.id, one.by.length] as const)
      .toSorted(),
    own: idsOf(rows.filter(wrote)),
    people: rows.map((one) => peopleIn(facts, who, one)),
  });
}

describe.each(engines())('on $name', (engine) => {
  let world: World;
  let catalogue: Catalogue;
  beforeAll(async () => {
    world = await openWorld(engine);
    catalogue = await readCatalogue(world.store.system, [note, vote]);
  });
  afterAll(() => world.close());

  it('a scope shows what may be seen, and nothing else', async () => {
    await fc.assert(
      fc.asyncProperty(workspace, async ({ facts, rows }) => {
        await fill(world, facts, rows);
        for (const who of lookers)
          expect(await found(world, catalogue, allGuards, who, rows)).toBe(expected(facts, who, rows));
      }),
      oftenOn(engine, 40, 8),
    );
  });
});

for (const engine of engines().filter(({ name }) => name === 'sqlite'))
  it('with any guard taken out, somebody sees too much', async () => {
    const world = await openWorld(engine);
    const catalogue = await readCatalogue(world.store.system, [note, vote]);
    const unmissed = new Set(Object.keys(allGuards) as GuardName[]);
    const samples = fc.sample(workspace, { numRuns: 300, seed: 7 });
    for (const { facts, rows } of samples) {
      if (unmissed.size === 0) break;
      await fill(world, facts, rows);
      for (const name of unmissed) {
        const without: Guards = { ...allGuards, [name]: () => sql`1 = 1` };
        for (const who of lookers) {
          if ((await found(world, catalogue, without, who, rows)) === expected(facts, who, rows)) continue;
          unmissed.delete(name);
          break;
        }
      }
    }
    await world.close();
    expect([...unmissed]).toEqual([]);
  });
