/**
 * Whatever door it is, a page, a program, a link or a message: nobody reads there what they may not, and what they may is not missing; neither is told
 * how much there is of what they may not see. In random companies, whatever becomes of channels and people. A failure prints its seed and the smallest
 * company found.
 */
import fc from 'fast-check';
import { retro } from '../../src/features/retro/feature.ts';
import { allGuards } from '../../src/store/access/guards.ts';
import { engines } from '../support/databases.ts';
import { allDoors } from '../support/leak/doors/list.ts';
import { lookThroughDoors, lookThroughRetroDoors } from '../support/leak/doors/look.ts';
import { lessonPlan, playLessons } from '../support/leak/lessons.ts';
import { retroPlan } from '../support/leak/retro/plan.ts';
import { playRetros } from '../support/leak/retro/world.ts';
import { switchedGuards } from '../support/leak/without-guard.ts';
import { oftenOn } from '../support/often.ts';

const seed = 20_261_201;

describe.each(engines())('on $name, in random companies, through every door', (engine) => {
  it('everybody, and every channel, reads exactly the lessons that they may, and no card', async () => {
    await fc.assert(
      fc.asyncProperty(lessonPlan, async (plan) => {
        const world = await playLessons(engine, plan, allGuards);
        try {
          expect(await lookThroughDoors(allDoors, world)).toEqual([]);
        } finally {
          await world.system.close();
        }
      }),
      oftenOn(engine, 3, 1),
    );
  }, 300_000);

  it('and exactly the retrospectives and projects that they may, of their own workspace', async () => {
    await fc.assert(
      fc.asyncProperty(retroPlan, async (plan) => {
        const world = await playRetros(engine, plan, allGuards, async () => undefined);
        try {
          expect(await lookThroughRetroDoors(allDoors, world, [retro])).toEqual([]);
        } finally {
          await world.system.close();
        }
      }),
      oftenOn(engine, 3, 1),
    );
  }, 300_000);
});

describe('without the guard of who is in a channel', () => {
  const leaks = new Map<string, readonly string[]>();
  /** The guard is about people. */
  const peoples = allDoors.filter(({ readers }) => readers.includes('person'));

  beforeAll(async () => {
    const [sqlite] = engines();
    if (sqlite === undefined) throw new Error('there is no engine');
    for (const plan of fc.sample(lessonPlan, { seed, numRuns: 20 })) {
      const waiting = peoples.filter(({ name }) => !leaks.has(name));
      if (waiting.length === 0) break;
      const switched = switchedGuards();
      const world = await playLessons(sqlite, plan, switched.guards);
      switched.change('isInChannel', 'open');
      for (const door of waiting) {
        const leaked = (await lookThroughDoors([door], world)).filter((one) => one.includes(' is shown '));
        if (leaked.length > 0) leaks.set(door.name, leaked);
      }
      await world.system.close();
    }
  }, 300_000);

  it.each(peoples)('somebody reads what is not for them through $name', ({ name }) => {
    expect(leaks.get(name) ?? []).not.toEqual([]);
  });
});
