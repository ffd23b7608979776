/** The bar of a live retrospective: it moves with the time, within Slack's limits, goes on after a process died, and stops when it is over. */
import { engines } from '../support/databases.ts';
import { ann, chosen, teamsOn, type Team } from './support/retro-team.ts';

describe.each(engines())('on $name, live', (engine) => {
  const teams = teamsOn(engine);
  let it_: Team;
  beforeEach(async () => {
    it_ = await teams.fresh();
  });

  const pass = (seconds: number) => it_.until(new Date(it_.clock.now() + seconds * 1000).toISOString());
  const bar = async () => /[■□]{10}/u.exec((await it_.main()).text)?.[0];
  const waiting = async () =>
    (await it_.store.system.selectFrom('job').select('name').execute()).filter(
      ({ name }) => name === 'retro.timer',
    ).length;

  it('has a bar that moves, beside the minutes left and the end by everybody’s own clock', async () => {
    await it_.start({ pace: chosen('live') });
    await it_.settle();
    expect(await bar()).toBe('□'.repeat(10));
    expect((await it_.main()).text).toMatch(/10 minutes left, until <!date\^\d+/);
    await pass(4 * 60 + 5);
    expect(await bar()).toBe(`${'■'.repeat(4)}${'□'.repeat(6)}`);
    expect((await it_.main()).text).toContain('6 minutes left');
  });

  it('moves ten times in a phase at most, and never twice within twenty seconds', async () => {
    await it_.start({ pace: chosen('live') });
    await it_.settle();
    const { updates } = await it_.main();
    for (let passed = 0; passed < 9 * 60; passed += 10) {
      const before = (await it_.main()).updates;
      await pass(10);
      expect((await it_.main()).updates - before).toBeLessThanOrEqual(1);
    }
    expect((await it_.main()).updates - updates).toBeLessThanOrEqual(10);
  });

  it('goes on where it is after a process was away', async () => {
    await it_.start({ pace: chosen('live') });
    await it_.settle();
    it_.clock.advance(5 * 60_000);
    await it_.settle();
    expect(await bar()).toBe(`${'■'.repeat(5)}${'□'.repeat(5)}`);
    await pass(61);
    expect(await bar()).toBe(`${'■'.repeat(6)}${'□'.repeat(4)}`);
  });

  it('begins again with the next phase, and stops when it is over', async () => {
    await it_.start({ pace: chosen('live') });
    await it_.addCards(ann, 'Night shift', 'Photographs');
    await pass(4 * 60);
    await it_.submit(ann, await it_.press(ann, await it_.main(), 'Close collecting (facilitator)'));
    await it_.settle();
    expect(await bar()).toBe('□'.repeat(10));
    await it_.submit(ann, await it_.press(ann, await it_.main(), 'Cancel the retrospective (facilitator)'));
    await it_.settle();
    await pass(120);
    expect(await bar()).toBeUndefined();
    expect(await waiting()).toBe(0);
  });

  it('is in no other retrospective', async () => {
    await it_.start();
    await pass(60);
    expect(await bar()).toBeUndefined();
    expect(await waiting()).toBe(0);
  });
});
