/**
 * What a channel may show changes with everybody who comes, with what they are, and with what the channel is; what stands there changes with it.
 * All practices, through Slack's events and Lore's posts, in random companies and random orders.
 */
import fc from 'fast-check';
import { engines } from '../support/databases.ts';
import { fromElsewhere, lookAtStanding, playStanding, standingPlan } from '../support/leak/standing.ts';
import { oftenOn } from '../support/often.ts';

describe.each(engines())('on $name, in random companies', (engine) => {
  it('no message in any channel, nor in a thread, shows what somebody who is there may not see', async () => {
    let elsewhere = 0;
    await fc.assert(
      fc.asyncProperty(standingPlan, async (plan) => {
        const world = await playStanding(engine, plan);
        try {
          elsewhere += fromElsewhere(world);
          expect(lookAtStanding(world)).toEqual([]);
        } finally {
          await world.system.close();
        }
      }),
      oftenOn(engine, 6, 4),
    );
    // There was something that had to go.
    expect(elsewhere).toBeGreaterThan(0);
  });
});
