/** Where Slack cannot be asked yet who is to see something, it is done later, with all there is to see: never with less, never given up. */
import { hour } from '../../src/core/clock.ts';
import { mostRuns } from '../../src/jobs/retry.ts';
import { engines } from '../support/databases.ts';
import { ana, channel, inChannel, openHouse, testJob, toPerson, type House } from '../support/later.ts';

/** More often than anything is tried that fails. */
const often = mostRuns + 3;

describe.each(engines())('on $name, what has to wait for Slack', (engine) => {
  let house: House;
  let ran: number;
  const prompt = testJob('test.prompt', 'prompt', async () => {
    ran += 1;
  });
  beforeEach(async () => {
    ran = 0;
    house = await openHouse({ engine, jobs: [prompt] });
  });
  afterEach(() => house.close());

  const waitOften = () => house.waits.push(...Array.from({ length: often }, () => 40_000));
  const playOn = async () => {
    await house.runUntil(house.clock.now() + hour);
    expect(house.waits).toEqual([]);
    expect(house.logged).toEqual([]);
  };

  it('is sent when it can be drawn, to a channel and to a person', async () => {
    waitOften();
    await house.act((scope) => scope.publish(inChannel(1)));
    await house.act((scope) => scope.publish(toPerson(2, ana, 'answer')));
    await playOn();
    expect(house.slack.messages.map(({ text }) => text).sort()).toEqual(['note 1', 'note 2']);
    expect(await house.states()).toEqual(['sent', 'sent']);
  });

  it('is drawn anew when it can be', async () => {
    await house.act((scope) => scope.publish(inChannel(1)));
    await house.runner.runDue();
    house.says.set(1, 'another');
    await house.act((scope) => scope.refresh(inChannel(1)));
    waitOften();
    await playOn();
    expect(house.slack.texts(channel)).toEqual(['another']);
  });

  it('is run when it can be, a job as well', async () => {
    await house.act((scope) => scope.runAt(prompt.ref({ n: 1 }), house.clock.now(), scope.viewer));
    waitOften();
    await playOn();
    expect(ran).toBe(1);
  });

  it('is shown when it can be, App Home as well', async () => {
    await house.act((scope) => scope.refreshHome(ana));
    waitOften();
    await playOn();
    expect(house.slack.homes.map(({ user }) => user)).toEqual([ana]);
  });
});
