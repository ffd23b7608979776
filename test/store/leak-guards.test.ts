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

describe('when a guard', () => {
  /** By guard, what was seen at first without it, and what was not seen when it lets nothing through. */
  const seen = { open: new Map<GuardName, Difference>(), shut: new Map<GuardName, Difference>() };
  const isSought = (change: 'open' | 'shut', one: Difference) =>
    (change === 'open' ? one.leaked : one.missing).length > 0;

  beforeAll(async () => {
    const [sqlite] = engines;
    if (sqlite === undefined) throw new Error('there is no engine');
    for (const plan of fc.sample(worldPlan, { seed, numRuns: mostWorlds })) {
      const waiting = (['open', 'shut'] as const).flatMap((change) =>
        names.filter((name) => !seen[change].has(name)).map((name) => ({ name, change })),
      );
      if (waiting.length === 0) break;
      const switched = switchedGuards();
      const world = await playWorld(sqlite, plan, switched.guards);
      for (const { name, change } of waiting) {
        switched.change(name, change);
        const found = (await lookAround(world, 'quickly')).find((one) => isSought(change, one));
        if (found !== undefined) seen[change].set(name, found);
      }
      await world.house.close();
    }
  });

  it.each(names)('(%s) is taken out, somebody is shown what they may not see', (name) => {
    expect(seen.open.get(name)?.leaked ?? []).not.toEqual([]);
  });

  it.each(names)('(%s) lets nothing through, somebody misses what they may see', (name) => {
    expect(seen.shut.get(name)?.missing ?? []).not.toEqual([]);
  });
});
