/** One workspace is worked on by one process at a time: what a turn does, what it leaves, and what it keeps from the next. */
import { chunks } from '../../src/core/chunks.ts';
import { minute } from '../../src/core/clock.ts';
import { channelId, type TeamId, teamId } from '../../src/core/ids.ts';
import { rates } from '../../src/jobs/pace.ts';
import { engines } from '../support/databases.ts';
import { installed } from '../support/installed.ts';
import {
  ana,
  channel,
  type Harness,
  inChannel,
  openCompany,
  other,
  team,
  testJob,
  toPerson,
} from '../support/later.ts';

const small = teamId('T2');
const yes = () => true;
const many = 5000;

/** A clock with which a turn ends after a few steps. */
const short = () => {
  let ms = 0;
  return () => (ms += 100);
};

describe.each(engines())('on $name, a turn in a workspace', (engine) => {
  let system: Harness;
  beforeEach(async () => {
    system = await openCompany({ engine });
  });
  afterEach(() => system.close());

  const publish = (...posts: ReturnType<typeof inChannel>[]) =>
    system.act(async (scope) => {
      for (const post of posts) await scope.publish(post);
    });
  /** A channel in which Lore is, in a workspace. */
  const open = async (of: TeamId, id: string) => {
    const facts = { kind: 'public', isShared: false, isArchived: false, hasLore: true, name: 'x' } as const;
    await system.store.directory.saveChannel(of, { channelId: channelId(id), ...facts }, system.clock.now());
  };
  const publishIn = (of: TeamId, n: number, id = `C${n}`) =>
    system.store.transact(of, { kind: 'channel', channelId: channelId(id) }, (scope) =>
      scope.publish(inChannel(n, channelId(id))),
    );

  it('does what is due there and nothing elsewhere, and says when the next thing is due', async () => {
    await system.store.workspaces.save(installed(small));
    await open(small, 'C7');
    await publishIn(small, 7);
    await publish(inChannel(1));
    expect([...(await system.runner.dueTeams(10))].toSorted()).toEqual([team, small]);
    await system.runner.runWorkspace(team, yes);
    expect(system.slack.messages.map(({ text }) => text)).toEqual(['note 1']);
    await system.store.system
      .updateTable('home')
      .set({ wanted: 2, due_at: system.clock.now() + 5000 })
      .execute();
    expect(await system.runner.runWorkspace(team, yes)).toBe(system.clock.now() + 5000);
    expect(await system.runner.dueTeams(10)).toEqual([small]);
    await system.runner.runWorkspace(small, yes);
    expect(await system.runner.dueTeams(10)).toEqual([]);
  });

  it('takes up at once what a process left that died in it', async () => {
    system.slack.hasHistory = true;
    await publish(inChannel(1), inChannel(2, other));
    const dead = system.newRunner({ dieAt: 'before the call' });
    await expect(dead.runWorkspace(team, yes)).rejects.toThrow();
    expect(await system.states()).toContain('sending');
    expect(await system.runner.dueTeams(10)).toEqual([team]);
    await system.runUntil(system.clock.now() + 2 * minute);
    expect(system.slack.messages.map(({ text }) => text).toSorted()).toEqual(['note 1', 'note 2']);
  });

  it('takes nothing up of its own last turn, which ended well', async () => {
    await publish(inChannel(1));
    await system.runner.runWorkspace(team, yes);
    const claimed = { state: 'claimed', claimed_at: system.clock.now() } as const;
    await system.store.system.updateTable('delivery').set(claimed).execute();
    await system.runner.runWorkspace(team, yes);
    expect(await system.states()).toEqual(['claimed']);
    await system.newRunner().runWorkspace(team, yes);
    expect(await system.states()).toEqual(['sent']);
    // The first does not believe its memory any more, since another was there.
    await system.store.system.updateTable('delivery').set(claimed).execute();
    await system.runner.runWorkspace(team, yes);
    expect(await system.states()).toEqual(['sent']);
  });

  it('sends nothing from the moment on at which another process may be at work there', async () => {
    await publish(inChannel(1), inChannel(2, other), toPerson(3));
    let isHeld = true;
    const late = system.newRunner({
      at: async (name) => {
        if (name === 'before the call') isHeld = false;
      },
    });
    await late.runWorkspace(team, () => isHeld);
    expect(system.slack.messages).toEqual([]);
    expect(system.slack.calls).not.toContain('post');
    await system.runUntil(system.clock.now() + minute);
    expect(system.slack.messages.map(({ text }) => text).toSorted()).toEqual(['note 1', 'note 2', 'note 3']);
    expect((await system.deliveryIssues.list(team, ana)).unknown).toEqual([]);
  });

  it('keeps to the pace of who was there before, whoever that was, and how it ended', async () => {
    const all = rates.workspacePost.calls + 20;
    for (let n = 0; n < all; n += 1) {
      await open(team, `CX${n}`);
      await publishIn(team, n, `CX${n}`);
    }
    const until = async (done: () => boolean) => {
      for (let turns = 0; !done() && turns < 500; turns += 1)
        await system.newRunner({ elapsed: short() }).runWorkspace(team, yes);
    };
    const count = () => system.slack.messages.length;
    await until(() => count() >= 50);
    let calls = 0;
    const dies = system.newRunner({
      at: async (name) => {
        if (name !== 'after the call') return;
        calls += 1;
        if (calls === 20) throw new Error('killed');
      },
    });
    await expect(dies.runWorkspace(team, yes)).rejects.toThrow('killed');
    await until(() => count() >= rates.workspacePost.calls);
    await system.newRunner().runWorkspace(team, yes);
    expect(count()).toBe(rates.workspacePost.calls);
    // What may not leave yet is not due any more, so that nobody looks for it in vain.
    expect(await system.runner.dueTeams(10)).toEqual([]);
    system.clock.advance(minute);
    await until(() => count() >= all);
    expect(count()).toBe(all);
  });

  it('keeps away from Slack, in whatever process, as long as Slack asked for', async () => {
    await system.store.system.updateTable('home').set({ wanted: 2 }).execute();
    system.slack.fail('home', { later: 30_000 });
    await system.newRunner().runWorkspace(team, yes);
    const asked = system.slack.calls.filter((method) => method === 'home').length;
    await system.store.system.updateTable('home').set({ wanted: 3, due_at: system.clock.now() }).execute();
    await system.newRunner().runWorkspace(team, yes);
    expect(system.slack.calls.filter((method) => method === 'home')).toHaveLength(asked);
    system.clock.advance(30_000);
    await system.newRunner().runWorkspace(team, yes);
    expect(system.slack.calls.filter((method) => method === 'home').length).toBeGreaterThan(asked);
  });

  it('ends when others may wait, and goes on with the next', async () => {
    for (let n = 0; n < 40; n += 1) {
      await open(team, `CX${n}`);
      await publishIn(team, n, `CX${n}`);
    }
    const runner = system.newRunner({ elapsed: short() });
    expect(await runner.runWorkspace(team, yes)).toBe('more');
    const first = system.slack.messages.length;
    expect(first).toBeGreaterThan(0);
    expect(first).toBeLessThan(40);
    let turns = 1;
    while ((await runner.runWorkspace(team, yes)) === 'more') turns += 1;
    expect(turns).toBeGreaterThan(2);
    expect(system.slack.messages).toHaveLength(40);
    expect(system.slack.texts(channel)).toEqual([]);
  });
});

