/** What another working time changes at once: when the person's messages are looked at, their App Home, and what the features hear. */
import { day, hour } from '../../src/core/clock.ts';
import { rescheduleMessages, workingTimeChanged } from '../../src/store/outbox/reschedule-messages.ts';
import { engines } from '../support/databases.ts';
import { ana, ben, type Harness, inChannel, openCompany, team, toPerson } from '../support/later.ts';

describe.each(engines())('on $name, another working time', (engine) => {
  let system: Harness;
  beforeEach(async () => {
    system = await openCompany({ engine });
  });
  afterEach(() => system.close());

  it('has what waits for that person looked at now, but no answer, nothing sent and nothing of anybody else', async () => {
    const now = system.clock.now();
    const states = ['waiting', 'held', 'sent', 'waiting', 'waiting', 'waiting'] as const;
    await system.act(async (scope) => {
      for (const n of [0, 1, 2]) await scope.publish(toPerson(n));
      await scope.publish(toPerson(3, ana, 'answer'));
      await scope.publish(toPerson(4, ben));
      await scope.publish(inChannel(5));
    });
    const { system: db } = system.store;
    for (const [n, state] of states.entries())
      await db
        .updateTable('delivery')
        .set({ state, due_at: now + day })
        .where('params', '=', JSON.stringify({ n }))
        .execute();
    await system.store.write((tx) => rescheduleMessages(tx, team, ana, now + hour, 'E-1'));
    const rows = await db.selectFrom('delivery').select(['params', 'due_at']).orderBy('params').execute();
    expect(rows.map((row) => row.due_at === now + hour)).toEqual([true, true, false, false, false, false]);
    const homes = await db.selectFrom('home').select(['user_id', 'wanted']).orderBy('user_id').execute();
    expect(homes.map((home) => [home.user_id, home.wanted])).toEqual([
      [ana, 2],
      [ben, 1],
    ]);
    const [event] = await system.store.inbox.next(team, 10, 5);
    expect(event).toMatchObject({ eventId: 'E-1', type: workingTimeChanged, receivedAt: now + hour });
    expect(JSON.parse(event?.body ?? '')).toEqual({ type: 'user_working_time_changed', user: ana });
  });
});
