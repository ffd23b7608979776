/**
 * Nothing invisible ever reaches a viewer, in lists, counts, suggestions, posts or exports; and nothing that they may see is missing.
 * A failure prints its seed and the smallest world found.
 */
import fc from 'fast-check';
import { allGuards } from '../../src/store/access/guards.ts';
import { engines } from '../support/databases.ts';
import { worldPlan } from '../support/leak/generate.ts';
import { lookAround } from '../support/leak/look.ts';
import { playWorld } from '../support/leak/world.ts';
import { oftenOn } from '../support/often.ts';

describe.each(engines())('on $name, in random worlds', (engine) => {
  it('everybody is shown exactly what they may see, wherever they look', async () => {
    await fc.assert(
      fc.asyncProperty(worldPlan, async (plan) => {
        const world = await playWorld(engine, plan, allGuards);
        try {
          expect(await lookAround(world, 'everywhere')).toEqual([]);
        } finally {
          await world.system.close();
        }
      }),
      oftenOn(engine, 8, 2),
    );
  });
});