describe.each(engines())('on $name, workspaces in which 5,000 things are due', (engine) => {
  it('do not keep one of three waiting, although they are more than are worked on at once', async () => {
    const big = Array.from({ length: 5 }, (_each, nth) => teamId(`TB${nth}`));
    const last = teamId('TSMALL');
    const ran: number[] = [];
    const done = Promise.withResolvers<null>();
    const job = testJob('test.job', 'transition', async (_scope, n) => {
      ran.push(n);
      if (ran.filter((one) => one >= many).length === 3) done.resolve(null);
    });
    const system = await openCompany({ engine, jobs: [job] });
    for (const one of [...big, last]) await system.store.workspaces.save(installed(one));
    const due = (of: TeamId, n: number) => ({
      team_id: of,
      key: `job ${n}`,
      name: 'test.job',
      params: JSON.stringify({ n }),
      viewer_kind: 'channel' as const,
      viewer_id: channel,
      // The big ones have waited longer.
      run_at: system.clock.now() - (of === last ? 1000 : 2000),
      state: 'waiting' as const,
      attempts: 0,
    });
    const all = [
      ...Array.from({ length: many }, (_each, n) => due(big[n % big.length] ?? last, n)),
      ...[0, 1, 2].map((n) => due(last, many + n)),
    ];
    await system.store.write(async (db) => {
      for (const some of chunks(all)) await db.insertInto('job').values(some).execute();
    });
    const runner = system.newRunner({ elapsed: short() });
    await runner.start();
    await done.promise;
    const before = ran.length;
    await runner.stop();
    // A short turn of each or two; a long one of one alone would be more.
    expect(before).toBeLessThan(200);
    expect(before).toBeGreaterThan(3);
    await system.close();
  });
});
