/**
 * A whole retrospective, live or not, long or short, with names or without, with random people who do random things at the same moment:
 * late, twice, from forms of another phase, without being asked, while people come and go, the channel changes, hours pass and workers start again.
 */
import fc from 'fast-check';
import { engines } from '../support/databases.ts';
import { often, oftenOn } from '../support/often.ts';
import {
  exported,
  lost,
  miscounted,
  outcome,
  revealed,
  traces,
  wayOut,
} from '../support/retro-model/check.ts';
import { oneByOne, plan } from '../support/retro-model/plan.ts';
import { play } from '../support/retro-model/play.ts';

describe.each(engines())('on $name, whatever happens', (engine) => {
  it('nothing is lost, counts twice or is revealed; it ends, and then nothing leads back to an author', async () => {
    await fc.assert(
      fc.asyncProperty(plan, async (all) => {
        const played = await play(engine, all, async (so) => {
          expect([...(await lost(so)), ...(await miscounted(so)), ...(await revealed(so))]).toEqual([]);
        });
        try {
          expect(['closed', 'cancelled']).toContain(await wayOut(played));
          const wrong = [await lost(played), await revealed(played), await exported(played)];
          expect(wrong.flat()).toEqual([]);
          if (all.names === 'hidden') expect(await traces(played, engine)).toEqual([]);
        } finally {
          await played.system.close();
        }
      }),
      oftenOn(engine, 3, 1),
    );
  }, 120_000);

  it('the same actions in the same order lead to the same end', async () => {
    await fc.assert(
      fc.asyncProperty(plan, async (all) => {
        const ends = [];
        for (let time = 0; time < 2; time += 1) {
          const played = await play(engine, oneByOne(all));
          ends.push(await outcome(played));
          await played.system.close();
        }
        expect(ends[1]).toEqual(ends[0]);
      }),
      often(1),
    );
  }, 120_000);
});
