/** What somebody shared reaches whom its author chose and nobody else, whatever becomes of channels and people. The feature itself, in random companies. */
import fc from 'fast-check';
import { allGuards, type GuardName } from '../../src/store/access/guards.ts';
import { engines } from '../support/databases.ts';
import { lookAtShares, playShares, sharePlan } from '../support/leak/learned.ts';
import { switchedGuards } from '../support/leak/without-guard.ts';
import { oftenOn } from '../support/often.ts';

const seed = 20_261_127;

describe.each(engines())('on $name, in random companies', (engine) => {
  it('everybody, and every channel, reads exactly the shares that they may', async () => {
    await fc.assert(
      fc.asyncProperty(sharePlan, async (plan) => {
        const world = await playShares(engine, plan, allGuards);
        try {
          expect(await lookAtShares(world)).toEqual([]);
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
    'isNotForeign',
    'hasNotBecomeShared',
    'isFromHere',
    'hereAreOnlyFullMembers',
    'hereIsNotPublicSince',
  ];
  const leaks = new Map<GuardName, readonly string[]>();

  beforeAll(async () => {
    const [sqlite] = engines();
    if (sqlite === undefined) throw new Error('there is no engine');
    for (const plan of fc.sample(sharePlan, { seed, numRuns: 100 })) {
      const waiting = names.filter((name) => !leaks.has(name));
      if (waiting.length === 0) break;
      const switched = switchedGuards();
      const world = await playShares(sqlite, plan, switched.guards);
      for (const name of waiting) {
        switched.change(name, 'open');
        const leaked = (await lookAtShares(world)).filter((one) => / is shown /.test(one));
        if (leaked.length > 0) leaks.set(name, leaked);
      }
      await world.system.close();
    }
  });

  it.each(names)('%s somebody reads what is not for them', (name) => {
    expect(leaks.get(name) ?? []).not.toEqual([]);
  });
});
