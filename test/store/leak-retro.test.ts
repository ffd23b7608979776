/**
 * What is written in a retrospective reaches whom it is for and nobody else: no card of another before it is opened, no author of a card
 * whose names are hidden, nothing for the participants to the rest of the channel. The feature itself, in random companies.
 */
import fc from 'fast-check';
import { allGuards, type GuardName } from '../../src/store/access/guards.ts';
import { engines } from '../support/databases.ts';
import type { Difference } from '../support/leak/look.ts';
import { lookAtRetros, newsReader } from '../support/leak/retro/look.ts';
import { retroPlan } from '../support/leak/retro/plan.ts';
import { playRetros } from '../support/leak/retro/world.ts';
import { switchedGuards } from '../support/leak/without-guard.ts';
import { oftenOn } from '../support/often.ts';

const seed = 20_261_126;

describe.each(engines())('on $name, in random companies', (engine) => {
  it('everybody reads exactly the cards that they may, and nobody learns who wrote what was written without names', async () => {
    await fc.assert(
      fc.asyncProperty(retroPlan, async (plan) => {
        const news = newsReader();
        const world = await playRetros(engine, plan, allGuards, async (so) => {
          expect(news(so)).toEqual([]);
        });
        try {
          expect(await lookAtRetros(world)).toEqual([]);
        } finally {
          await world.system.close();
        }
      }),
      oftenOn(engine, 6, 2),
    );
  });
});

describe('without the guard', () => {
  const names: readonly GuardName[] = [
    'isOfThisWorkspace',
    'embargoIsLifted',
    'isAuthor',
    'isNamed',
    'isInChannel',
    'isOpenToChannel',
    'nameIsShown',
  ];
  const leaks = new Map<GuardName, readonly Difference[]>();

  beforeAll(async () => {
    for (const plan of fc.sample(retroPlan, { seed, numRuns: 40 })) {
      const waiting = names.filter((name) => !leaks.has(name));
      if (waiting.length === 0) break;
      const switched = switchedGuards();
      const [sqlite] = engines();
      if (sqlite === undefined) throw new Error('there is no engine');
      const world = await playRetros(sqlite, plan, switched.guards, async () => undefined);
      for (const name of waiting) {
        switched.change(name, 'open');
        const leaked = (await lookAtRetros(world)).filter((one) => one.leaked.length > 0);
        if (leaked.length > 0) leaks.set(name, leaked);
      }
      await world.system.close();
    }
  });

  it.each(names)('%s somebody reads what is not for them', (name) => {
    expect(leaks.get(name) ?? []).not.toEqual([]);
  });
});
