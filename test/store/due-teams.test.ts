/** Where something is due is where a turn finds something to do: otherwise one would look there again and again in vain, or not at all. */
import fc from 'fast-check';
import { hour } from '../../src/core/clock.ts';
import { teamId } from '../../src/core/ids.ts';
import { createInbox } from '../../src/jobs/inbox.ts';
import { mostRuns } from '../../src/jobs/retry.ts';
import { engines } from '../support/databases.ts';
import { installed } from '../support/installed.ts';
import { ana, channel, type Harness, openCompany, other, team } from '../support/later.ts';

const when = fc.constantFrom(-1000, 1000);

const inboxOf = ({ store, clock }: Pick<Harness, 'store' | 'clock'>) =>
  createInbox({
    store,
    clock,
    ids: { next: () => 'e' },
    log: { error: () => undefined, warn: () => undefined },
    handle: async () => undefined,
    orderingKeysOf: ({ type }) => [type],
    isOutage: () => false,
    waitOf: () => null,
  });

/** A post with what may become of it, and its picture. Those that a process has claimed are due wherever it is. */
const post = fc.record({
  kind: fc.constantFrom('channel', 'thread', 'person'),
  state: fc.constantFrom('waiting', 'waiting', 'held', 'unknown', 'sent', 'failed', 'withdrawn'),
  due: when,
  note: fc.constantFrom(null, 'surfaced'),
  urgency: fc.constantFrom('answer', 'rest'),
  practice: fc.constantFrom('test', 'test', 'off'),
  place: fc.constantFrom(channel, other),
  under: fc.nat(2),
  ts: fc.constantFrom(null, '1.1'),
  wanted: fc.constantFrom(1, 2),
  picture: fc.option(
    fc.record({ state: fc.constantFrom('wanted', 'uploading', 'uploaded', 'shown', 'failed'), due: when }),
  ),
});

const workspaces = fc.record({
  posts: fc.array(post, { maxLength: 4 }),
  isArchived: fc.boolean(),
  removed: fc.constantFrom(false, false, false, true),
  home: fc.constantFrom(null, null, null, -1000, 1000),
  job: fc.option(
    fc.record({
      due: when,
      state: fc.constantFrom('waiting', 'missed'),
      practice: fc.constantFrom('test', 'off'),
    }),
    { freq: 2 },
  ),
  event: fc.option(
    fc.record({
      due: fc.option(when),
      done: fc.constantFrom(null, 1),
      attempts: fc.constantFrom(0, 4, mostRuns),
    }),
    { freq: 2 },
  ),
  left: fc.option(fc.record({ due: when, kind: fc.constantFrom('message', 'files', 'again') }), { freq: 2 }),
});

const nothing = {
  ...{ posts: [], isArchived: false, removed: false, home: null },
  ...{ job: null, event: null, left: null },
};

