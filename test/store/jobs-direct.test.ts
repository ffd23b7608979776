import fc from 'fast-check';
import { z } from 'zod';
import { day, hour, minute } from '../../src/core/clock.ts';
import { button, defineAction } from '../../src/core/kit/action.ts';
import { actions, section } from '../../src/core/kit/blocks.ts';
import type { Urgency } from '../../src/core/post-ref.ts';
import type { Message } from '../../src/core/post.ts';
import { escape } from '../../src/core/text.ts';
import { localTime } from '../../src/core/time/zone.ts';
import { engines } from '../support/databases.ts';
import { ana, ben, type Harness, openCompany, recordTo, team, toPerson } from '../support/later.ts';
import { oftenOn } from '../support/often.ts';

const at = (text: string) => Date.parse(text);
const iso = (instant: number) => new Date(instant).toISOString();

describe.each(engines())('on $name, an unasked direct message', (engine) => {
  let system: Harness;
  beforeEach(async () => {
    system = await openCompany({ engine });
  });
  afterEach(async () => {
    await system.close();
  });
  const publish = (...posts: ReturnType<typeof toPerson>[]) =>
    system.act(async (scope) => {
      for (const post of posts) await scope.publish(post);
    });
  const soon = (milliseconds: number) => system.runUntil(system.clock.now() + milliseconds);
  const arrivals = () =>
    system.slack.messages.map((message) => `${iso(message.at).slice(0, 16)} ${message.text}`);

  it('arrives in the person’s working hours', async () => {
    system.clock.set(at('2026-11-27T18:00:00Z'));
    await publish(toPerson(1));
    await soon(4 * day);
    expect(arrivals()).toEqual(['2026-11-30T08:00 note 1']);
  });

  it('waits while they are away', async () => {
    await system.store.system
      .updateTable('person')
      .set({ away_until: at('2026-11-26T12:00:00Z') })
      .where('user_id', '=', ana)
      .execute();
    await publish(toPerson(1));
    await soon(4 * day);
    expect(arrivals()).toEqual(['2026-11-26T12:00 note 1']);
  });

  it('waits for the next working day after a holiday of their region', async () => {
    await system.store.settings.save(team, ana, {
      hours: { days: [1, 2, 3, 4, 5], start: 540, end: 1050, holidays: 'DE-BE' },
      backOn: null,
      locale: null,
    });
    system.clock.set(at('2026-12-25T10:00:00Z'));
    await publish(toPerson(1));
    await soon(4 * day);
    expect(arrivals()).toEqual(['2026-12-28T08:00 note 1']);
  });

  it('that waits is rescheduled when they change their hours', async () => {
    const office = { days: [1, 2, 3, 4, 5], start: 540, end: 1050, holidays: null };
    system.clock.set(at('2026-11-27T18:00:00Z'));
    await publish(toPerson(1), toPerson(2, ben));
    await soon(minute);
    const weekend = { ...office, days: [6], start: 600 };
    await system.store.settings.save(team, ana, { hours: weekend, backOn: null, locale: null });
    await soon(4 * day);
    expect(arrivals()).toEqual(['2026-11-28T09:00 note 1', '2026-11-30T08:00 note 2']);
  });

  it('that waits is rescheduled when a Slack status ends early, or their zone is another one', async () => {
    const facts = {
      userId: ana,
      memberType: 'member',
      isAdmin: false,
      tz: 'Europe/Berlin',
      locale: null,
    } as const;
    const save = (more: object) =>
      system.store.directory.savePerson(team, { ...facts, awayUntil: null, ...more }, system.clock.now());
    await save({ awayUntil: at('2026-12-24T12:00:00Z') });
    await publish(toPerson(1));
    await soon(2 * day);
    await save({});
    await soon(minute);
    expect(arrivals()).toEqual(['2026-11-26T10:00 note 1']);
    system.clock.set(at('2026-11-27T18:00:00Z'));
    await publish(toPerson(2));
    await soon(minute);
    await save({ tz: 'America/New_York' });
    await soon(minute);
    expect(arrivals().slice(1)).toEqual(['2026-11-27T18:01 note 2']);
  });

  it('that was held back is rescheduled too, and the limit still holds', async () => {
    await publish(toPerson(1));
    await soon(minute);
    await publish(toPerson(2));
    await soon(minute);
    const early = { days: [1, 2, 3, 4, 5], start: 420, end: 1050, holidays: null };
    await system.store.settings.save(team, ana, { hours: early, backOn: null, locale: null });
    await soon(2 * day);
    expect(arrivals()).toEqual(['2026-11-24T10:00 note 1', '2026-11-25T06:00 note 2']);
  });

  it('comes when they are back by their own word and by their status, whichever is later', async () => {
    const hours = { days: [1, 2, 3, 4, 5], start: 540, end: 1050, holidays: null };
    await system.store.system
      .updateTable('person')
      .set({ away_until: at('2026-11-26T12:00:00Z') })
      .where('user_id', '=', ana)
      .execute();
    await publish(toPerson(1));
    await system.store.settings.save(team, ana, { hours, backOn: '2026-12-01', locale: null });
    await soon(4 * day);
    expect(arrivals()).toEqual([]);
    await soon(4 * day);
    expect(arrivals()).toEqual(['2026-12-01T08:00 note 1']);
    await system.store.settings.save(team, ben, { hours, backOn: '2026-12-02', locale: null });
    await system.store.system
      .updateTable('person')
      .set({ away_until: at('2026-12-03T12:00:00Z') })
      .where('user_id', '=', ben)
      .execute();
    await publish(toPerson(2, ben));
    await soon(4 * day);
    expect(arrivals().slice(1)).toEqual(['2026-12-03T12:00 note 2']);
  });

  it('is in the language that they chose, not in Slack’s', async () => {
    const hours = { days: [1, 2, 3, 4, 5], start: 540, end: 1050, holidays: null };
    await system.store.settings.save(team, ana, { hours, backOn: null, locale: 'de' });
    system.says.set(1, 'their language');
    await publish(toPerson(1));
    await soon(minute);
    expect(system.slack.messages.map((message) => message.text)).toEqual(['in de']);
  });

  it('waits while they have Slack keep them undisturbed, and for their hours then; an answer does not wait', async () => {
    system.clock.set(at('2026-11-24T09:00:00Z'));
    system.slack.quiet.set(ana, at('2026-11-24T11:00:00Z'));
    await publish(toPerson(1), toPerson(2, ana, 'answer'), toPerson(3, ben));
    await soon(4 * day);
    expect(arrivals().toSorted()).toEqual([
      '2026-11-24T09:00 note 2',
      '2026-11-24T09:00 note 3',
      '2026-11-24T11:00 note 1',
    ]);
    system.slack.quiet.set(ana, at('2026-11-30T09:00:00Z'));
    await publish(toPerson(4));
    await soon(4 * day);
    expect(arrivals().at(-1)).toBe('2026-11-30T09:00 note 4');
    expect(system.journal.filter(({ why }) => why === 'do_not_disturb')).toHaveLength(2);
  });

  it('waits as long as Slack asks where it does not say whether they are to be disturbed', async () => {
    system.clock.set(at('2026-11-24T09:00:00Z'));
    system.slack.fail('quietUntil', { later: 90_000 });
    await publish(toPerson(1));
    await soon(day);
    expect(arrivals()).toEqual(['2026-11-24T09:01 note 1']);
  });

  it('is given up where the account was closed since: Slack is not asked', async () => {
    system.clock.set(at('2026-11-27T18:00:00Z'));
    await publish(toPerson(1), toPerson(2, ana, 'answer'));
    await system.store.directory.personGone(team, ana, system.clock.now());
    await soon(4 * day);
    expect(system.slack.messages).toEqual([]);
    expect(await system.states()).toEqual(['withdrawn', 'withdrawn']);
  });

  it('waits for ever for somebody who never works, without keeping the clock busy', async () => {
    await system.store.settings.save(team, ana, {
      hours: { days: [], start: 540, end: 1050, holidays: null },
      backOn: null,
      locale: null,
    });
    await publish(toPerson(1));
    await soon(7 * day);
    expect(system.slack.messages).toEqual([]);
  });

  it('is held back after another one of the day, and shown in the person’s App Home and in no other', async () => {
    await publish(toPerson(1));
    await soon(minute);
    system.slack.homes.length = 0;
    await publish(toPerson(2));
    await soon(minute);
    expect(await system.states()).toEqual(['sent', 'held']);
    expect((await system.deliveryIssues.list(team, ana)).held).toMatchObject([
      { name: 'test.note', channel: null },
    ]);
    expect((await system.deliveryIssues.list(team, ben)).held).toEqual([]);
    expect(system.slack.homes.map((home) => home.user)).toContain(ana);
  });

  it('held back arrives when the limit allows, at the start of the next working day', async () => {
    await publish(toPerson(1));
    await soon(minute);
    await publish(toPerson(2));
    await soon(2 * day);
    expect(arrivals()).toEqual(['2026-11-24T10:00 note 1', '2026-11-25T08:00 note 2']);
    expect((await system.deliveryIssues.list(team, ana)).held).toEqual([]);
  });

  it('of several due at once is the most urgent one, and the others ride along in the same message', async () => {
    await publish(toPerson(1, ana, 'rest'), toPerson(2, ana, 'due'), toPerson(3, ana, 'closing'));
    await soon(minute);
    expect(system.slack.messages.map((message) => message.text)).toEqual(['note 3\n\nnote 2\n\nnote 1']);
    expect(await system.states()).toEqual(['sent', 'sent', 'sent']);
  });

  it('that rode along is redrawn where it stands, and the others with it', async () => {
    await publish(toPerson(1), toPerson(2));
    await soon(minute);
    system.says.set(2, 'done');
    await system.act((scope) => scope.refresh(toPerson(2)));
    await soon(minute);
    expect(system.slack.messages.map((message) => message.text)).toEqual(['note 1\n\ndone']);
  });

  it('that rode along says that it is over where it stands, and one that stays as it was says no more than that', async () => {
    const kept = recordTo(3, { kind: 'person', user: ana, urgency: 'rest' });
    await publish(toPerson(1), toPerson(2), kept);
    await soon(minute);
    expect(system.slack.messages.map((message) => message.text)).toEqual(['note 1\n\nnote 2\n\nnote 3']);
    system.says.set(1, 'nothing').set(3, 'nothing');
    await system.act((scope) => scope.refresh(toPerson(1)));
    await soon(minute);
    expect(system.slack.messages.map((message) => message.text)).toEqual([
      'note 1 is over\n\nnote 2\n\nThis is no longer shown here.',
    ]);
  });

  it('that rode along keeps its place by urgency when the message is redrawn', async () => {
    await publish(toPerson(1, ana, 'rest'), toPerson(2, ana, 'due'), toPerson(3, ana, 'closing'));
    await soon(minute);
    system.says.set(1, 'done');
    await system.act((scope) => scope.refresh(toPerson(1)));
    await soon(minute);
    expect(system.slack.messages.map((message) => message.text)).toEqual(['note 3\n\nnote 2\n\ndone']);
  });

  it('has one primary button at most, however many ride along, and loses no button', async () => {
    const go = defineAction('test.go', z.number());
    const withButtons = (n: number): Message => ({
      text: escape(`note ${n}`),
      blocks: [
        section(escape(`note ${n}`), button(go, 'Look', n)),
        actions([button(go, 'Go', n, { style: 'primary' }), button(go, 'Drop', n, { style: 'danger' })]),
      ],
    });
    for (const n of [1, 2, 3]) system.says.set(n, withButtons(n));
    await publish(toPerson(1), toPerson(2), toPerson(3));
    await soon(minute);
    const buttons = JSON.stringify(system.slack.messages[0]?.blocks);
    const count = (text: string) => buttons.split(text).length - 1;
    expect([count('"Go"'), count('"Look"'), count('"Drop"')]).toEqual([3, 3, 3]);
    expect([count('"primary"'), count('"danger"')]).toEqual([1, 3]);
  });

  it('that does not fit into the message stays held, and comes another day', async () => {
    system.says.set(1, 'a'.repeat(2900));
    for (const n of [2, 3, 4, 5]) system.says.set(n, `${n}`.repeat(2900));
    await publish(...[1, 2, 3, 4, 5].map((n) => toPerson(n)));
    await soon(minute);
    expect(await system.states()).toEqual(['sent', 'sent', 'sent', 'sent', 'held']);
    await soon(day);
    expect(system.slack.messages).toHaveLength(2);
  });

  it('that nobody knows the end of is asked about once, with all that rode along', async () => {
    system.slack.fail('post', 'happened');
    await publish(toPerson(1), toPerson(2));
    await soon(10 * minute);
    const { unknown } = await system.deliveryIssues.list(team, ana);
    expect(unknown).toHaveLength(1);
    await system.deliveryIssues.isThere(team, ana, unknown[0]?.id ?? '');
    expect(await system.states()).toEqual(['sent', 'sent']);
    await publish(toPerson(3));
    await soon(hour);
    // It counts: it may well have arrived.
    expect(await system.states()).toEqual(['sent', 'sent', 'held']);
  });

  it('never comes in the way of an answer to the person’s own click', async () => {
    system.clock.set(at('2026-11-28T23:00:00Z'));
    await publish(toPerson(1, ana, 'answer'), toPerson(2, ana, 'answer'), toPerson(3, ana));
    await soon(minute);
    expect(system.slack.messages.map((message) => message.text)).toEqual(['note 1', 'note 2']);
  });

  it('is not held back by answers to the person’s own clicks, however many', async () => {
    await publish(...[1, 2, 3, 4].map((n) => toPerson(n, ana, 'answer')));
    await soon(minute);
    await publish(toPerson(5));
    await soon(minute);
    expect(system.slack.messages.map((message) => message.text)).toEqual(
      [1, 2, 3, 4, 5].map((n) => `note ${n}`),
    );
  });

  it('is tried again when the conversation cannot be opened yet, and fails when Slack refuses', async () => {
    system.slack.fail('direct', 'lost', { later: 5000 });
    await publish(toPerson(1));
    await soon(minute);
    expect(system.slack.messages.map((message) => message.text)).toEqual(['note 1']);
    system.slack.fail('direct', { refused: 'user_disabled' });
    await publish(toPerson(2, ben));
    await soon(minute);
    expect((await system.deliveryIssues.list(team, ben)).failed).toMatchObject([{ note: 'user_disabled' }]);
  });

  it('comes at most once a day and three times in seven days, always in working hours, and none is lost', async () => {
    const urgencies: Urgency[] = ['closing', 'accept', 'due', 'presenting', 'rest'];
    let n = 1000;
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.record({
            wait: fc.integer({ min: 0, max: 30 * hour }),
            urgency: fc.constantFrom(...urgencies),
            isLost: fc.boolean(),
          }),
          { minLength: 1, maxLength: 8 },
        ),
        async (wishes) => {
          system.slack.messages.length = 0;
          system.slack.hasHistory = true;
          const first = n;
          for (const { wait, urgency, isLost } of wishes) {
            await soon(wait);
            if (isLost) system.slack.fail('post', 'lost');
            await publish(toPerson((n += 1), ana, urgency));
          }
          await soon(21 * day);
          const { messages } = system.slack;
          const dates = messages.map((message) => localTime(message.at, 'Europe/Berlin'));
          expect(new Set(dates.map((date) => date.date)).size).toBe(dates.length);
          for (const date of dates) {
            expect(date.weekday).toBeLessThanOrEqual(5);
            expect(date.minutes).toBeGreaterThanOrEqual(540);
            expect(date.minutes).toBeLessThan(1050);
          }
          for (const { at: sentAt } of messages)
            expect(
              messages.filter((message) => message.at > sentAt - 7 * day && message.at <= sentAt).length,
            ).toBeLessThanOrEqual(3);
          const said = messages.flatMap((message) => message.text.split('\n\n')).sort();
          expect(said).toEqual(Array.from({ length: n - first }, (_, index) => `note ${first + 1 + index}`));
        },
      ),
      oftenOn(engine, 5, 1),
    );
  });
});
