/** How Lore's questions to Slack share what Slack allows in a minute. */
import { minute } from '../../../src/core/clock.ts';
import { teamId } from '../../../src/core/ids.ts';
import { createPace, paceFrom, rates } from '../../../src/jobs/pace.ts';
import { HeldBack } from '../../../src/slack/api/call-outcome.ts';
import { type For, pacedCalls, type What } from '../../../src/slack/api/paced-calls.ts';
import { testClock } from '../../support/test-clock.ts';

const team = teamId('T1');
const every = (Object.keys(rates) as (keyof typeof rates)[]).filter((name): name is What =>
  /Read$|List$/.test(name),
);

describe.each(every)('%s', (what) => {
  const { calls } = rates[what];
  const make = () => {
    const clock = testClock();
    const paced = pacedCalls(clock);
    /** Calls until it is held back. @returns how many calls were made */
    const use = async (whom: For): Promise<number> => {
      for (let made = 0; ; made += 1)
        try {
          await paced(what, team, whom, async () => undefined);
        } catch (error) {
          expect(error).toBeInstanceOf(HeldBack);
          return made;
        }
    };
    return { clock, paced, use };
  };

  it('is never asked more often than its tier allows, and nobody uses up what is kept for who waits', async () => {
    const { use } = make();
    const walk = await use('walk');
    const work = await use('work');
    const person = await use('person');
    expect(walk).toBe(Math.floor(calls * 0.75));
    expect(work).toBeGreaterThanOrEqual(Math.floor(calls * 0.9) - walk);
    expect(person).toBeGreaterThanOrEqual(Math.floor(calls * 0.1));
    expect(walk + work + person).toBe(calls);
  });

  it('is the people’s, whole, where nobody else asks', async () => {
    expect(await make().use('person')).toBe(calls);
  });

  it('is free again a minute later', async () => {
    const { clock, use } = make();
    await use('walk');
    clock.set(clock.now() + minute);
    expect(await use('walk')).toBe(Math.floor(calls * 0.75));
  });

  it('is asked by nobody for as long as Slack asks to wait', async () => {
    const { clock, paced } = make();
    const ask = (whom: For) => paced(what, team, whom, async () => 'told');
    const refused = paced(what, team, 'walk', async () => {
      throw new HeldBack(7_000);
    });
    await expect(refused).rejects.toThrow(HeldBack);
    clock.set(clock.now() + 6_999);
    for (const whom of ['walk', 'work', 'person'] as const)
      await expect(ask(whom)).rejects.toMatchObject({ afterMs: 1 });
    clock.set(clock.now() + 1);
    expect(await ask('person')).toBe('told');
  });
});

describe.each(['peopleList', 'channelList', 'membersRead', 'personRead'] as const)(
  '%s, where another process read a workspace within the minute',
  (what) => {
    it('is asked only for what that one has left, and by who waits as ever', async () => {
      const clock = testClock();
      const { calls } = rates[what];
      const made = async (paced: ReturnType<typeof pacedCalls>, whom: For): Promise<number> => {
        for (let count = 0; ; count += 1)
          if ((await paced(what, team, whom, async () => null).catch(() => 'held')) === 'held') return count;
      };
      const first = createPace();
      const read = await made(pacedCalls(clock, new Map([[team, first]])), 'walk');
      expect(read).toBe(Math.floor(calls * 0.75));
      const handedOn = paceFrom(team, first.stateOf(team, clock.now()), []);
      const next = pacedCalls(clock, new Map([[team, handedOn]]));
      expect(await made(next, 'walk')).toBe(calls - read);
      expect(await made(next, 'person')).toBe(calls - (calls - read));
      clock.set(clock.now() + minute);
      expect(await made(next, 'walk')).toBe(read);
    });
  },
);
