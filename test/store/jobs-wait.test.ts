/** Where Slack cannot be asked yet who is to see something, it is done later, with all there is to see: never with less, never given up. */
import { hour } from '../../src/core/clock.ts';
import { mostRuns } from '../../src/jobs/retry.ts';
import { engines } from '../support/databases.ts';
import { ana, channel, inChannel, openCompany, testJob, toPerson, type Harness } from '../support/later.ts';

/** More often than anything is tried that fails. */
const often = mostRuns + 3;

describe.each(engines())('on $name, what has to wait for Slack', (engine) => {
  let system: Harness;
  let ran: number;
  const prompt = testJob('test.prompt', 'prompt', async () => {
    ran += 1;
  });
  beforeEach(async () => {
    ran = 0;
    system = await openCompany({ engine, jobs: [prompt] });
  });
  afterEach(() => system.close());

  const waitOften = () => system.waits.push(...Array.from({ length: often }, () => 40_000));
  const playOn = async () => {
    await system.runUntil(system.clock.now() + hour);
    expect(system.waits).toEqual([]);
    expect(system.logged).toEqual([]);
  };

  it('is sent when it can be drawn, to a channel and to a person', async () => {
    waitOften();
    await system.act((scope) => scope.publish(inChannel(1)));
    await system.act((scope) => scope.publish(toPerson(2, ana, 'answer')));
    await playOn();
    expect(system.slack.messages.map(({ text }) => text).sort()).toEqual(['note 1', 'note 2']);
    expect(await system.states()).toEqual(['sent', 'sent']);
  });

  it('is redrawn when it can be', async () => {
    await system.act((scope) => scope.publish(inChannel(1)));
    await system.runner.runDue();
    system.says.set(1, 'another');
    await system.act((scope) => scope.refresh(inChannel(1)));
    waitOften();
    await playOn();
    expect(system.slack.texts(channel)).toEqual(['another']);
  });

  it('is run when it can be, a job as well', async () => {
    await system.act((scope) => scope.runAt(prompt.ref({ n: 1 }), system.clock.now(), scope.viewer));
    waitOften();
    await playOn();
    expect(ran).toBe(1);
  });

  it('is shown when it can be, App Home as well', async () => {
    await system.act((scope) => scope.refreshHome(ana));
    waitOften();
    await playOn();
    expect(system.slack.homes.map(({ user }) => user)).toEqual([ana]);
  });
});