describe.each(engines())('on $name, where something is due', (engine) => {
  let system: Harness;
  beforeAll(async () => {
    system = await openCompany({ engine, inbox: inboxOf });
    // What is done each hour and each day is done.
    await system.runner.runWorkspace(team, () => true);
    await system.store.system.insertInto('practice_off').values({ team_id: team, practice: 'off' }).execute();
  });
  afterAll(() => system.close());

  const make = async ({
    posts,
    isArchived,
    removed,
    home,
    job,
    event,
    left,
  }: typeof workspaces extends fc.Arbitrary<infer One> ? One : never) => {
    const now = system.clock.now();
    await system.store.write(async (db) => {
      await db.deleteFrom('picture').execute();
      await db.deleteFrom('delivery').execute();
      await db.deleteFrom('job').execute();
      await db.deleteFrom('inbox').execute();
      await db.deleteFrom('left_behind').execute();
      if (job !== null)
        await db
          .insertInto('job')
          .values({
            team_id: team,
            key: 'job',
            name: `${job.practice}.job`,
            params: '{"n":1}',
            viewer_kind: 'channel',
            viewer_id: channel,
            run_at: now + job.due,
            state: job.state,
            attempts: 0,
          })
          .execute();
      if (event !== null)
        await db
          .insertInto('inbox')
          .values({
            team_id: team,
            event_id: 'E1',
            type: 'x',
            body: '{}',
            received_at: now - 5000,
            done_at: event.done,
            attempts: event.attempts,
            due_at: event.due === null ? null : now + event.due,
          })
          .execute();
      if (left !== null)
        await db
          .insertInto('left_behind')
          .values({
            team_id: team,
            kind: left.kind,
            place: 'C1',
            ts: '1.1',
            locale: '',
            due_at: now + left.due,
            attempts: 0,
            since: now,
          })
          .execute();
      await db
        .updateTable('workspace')
        .set({ removed_at: removed ? now : null })
        .execute();
      await db
        .updateTable('channel')
        .set({ is_archived: isArchived ? 1 : 0 })
        .where('channel_id', '=', other)
        .execute();
      await db
        .updateTable('home')
        .set({ wanted: home === null ? 1 : 2, due_at: now + (home ?? 0) })
        .execute();
      for (const [nth, one] of posts.entries()) {
        const isForOne = one.kind === 'person';
        await db
          .insertInto('delivery')
          .values({
            team_id: team,
            id: `id ${nth}`,
            key: `key ${nth}`,
            post: `${one.practice}.note`,
            params: '{"n":1}',
            kind: one.kind,
            channel_id: isForOne ? null : one.place,
            user_id: isForOne ? ana : null,
            urgency: isForOne ? one.urgency : null,
            under: one.kind === 'thread' ? `key ${one.under}` : null,
            state: one.state,
            ts: one.ts,
            wanted: one.wanted,
            shown: 1,
            attempts: 0,
            due_at: now + one.due,
            note: one.note,
            created_at: now - 5000 + nth,
          })
          .execute();
        if (one.picture !== null)
          await db
            .insertInto('picture')
            .values({
              team_id: team,
              delivery_id: `id ${nth}`,
              drawing: 'd',
              state: one.picture.state,
              attempts: 0,
              due_at: now + one.picture.due,
            })
            .execute();
      }
    });
  };

  it('is where a turn would find something to do, and nowhere else', async () => {
    const counts = { due: 0, idle: 0 };
    for (const workspace of fc.sample(workspaces, { numRuns: 300, seed: 16 })) {
      await make(workspace);
      const next = await system.runner.nextDue();
      const isDue = next !== null && next <= system.clock.now();
      counts[isDue ? 'due' : 'idle'] += 1;
      expect([workspace, await system.runner.dueTeams(10)]).toEqual([workspace, isDue ? [team] : []]);
    }
    expect(Math.min(counts.due, counts.idle)).toBeGreaterThan(50);
  });

  it('is not where events wait behind one that waits, until that one is due', async () => {
    await make({ ...nothing, event: { due: 1000, done: null, attempts: 4 } });
    const now = system.clock.now();
    const behind = { team_id: team, type: 'x', body: '{}', attempts: 0, done_at: null, due_at: null };
    await system.store.system
      .insertInto('inbox')
      .values([
        { ...behind, event_id: 'E2', received_at: now - 4000 },
        { ...behind, event_id: 'E3', received_at: now - 3000, type: 'y' },
      ])
      .execute();
    await system.runner.runWorkspace(team, () => true);
    expect(await system.runner.dueTeams(10)).toEqual([]);
    expect(await system.runner.nextDue()).toBe(now + 1000);
    const open = async () =>
      (
        await system.store.system
          .selectFrom('inbox')
          .select('event_id')
          .where('done_at', 'is', null)
          .execute()
      ).length;
    expect(await open()).toBe(2);
    system.clock.advance(1000);
    expect(await system.runner.dueTeams(10)).toEqual([team]);
    await system.runner.runWorkspace(team, () => true);
    expect(await open()).toBe(0);
  });

  it('is nowhere once all is done, however many workspaces there are, and also where Lore was uninstalled', async () => {
    await make(nothing);
    for (let nth = 0; nth < 100; nth += 1) await system.store.workspaces.save(installed(teamId(`TI${nth}`)));
    await system.store.system
      .updateTable('workspace')
      .set({ removed_at: system.clock.now() })
      .where('team_id', 'in', [teamId('TI7'), teamId('TI8')])
      .execute();
    for (const hours of [0, 1, 25]) {
      system.clock.advance(hours * hour);
      expect((await system.runner.dueTeams(1000)).length).toBeGreaterThan(98);
      await system.runner.runDue();
      expect(await system.runner.dueTeams(1000)).toEqual([]);
      expect(await system.runner.nextDue()).toBeNull();
    }
  });
});
