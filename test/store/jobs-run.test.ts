import { day, hour, minute } from '../../src/core/clock.ts';
import { userId } from '../../src/core/ids.ts';
import { engines } from '../support/databases.ts';
import { ana, channel, inChannel, openCompany, team, testJob, type Harness } from '../support/later.ts';

describe.each(engines())('on $name, a job', (engine) => {
  let system: Harness;
  /** What ran: name and the number it was given, and when. */
  let ran: [string, number][];
  let failing: Set<number>;

  const prompt = testJob('test.prompt', 'prompt', async (scope, n) => {
    await scope.publish(inChannel(n));
    ran.push(['prompt', n]);
    if (failing.has(n)) throw new Error('a bug');
  });
  const transition = testJob('test.transition', 'transition', async (scope, n) => {
    await scope.publish(inChannel(n));
    ran.push(['transition', n]);
    if (failing.has(n)) throw new Error('a bug');
  });
  const weekly = testJob('test.weekly', 'prompt', async (scope, n, now) => {
    ran.push(['weekly', n]);
    await scope.runAt(weekly.ref({ n }), now + 7 * day, scope.viewer);
  });
  const counting = testJob('test.counting', 'transition', async (scope) => scope.refresh(inChannel(0)));
  /** How many messages were in Slack when each of these ran. */
  let posted: number[];
  const looking = testJob('test.looking', 'transition', async (scope, n) => {
    await scope.publish(inChannel(n));
    posted.push(system.slack.texts(channel).length);
  });
  const whose = testJob('test.whose', 'transition', async (scope) => {
    ran.push([scope.viewer.kind === 'person' ? scope.viewer.userId : scope.viewer.channelId, 0]);
  });

  beforeEach(async () => {
    ran = [];
    posted = [];
    failing = new Set();
    system = await openCompany({ engine, jobs: [prompt, transition, weekly, counting, looking, whose] });
  });
  afterEach(async () => {
    await system.close();
  });

  const schedule = (ref: ReturnType<typeof prompt.ref>, wait: number) =>
    system.act((scope) => scope.runAt(ref, system.clock.now() + wait, scope.viewer));
  const jobs = () =>
    system.store.system
      .selectFrom('job')
      .select(['name', 'state', 'attempts', 'note'])
      .orderBy('key')
      .execute();

  it('runs at its time, once, and is gone', async () => {
    await schedule(transition.ref({ n: 1 }), hour);
    expect(await system.runner.nextDue()).toBe(system.clock.now() + hour);
    await system.runner.runDue();
    expect(ran).toEqual([]);
    await system.runUntil(system.clock.now() + day);
    expect(ran).toEqual([['transition', 1]]);
    expect(await jobs()).toEqual([]);
  });

  it('in a long row of them lets messages leave before the last has run', async () => {
    for (let n = 1; n <= 15; n += 1) await schedule(looking.ref({ n }), hour);
    await system.runUntil(system.clock.now() + hour);
    // The first message of the channel leaves after the first; the next one a second later.
    expect(posted).toEqual([0, ...Array<number>(14).fill(1)]);
  });

  it('runs in the order of the times, whatever the order in which they were scheduled', async () => {
    await schedule(transition.ref({ n: 2 }), 2 * hour);
    await schedule(prompt.ref({ n: 1 }), hour);
    await schedule(transition.ref({ n: 3 }), 2 * hour + 1);
    system.clock.advance(2 * hour + 1);
    await system.runner.runDue();
    expect(ran.map(([, n]) => n)).toEqual([1, 2, 3]);
  });

  it('that is scheduled again is moved', async () => {
    await schedule(transition.ref({ n: 1 }), hour);
    await schedule(transition.ref({ n: 1 }), 3 * hour);
    await system.runUntil(system.clock.now() + 2 * hour);
    expect(ran).toEqual([]);
    await system.runUntil(system.clock.now() + 2 * hour);
    expect(ran).toHaveLength(1);
  });

  it('that was taken back does not run', async () => {
    await schedule(transition.ref({ n: 1 }), hour);
    await system.act((scope) => scope.cancel(transition.ref({ n: 1 })));
    await system.runUntil(system.clock.now() + day);
    expect(ran).toEqual([]);
  });

  it('may schedule itself again', async () => {
    await schedule(weekly.ref({ n: 1 }), day);
    await system.runUntil(system.clock.now() + 16 * day);
    expect(ran).toHaveLength(3);
    expect(await jobs()).toHaveLength(1);
  });

  it('has the access it was scheduled for', async () => {
    await system.act((scope) =>
      scope.runAt(whose.ref({ n: 1 }), system.clock.now(), { kind: 'person', userId: ana }),
    );
    await system.act((scope) => scope.runAt(whose.ref({ n: 2 }), system.clock.now(), scope.viewer));
    await system.runner.runDue();
    expect(ran.map(([access]) => access)).toEqual([ana, channel]);
  });

  it('that is a prompt runs when it is 1 h 59 late', async () => {
    await schedule(prompt.ref({ n: 1 }, ana), 0);
    system.clock.advance(119 * minute);
    await system.runner.runDue();
    expect(ran).toEqual([['prompt', 1]]);
    expect(system.slack.texts(channel)).toEqual(['note 1']);
  });

  it('that is a prompt is missed when it is 2 h 01 late, and its owner sees that', async () => {
    await schedule(prompt.ref({ n: 1 }, ana), 0);
    const due = system.clock.now();
    system.clock.advance(121 * minute);
    await system.runner.runDue();
    expect(ran).toEqual([]);
    expect(system.slack.texts(channel)).toEqual([]);
    expect(system.slack.homes.map((home) => home.user)).toEqual([ana]);
    const { missed } = await system.deliveryIssues.list(team, ana);
    expect(missed).toMatchObject([
      { key: 'test.prompt|n=1', name: 'test.prompt', params: { n: 1 }, state: 'missed', wasDueAt: due },
    ]);
    expect((await system.deliveryIssues.list(team, userId('U2'))).missed).toEqual([]);
  });

  it('that was missed leaves the owner’s sight when they have taken note, and not for anybody else', async () => {
    await schedule(prompt.ref({ n: 1 }, ana), 0);
    system.clock.advance(3 * hour);
    await system.runner.runDue();
    expect(await system.deliveryIssues.dismiss(team, userId('U2'), 'test.prompt|n=1')).toEqual({
      ok: false,
      code: 'not_yours',
    });
    expect(await system.deliveryIssues.dismiss(team, ana, 'test.prompt|n=1')).toEqual({
      ok: true,
      value: null,
    });
    expect((await system.deliveryIssues.list(team, ana)).missed).toEqual([]);
  });

  it('that is a transition runs as soon as the process is back, and old prompts do not burst', async () => {
    for (let n = 1; n <= 5; n += 1) await schedule(prompt.ref({ n }, ana), n * hour);
    await schedule(transition.ref({ n: 10 }), hour);
    await schedule(transition.ref({ n: 11 }), 2 * hour);
    system.clock.advance(day);
    const reborn = system.newRunner();
    await reborn.runDue();
    expect(ran).toEqual([
      ['transition', 10],
      ['transition', 11],
    ]);
    expect((await system.deliveryIssues.list(team, ana)).missed).toHaveLength(5);
  });

  it('that throws leaves nothing behind and runs again later', async () => {
    failing.add(1);
    await schedule(transition.ref({ n: 1 }), 0);
    await system.runner.runDue();
    expect(await system.states()).toEqual([]);
    failing.clear();
    await system.runUntil(system.clock.now() + minute);
    expect(ran).toHaveLength(2);
    expect(system.slack.texts(channel)).toEqual(['note 1']);
    expect(await jobs()).toEqual([]);
  });

  it('that throws five times is given up if it is a prompt, logged with a reference, and shown to its owner', async () => {
    failing.add(1);
    await schedule(prompt.ref({ n: 1 }, ana), 0);
    await system.runUntil(system.clock.now() + day);
    expect(ran).toHaveLength(5);
    expect(system.logged).toEqual(Array.from({ length: 5 }, () => 'a job failed'));
    expect(await jobs()).toMatchObject([
      { state: 'failed', note: expect.stringMatching(/^error id-/) as string },
    ]);
    expect((await system.deliveryIssues.list(team, ana)).missed).toMatchObject([{ state: 'failed' }]);
    expect(await system.runner.nextDue()).toBeNull();
  });

  it('that is a transition is tried until it runs: a phase that never ends would be a silent loss', async () => {
    failing.add(1);
    await schedule(transition.ref({ n: 1 }), 0);
    await system.runUntil(system.clock.now() + day);
    expect(ran.length).toBeGreaterThan(5);
    failing.clear();
    await system.runUntil(system.clock.now() + 2 * hour);
    expect(system.slack.texts(channel)).toEqual(['note 1']);
    expect(await jobs()).toEqual([]);
  });

  it('that throws does not hold up the others', async () => {
    failing.add(1);
    await schedule(transition.ref({ n: 1 }), 0);
    await schedule(transition.ref({ n: 2 }), 0);
    await system.runner.runDue();
    expect(ran.map(([, n]) => n)).toEqual([1, 2]);
  });

  it('of a feature that was taken out fails', async () => {
    await system.act((scope) =>
      scope.runAt({ job: 'gone.job', params: {} }, system.clock.now(), scope.viewer),
    );
    await system.runner.runDue();
    expect(await jobs()).toMatchObject([{ state: 'failed', note: 'no_such_job' }]);
  });

  it('with stored parameters that are no ids does not run', async () => {
    await schedule(transition.ref({ n: 1 }), 0);
    await system.store.system.updateTable('job').set({ params: '{"n":"some words"}' }).execute();
    await system.runUntil(system.clock.now() + day);
    expect(ran).toEqual([]);
    expect(await jobs()).toMatchObject([{ state: 'failed', note: 'no_params' }]);
  });

  it('does not run for a workspace that uninstalled Lore', async () => {
    await schedule(transition.ref({ n: 1 }), 0);
    await system.store.workspaces.removed(team, system.clock.now());
    await system.runUntil(system.clock.now() + day);
    expect(ran).toEqual([]);
  });

  it('takes effect once when two processes reach for it at once', async () => {
    await system.act((scope) => scope.publish(inChannel(0)));
    for (let n = 1; n <= 8; n += 1) await schedule(counting.ref({ n }), 0);
    const both = [system.newRunner(), system.newRunner()];
    await Promise.all(both.map((runner) => runner.runDue()));
    const { wanted } = await system.store.system
      .selectFrom('delivery')
      .select('wanted')
      .executeTakeFirstOrThrow();
    expect(wanted).toBe(1 + 8);
    expect(await jobs()).toEqual([]);
    expect(system.logged).toEqual([]);
  });

  it('that is moved while it is taken up does not run, and waits for its new time', async () => {
    await schedule(transition.ref({ n: 1 }), 0);
    const { store } = system;
    const move = async (...args: Parameters<typeof store.transact>) => {
      await schedule(transition.ref({ n: 1 }), day);
      return store.transact(...args);
    };
    await system.newRunner({ through: { ...store, transact: move } }).runDue();
    expect(ran).toEqual([]);
    await system.runUntil(system.clock.now() + 2 * day);
    expect(ran).toHaveLength(1);
  });
});
