import { day, minute } from '../../src/core/clock.ts';
import { teamId } from '../../src/core/ids.ts';
import { createInbox, type IncomingEvent } from '../../src/jobs/inbox.ts';
import { engines } from '../support/databases.ts';
import { openHouse, team, type House } from '../support/later.ts';

describe.each(engines)('on $name, an event', (engine) => {
  let house: House;
  let handled: IncomingEvent[];
  let failing: Map<string, number>;

  beforeEach(async () => {
    handled = [];
    failing = new Map();
    house = await openHouse({
      engine,
      inbox: ({ store, clock }) =>
        createInbox({
          store,
          clock,
          ids: { next: () => 'reference' },
          log: {
            error: (_facts: unknown, words?: string) => void house.logged.push(words ?? ''),
            warn: () => undefined,
          },
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
    await house.close();
  });

  const arrive = (eventId: string, of = team) =>
    house.store.inbox.add({
      teamId: of,
      eventId,
      type: 'channel_archive',
      body: '{"channel":"C1"}',
      receivedAt: house.clock.now(),
    });
  const ids = () => handled.map((event) => event.eventId);
  const soon = (milliseconds: number) => house.runUntil(house.clock.now() + milliseconds);

  it('is handled once, in the order in which it came, however often Slack repeats it', async () => {
    await arrive('E2');
    house.clock.advance(1);
    await arrive('E1');
    await arrive('E2');
    await house.runner.runDue();
    await arrive('E2');
    await house.runner.runDue();
    expect(ids()).toEqual(['E2', 'E1']);
    expect(handled[0]?.body).toEqual({ channel: 'C1' });
  });

  it('that fails is tried again before the later ones of its workspace, and does not hold up another workspace', async () => {
    failing.set('E1', 2);
    await arrive('E1');
    house.clock.advance(1);
    await arrive('E2');
    await arrive('E3', teamId('T2'));
    await house.runner.runDue();
    expect(ids()).toEqual(['E3']);
    await soon(minute);
    expect(ids()).toEqual(['E3', 'E1', 'E2']);
  });

  it('that always fails is given up, kept and logged, and the later ones go on', async () => {
    failing.set('E1', 100);
    await arrive('E1');
    house.clock.advance(1);
    await arrive('E2');
    await soon(10 * minute);
    expect(ids()).toEqual(['E2']);
    expect(house.logged.at(-1)).toBe('an event was given up');
    const kept = await house.store.house
      .selectFrom('inbox')
      .select('body')
      .where('event_id', '=', 'E1')
      .execute();
    expect(kept).toEqual([{ body: '{"channel":"C1"}' }]);
    expect(await house.runner.nextDue()).toBeNull();
  });

  it('that was handled is forgotten after a day', async () => {
    await arrive('E1');
    await house.runner.runDue();
    house.clock.advance(day + minute);
    await house.runner.runDue();
    expect(await house.store.house.selectFrom('inbox').selectAll().execute()).toEqual([]);
  });
});
