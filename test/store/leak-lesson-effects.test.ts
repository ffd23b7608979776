/**
 * What has come of lessons: each person says exactly what is theirs to say, and reads of it exactly what they may, in random companies in which most of
 * what is said is accepted.
 */
import fc from 'fast-check';
import { allGuards } from '../../src/store/access/guards.ts';
import { engines } from '../support/databases.ts';
import { type Heard, lookAtEffects } from '../support/leak/lesson-effects.ts';
import { effectPlan, playLessons } from '../support/leak/lessons.ts';
import { oftenOn } from '../support/often.ts';

describe.each(engines())('on $name, in random companies', (engine) => {
  const heard: Heard = new Map();

  it('everybody is heard on a lesson, and reads what came of it, exactly as they may', async () => {
    await fc.assert(
      fc.asyncProperty(effectPlan, async (plan) => {
        const world = await playLessons(engine, plan, allGuards);
        try {
          expect([...world.odd, ...(await lookAtEffects(world))]).toEqual([]);
        } finally {
          await world.system.close();
        }
        for (const [what, { accepted, refused }] of world.heard) {
          const all = heard.get(what) ?? { accepted: 0, refused: 0 };
          heard.set(what, { accepted: all.accepted + accepted, refused: all.refused + refused });
        }
      }),
      oftenOn(engine, 6, 1),
    );
  });

  it('each that can be said of a lesson was really said and heard', () => {
    expect([...heard].flatMap(([what, { accepted }]) => (accepted > 0 ? [what] : [])).toSorted()).toEqual([
      'bringBack',
      'confirm',
      'dropTrial',
      'noStandard',
      'retire',
      'standard',
      'try',
    ]);
  });
});
