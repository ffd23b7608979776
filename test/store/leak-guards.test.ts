/**
 * Taking out any one guard makes somebody see too much. The guards are walked as they stand in src/store/guards.ts: a new one without
 * a world in which it matters fails here, and so does one that another makes superfluous.
 */
import fc from 'fast-check';
import { allGuards, type GuardName } from '../../src/store/guards.ts';
import { engines } from '../support/databases.ts';
import { worldPlan } from '../support/leak/generate.ts';
import { lookAround, type Difference } from '../support/leak/look.ts';
import { switchedGuards } from '../support/leak/without-guard.ts';
import { playWorld } from '../support/leak/world.ts';

const seed = 20_261_125;
const mostWorlds = 80;
const names = Object.keys(allGuards) as GuardName[];

describe('without a guard', () => {
  /** By guard, the first leak that was seen without it. */
  const leaks = new Map<GuardName, Difference>();

  beforeAll(async () => {
    for (const plan of fc.sample(worldPlan, { seed, numRuns: mostWorlds })) {
      const waiting = names.filter((name) => !leaks.has(name));
      if (waiting.length === 0) break;
      const switched = switchedGuards();
      const [sqlite] = engines;
      if (sqlite === undefined) throw new Error('there is no engine');
      const world = await playWorld(sqlite, plan, switched.guards);
      for (const name of waiting) {
        switched.without(name);
        const leaked = (await lookAround(world, 'quickly')).find((one) => one.leaked.length > 0);
        if (leaked !== undefined) leaks.set(name, leaked);
      }
      await world.house.close();
    }
  }, 120_000);

  it.each(names)('(%s) somebody is shown what they may not see', (name) => {
    expect(leaks.get(name)?.leaked.length ?? 0).toBeGreaterThan(0);
  });
});
