/**
 * A lesson reaches those who saw its cards until whoever wrote them agreed, and then whom it is meant for and nobody else, whatever becomes of channels and
 * people; and where names are hidden it tells nobody whose cards they were. The features themselves, in random companies.
 */
import fc from 'fast-check';
import { allGuards, type GuardName } from '../../src/store/access/guards.ts';
import { engines } from '../support/databases.ts';
import { lessonPlan, lookAtLessons, playLessons } from '../support/leak/lessons.ts';
import { switchedGuards } from '../support/leak/without-guard.ts';
import { oftenOn } from '../support/often.ts';

const seed = 20_261_128;

describe.each(engines())('on $name, in random companies', (engine) => {
  it('everybody, and every channel, reads exactly the lessons that they may', async () => {
    await fc.assert(
      fc.asyncProperty(lessonPlan, async (plan) => {
        const world = await playLessons(engine, plan, allGuards);
        try {
          expect(await lookAtLessons(world)).toEqual([]);
        } finally {
          await world.system.close();
        }
      }),
      oftenOn(engine, 8, 2),
    );
  });
});

describe('without the guard', () => {
  const names: readonly GuardName[] = [
    'isFullMember',
    'isInChannel',
    'isNamed',
    'isAuthor',
    'isOpenToChannel',
    'isFromHere',
    'hereAreOnlyFullMembers',
    'nameIsShown',
  ];
  const leaks = new Map<GuardName, readonly string[]>();

  beforeAll(async () => {
    const [sqlite] = engines();
    if (sqlite === undefined) throw new Error('there is no engine');
    for (const plan of fc.sample(lessonPlan, { seed, numRuns: 60 })) {
      const waiting = names.filter((name) => !leaks.has(name));
      if (waiting.length === 0) break;
      const switched = switchedGuards();
      const world = await playLessons(sqlite, plan, switched.guards);
      for (const name of waiting) {
        switched.change(name, 'open');
        const leaked = (await lookAtLessons(world)).filter((one) => / is (shown|told) /.test(one));
        if (leaked.length > 0) leaks.set(name, leaked);
      }
      await world.system.close();
    }
  });

  it.each(names)('%s somebody reads what is not for them', (name) => {
    expect(leaks.get(name) ?? []).not.toEqual([]);
  });
});
