import { day, hour, minute } from '../../src/core/clock.ts';
import { teamId } from '../../src/core/ids.ts';
import { createInbox, type IncomingEvent } from '../../src/jobs/inbox.ts';
import { orderingKeysOf } from '../../src/slack/requests/events.ts';
import { engines } from '../support/databases.ts';
import { installed } from '../support/installed.ts';
import { type Harness, openCompany, team } from '../support/later.ts';

describe.each(engines())('on $name, an event', (engine) => {
  let system: Harness;
  let handled: IncomingEvent[];
  let failing: Map<string, number>;
  /** Whether what fails is that Slack does not answer. */
  let isSilent: boolean;
  let wait: number | null;

  beforeEach(async () => {
    handled = [];
    failing = new Map();
    isSilent = false;
    wait = null;
    system = await openCompany({
      engine,
      inbox: ({ store, clock }) =>
        createInbox({
          store,
          clock,
          ids: { next: () => 'reference' },
          log: {
            error: (_facts: unknown, words?: string) => void system.logged.push(words ?? ''),
            warn: (_facts: unknown, words?: string) => void system.logged.push(words ?? ''),
          },
          orderingKeysOf,
          isOutage: () => isSilent,
          waitOf: () => wait,
          handle: async (event) => {
            const left = failing.get(event.eventId) ?? 0;
            failing.set(event.eventId, left - 1);
            if (left > 0) throw new Error('not now');
            handled.push(event);
          },
        }),
    });
  });
  afterEach(async () => {
    await system.close();
  });

  const arrive = (eventId: string, of = team, channel = 'C1') =>
    system.store.inbox.add({
      teamId: of,
      eventId,
      type: 'channel_archive',
      body: JSON.stringify({ channel }),
      receivedAt: system.clock.now(),
    });
  const ids = () => handled.map((event) => event.eventId);
  const soon = (milliseconds: number) => system.runUntil(system.clock.now() + milliseconds);

  it('is handled once, in the order in which it came, however often Slack repeats it', async () => {
    await arrive('E2');
    system.clock.advance(1);
    await arrive('E1');
    await arrive('E2');
    await system.runner.runDue();
    await arrive('E2');
    await system.runner.runDue();
    expect(ids()).toEqual(['E2', 'E1']);
    expect(handled[0]?.body).toEqual({ channel: 'C1' });
  });

  it('that fails is tried again before the later ones of its channel, and holds up no other channel and no other workspace', async () => {
    failing.set('E1', 2);
    await arrive('E1');
    system.clock.advance(1);
    await arrive('E2');
    await system.store.workspaces.save(installed(teamId('T2')));
    await arrive('E3', teamId('T2'));
    await arrive('E4', team, 'C2');
    await system.runner.runDue();
    expect(ids().toSorted()).toEqual(['E3', 'E4']);
    await soon(minute);
    expect(ids().slice(2)).toEqual(['E1', 'E2']);
  });

  it('of one workspace is not hidden by the many that wait in another', async () => {
    isSilent = true;
    failing.set('E000', 1_000);
    const many = Array.from({ length: 600 }, (_each, n) => ({
      team_id: team,
      event_id: `E${String(n).padStart(3, '0')}`,
      type: 'channel_archive',
      body: JSON.stringify({ channel: 'C1' }),
      received_at: system.clock.now(),
      done_at: null,
      attempts: 0,
    }));
    await system.store.write(async (db) => {
      await db.insertInto('inbox').values(many).execute();
    });
    system.clock.advance(1);
    await system.store.workspaces.save(installed(teamId('T2')));
    await arrive('EOTHER', teamId('T2'));
    await system.runner.runDue();
    expect(ids()).toEqual(['EOTHER']);
  });

  it('of two channels waits for both of them', async () => {
    failing.set('E1', 1);
    await arrive('E1');
    system.clock.advance(1);
    const body = JSON.stringify({ old_channel_id: 'C1', new_channel_id: 'C2' });
    const moved = { teamId: team, eventId: 'E2', type: 'channel_id_changed', body };
    await system.store.inbox.add({ ...moved, receivedAt: system.clock.now() });
    system.clock.advance(1);
    await arrive('E3', team, 'C2');
    await system.runner.runDue();
    expect(ids()).toEqual([]);
    await soon(minute);
    expect(ids()).toEqual(['E1', 'E2', 'E3']);
  });

  it('that Slack does not let us verify is tried ever more rarely, told to the operator after an hour, and worked when Slack is back', async () => {
    isSilent = true;
    failing.set('E1', 1000);
    await arrive('E1');
    system.clock.advance(1);
    await arrive('E2');
    await arrive('E3', team, 'C2');
    await soon(59 * minute);
    expect(ids()).toEqual(['E3']);
    // 0, 1, 5, 21, 85 s, 5:41, and from then on every quarter of an hour.
    expect(failing.get('E1')).toBe(1000 - 9);
    expect(new Set(system.logged)).toEqual(new Set(['Slack is not answering, so an event is waiting']));
    await soon(15 * minute);
    expect(system.logged.at(-1)).toBe('an event has been waiting for Slack for over an hour');
    failing.set('E1', 0);
    await soon(15 * minute);
    expect(ids()).toEqual(['E3', 'E1', 'E2']);
  });

  it('that Slack asks to come back to later is tried then, not before, and nobody need hear of it', async () => {
    isSilent = true;
    wait = 40_000;
    failing.set('E1', 2);
    await arrive('E1');
    await soon(39_000);
    expect([failing.get('E1'), ...ids()]).toEqual([1]);
    await soon(40_000);
    expect([failing.get('E1'), ...ids()]).toEqual([0]);
    await soon(2_000);
    expect(ids()).toEqual(['E1']);
    expect(system.logged).toEqual([]);
  });

  it('that Slack does not let us verify for a day is given up, and the later ones go on', async () => {
    isSilent = true;
    failing.set('E1', 1000);
    await arrive('E1');
    system.clock.advance(1);
    await arrive('E2');
    await soon(day + hour);
    expect(ids()).toEqual(['E2']);
    expect(system.logged.at(-1)).toBe('gave up on an event');
    expect(await system.runner.nextDue()).toBeNull();
  });

  it('that always fails is given up, kept and logged, and the later ones go on', async () => {
    failing.set('E1', 100);
    await arrive('E1');
    system.clock.advance(1);
    await arrive('E2');
    await soon(10 * minute);
    expect(ids()).toEqual(['E2']);
    expect(system.logged.at(-1)).toBe('gave up on an event');
    const kept = await system.store.system
      .selectFrom('inbox')
      .select('body')
      .where('event_id', '=', 'E1')
      .execute();
    expect(kept).toEqual([{ body: '{"channel":"C1"}' }]);
    expect(await system.runner.nextDue()).toBeNull();
  });

  it('that was handled is forgotten after a day', async () => {
    await arrive('E1');
    await system.runner.runDue();
    system.clock.advance(day + minute);
    await system.runner.runDue();
    expect(await system.store.system.selectFrom('inbox').selectAll().execute()).toEqual([]);
  });
});
