/**
 * Taking out any one guard makes somebody see too much. The guards are walked as they stand in src/store/access/guards.ts: a new one without
 * a world in which it matters fails here, and so does one that another makes superfluous.
 */
import fc from 'fast-check';
import { allGuards, type GuardName } from '../../src/store/access/guards.ts';
import { engines, type TestEngine } from '../support/databases.ts';
import { worldPlan } from '../support/leak/generate.ts';
import { type Difference, lookAround } from '../support/leak/look.ts';
import { switchedGuards } from '../support/leak/without-guard.ts';
import { playWorld } from '../support/leak/world.ts';

const seed = 20_261_125;
const mostWorlds = 320;
const names = Object.keys(allGuards) as GuardName[];

type Change = 'open' | 'shut';
interface Wanted {
  readonly name: GuardName;
  readonly change: Change;
}
type Plan = Parameters<typeof playWorld>[1];
type Found = ReadonlyMap<string, { readonly difference: Difference; readonly plan: Plan }>;

const keyOf = ({ name, change }: Wanted) => `${change} ${name}`;
const everything: readonly Wanted[] = names.flatMap((name) => [
  { name, change: 'open' },
  { name, change: 'shut' },
]);
const isSought = ({ change }: Wanted, one: Difference) =>
  (change === 'open' ? one.leaked : one.missing).length > 0;

/** Plays one world, and changes guards in it. @returns what was seen wrongly with each that made a difference */
async function inWorld(
  engine: TestEngine,
  plan: Plan,
  wanted: readonly Wanted[],
): Promise<Map<string, Difference>> {
  const switched = switchedGuards();
  const world = await playWorld(engine, plan, switched.guards);
  const found = new Map<string, Difference>();
  for (const one of wanted) {
    switched.change(one.name, one.change);
    const difference = (await lookAround(world, 'quickly')).find((each) => isSought(one, each));
    if (difference !== undefined) found.set(keyOf(one), difference);
  }
  await world.system.close();
  return found;
}

/** World after world, until each guard made a difference in one. */
async function search(engine: TestEngine): Promise<Found> {
  const found = new Map<string, { difference: Difference; plan: Plan }>();
  for (const plan of fc.sample(worldPlan, { seed, numRuns: mostWorlds })) {
    const waiting = everything.filter((one) => !found.has(keyOf(one)));
    if (waiting.length === 0) break;
    for (const [key, difference] of await inWorld(engine, plan, waiting))
      found.set(key, { difference, plan });
  }
  return found;
}

/** Only the worlds in which something was found, each with its guards. */
async function again(engine: TestEngine, before: Found): Promise<Found> {
  const found = new Map<string, { difference: Difference; plan: Plan }>();
  const plans = new Set([...before.values()].map(({ plan }) => plan));
  for (const plan of plans) {
    const wanted = everything.filter((one) => before.get(keyOf(one))?.plan === plan);
    for (const [key, difference] of await inWorld(engine, plan, wanted)) found.set(key, { difference, plan });
  }
  return found;
}

const seen: Partial<Record<TestEngine['name'], Found>> = {};

describe.each(engines())('on $name, when a guard', (engine) => {
  beforeAll(async () => {
    // The search is made once: PostgreSQL is shown what it came to.
    seen[engine.name] = seen.sqlite === undefined ? await search(engine) : await again(engine, seen.sqlite);
  });
  const differenceOf = (wanted: Wanted) => seen[engine.name]?.get(keyOf(wanted))?.difference;

  it.each(names)('(%s) is taken out, somebody is shown what they may not see', (name) => {
    expect(differenceOf({ name, change: 'open' })?.leaked ?? []).not.toEqual([]);
  });

  it.each(names)('(%s) lets nothing through, somebody misses what they may see', (name) => {
    expect(differenceOf({ name, change: 'shut' })?.missing ?? []).not.toEqual([]);
  });
});
