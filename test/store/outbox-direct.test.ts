/** When an unasked direct message leaves, to the second, and what counts as one that somebody got. */
import { day, minute } from '../../src/core/clock.ts';
import { userId } from '../../src/core/ids.ts';
import { engines } from '../support/databases.ts';
import { ana, ben, type Harness, openCompany, team, toPerson } from '../support/later.ts';

const at = (text: string) => Date.parse(text);
const iso = (instant: number | null | undefined) => new Date(instant ?? 0).toISOString().slice(0, 16);

describe.each(engines())('on $name, an unasked direct message', (engine) => {
  let system: Harness;
  beforeEach(async () => {
    system = await openCompany({ engine });
  });
  afterEach(() => system.close());

  const publish = (...posts: ReturnType<typeof toPerson>[]) =>
    system.act(async (scope) => {
      for (const post of posts) await scope.publish(post);
    });
  const soon = (milliseconds: number) => system.runUntil(system.clock.now() + milliseconds);
  const texts = () => system.slack.messages.map(({ text }) => text);
  const asked = (method: string) => system.slack.calls.filter((call) => call === method).length;

  it('waits a second after an answer to the same person', async () => {
    await publish(toPerson(1, ana, 'answer'), toPerson(2));
    const start = system.clock.now();
    await soon(minute);
    expect(system.slack.messages.map((message) => [message.text, message.at - start])).toEqual([
      ['note 1', 0],
      ['note 2', 1000],
    ]);
  });

  it('to more people than Slack tells in a minute whether they are undisturbed waits for the next one', async () => {
    const many = Array.from({ length: 55 }, (_, index) => userId(`UMANY${index}`));
    await publish(...many.map((user, index) => toPerson(index, user)));
    await system.runner.runDue();
    expect(asked('quietUntil')).toBe(50);
    await soon(2 * minute);
    expect(asked('quietUntil')).toBe(55);
    expect(system.slack.messages).toHaveLength(55);
  });

  it('to anybody waits once Slack asks not to be asked who is undisturbed; nobody is said to be', async () => {
    system.slack.fail('quietUntil', { later: 90_000 });
    await publish(toPerson(1));
    const start = system.clock.now();
    await system.runner.runDue();
    expect(await system.runner.nextDue()).toBe(start + 90_000);
    system.clock.advance(10_000);
    await publish(toPerson(2, ben));
    await system.runner.runDue();
    expect(asked('quietUntil')).toBe(1);
    await soon(2 * minute);
    expect(system.slack.messages.map((message) => message.at - start)).toEqual([90_000, 90_000]);
    expect(system.journal.map(({ did }) => did)).toEqual(['sent', 'sent']);
  });

  it('is looked at again when they are at work, not as soon as they are undisturbed no more', async () => {
    system.slack.quiet.set(ana, at('2026-11-24T20:00:00Z'));
    await publish(toPerson(1));
    await system.runner.runDue();
    expect(iso(await system.runner.nextDue())).toBe('2026-11-25T08:00');
  });

  it('that is held back is looked at again when they are at work, not as soon as the day is over', async () => {
    await publish(toPerson(1));
    await soon(minute);
    await publish(toPerson(2));
    await system.runner.runDue();
    expect(iso(await system.runner.nextDue())).toBe('2026-11-25T08:00');
  });

  it('has App Home drawn when it is held back, and not again while it still is', async () => {
    await publish(toPerson(1));
    await soon(minute);
    await publish(toPerson(2));
    await soon(minute);
    const lookAgain = async () => {
      system.slack.homes.length = 0;
      const { system: db } = system.store;
      await db
        .updateTable('delivery')
        .set({ due_at: system.clock.now() })
        .where('state', '=', 'held')
        .execute();
      await system.runner.runDue();
      return system.slack.homes.map(({ user }) => user);
    };
    expect(await lookAgain()).toEqual([]);
    await publish(toPerson(3));
    expect(await lookAgain()).toEqual([ana]);
    expect(await system.states()).toEqual(['sent', 'held', 'held']);
  });

  it.each([
    ['claimed', 'held'],
    ['sending', 'held'],
    ['unknown', 'held'],
    ['failed', 'sent'],
  ] as const)('after one that is %s is %s', async (state, became) => {
    await publish(toPerson(1));
    const now = system.clock.now();
    await system.store.system
      .updateTable('delivery')
      .set({ state: 'waiting', due_at: now + minute })
      .execute();
    // Of its own turn, not of a process that died.
    await system.runner.runDue();
    await system.store.system
      .updateTable('delivery')
      .set({ state, claimed_at: now, due_at: now + minute })
      .execute();
    await publish(toPerson(2));
    await system.runner.runDue();
    expect(await system.states()).toEqual([state, became]);
  });

  it('takes along what has something to say; the rest is withdrawn', async () => {
    system.says.set(2, 'nothing');
    await publish(toPerson(1), toPerson(2), toPerson(3));
    await soon(minute);
    expect(texts()).toEqual(['note 1\n\nnote 3']);
    expect(await system.states()).toEqual(['sent', 'withdrawn', 'sent']);
  });

  it('takes along one that was held back, whenever that would come by itself', async () => {
    await publish(toPerson(1));
    await soon(minute);
    await publish(toPerson(2));
    await soon(minute);
    await system.store.system
      .updateTable('delivery')
      .set({ due_at: at('2026-11-26T08:00:00Z') })
      .where('state', '=', 'held')
      .execute();
    system.clock.set(at('2026-11-25T09:00:00Z'));
    await publish(toPerson(3));
    await soon(minute);
    expect(texts()).toEqual(['note 1', 'note 3\n\nnote 2']);
  });

  it('takes no answer along that waits for an earlier one', async () => {
    system.slack.hasHistory = true;
    system.slack.fail('post', 'happened');
    await publish(toPerson(1, ana, 'answer'));
    await system.runner.runDue();
    system.clock.advance(2000);
    await publish(toPerson(2, ana, 'answer'), toPerson(3));
    await soon(minute);
    expect(texts()).toEqual(['note 1', 'note 3', 'note 2']);
  });

  it('to somebody whom Lore does not know comes in usual hours, by the clock of no place', async () => {
    system.clock.set(at('2026-11-28T10:00:00Z'));
    await publish(toPerson(1, userId('UNOBODY')));
    await soon(4 * day);
    expect(system.slack.messages.map((message) => iso(message.at))).toEqual(['2026-11-30T09:00']);
  });

  it('to somebody in a zone that is none comes by the clock of no place, too', async () => {
    await system.store.system.updateTable('person').set({ tz: 'Nowhere/Else' }).execute();
    system.clock.set(at('2026-11-24T20:00:00Z'));
    await publish(toPerson(1));
    await soon(2 * day);
    expect(system.slack.messages.map((message) => iso(message.at))).toEqual(['2026-11-25T09:00']);
  });

  it('to a closed account is given up, and the journal says why', async () => {
    await publish(toPerson(1));
    await system.store.directory.personGone(team, ana, system.clock.now());
    await soon(minute);
    expect(system.journal).toMatchObject([{ of: 'message', did: 'withdrawn', why: 'deactivated' }]);
  });
});
