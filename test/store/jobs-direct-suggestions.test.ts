/** What goes first at the limit on direct messages, and suggestions that waited for a week, over weeks in which more is to be said than fits. */
import fc from 'fast-check';
import { day, hour, type Instant, minute } from '../../src/core/clock.ts';
import type { Urgency } from '../../src/core/post-ref.ts';
import { addDates } from '../../src/core/time/date.ts';
import { addWorkingDays } from '../../src/core/time/working.ts';
import { localTime, startOfDay } from '../../src/core/time/zone.ts';
import { engines } from '../support/databases.ts';
import { ana, type Harness, openCompany, team, toPerson } from '../support/later.ts';
import { oftenOn } from '../support/often.ts';

const urgencies: readonly Urgency[] = [
  'accept',
  'closing',
  'due',
  'presenting',
  'check',
  'rest',
  'suggestion',
];
const berlin = 'Europe/Berlin';
const office = { days: [1, 2, 3, 4, 5], start: 540, end: 1050, holidays: null };
/** Of what this long says, four fit into one message. */
const long = 'x'.repeat(2900);

describe.each(engines())('on $name, at the limit on direct messages', (engine) => {
  let system: Harness;
  let n = 0;
  beforeEach(async () => {
    system = await openCompany({ engine });
  });
  afterEach(() => system.close());

  const publish = async (urgency: Urgency, date?: Instant) => {
    n += 1;
    system.says.set(n, long);
    await system.act((scope) => scope.publish(toPerson(n, ana, urgency, date)));
    return n;
  };
  const rowOf = (nth: number) =>
    system.store.system
      .selectFrom('delivery')
      .selectAll()
      .where('params', '=', JSON.stringify({ n: nth }))
      .executeTakeFirstOrThrow();
  /** What somebody waits for, for eight days, so much that nothing else fits. */
  const fillWeek = async (days = 8) => {
    for (let at = 0; at < days; at += 1) {
      for (let one = 0; one < 4; one += 1) await publish('accept');
      await system.runUntil(system.clock.now() + day);
    }
  };
  const keptNow = async () => (await system.deliveryIssues.list(team, ana)).kept;

  it('a suggestion held for a week is not sent any more: it stays in App Home, and the other messages come', async () => {
    for (let one = 0; one < 4; one += 1) await publish('accept');
    const suggestion = await publish('suggestion');
    const check = await publish('check');
    await fillWeek();
    expect(await keptNow()).toMatchObject([{ name: 'test.note', params: { n: suggestion }, channel: null }]);
    expect(system.slack.homes.map(({ user }) => user)).toContain(ana);
    await system.runUntil(system.clock.now() + 60 * day);
    expect((await rowOf(suggestion)).state).toBe('kept');
    expect((await rowOf(check)).state).toBe('sent');
    const others = await system.store.system.selectFrom('delivery').select('state').execute();
    expect(others.filter(({ state }) => state !== 'sent')).toHaveLength(1);
    expect(system.journal.filter(({ why }) => why === 'a_week_old')).toMatchObject([{ did: 'held' }]);
  });

  it('a suggestion that stays in App Home comes at once when its reader asks for it, and counts for no limit', async () => {
    for (let one = 0; one < 4; one += 1) await publish('accept');
    const suggestion = await publish('suggestion');
    await fillWeek();
    const [kept] = await keptNow();
    const before = system.slack.messages.length;
    expect(await system.deliveryIssues.sendKept(team, ana, kept?.id ?? '')).toMatchObject({ ok: true });
    // At night, on any day.
    await system.runUntil(system.clock.now() + minute);
    expect((await rowOf(suggestion)).state).toBe('sent');
    expect(system.slack.messages.length - before).toBe(1);
    expect(await system.deliveryIssues.sendKept(team, ana, kept?.id ?? '')).toMatchObject({ ok: false });
  });

  it('a suggestion that stays in App Home is put away by "not now", once, and by nobody else', async () => {
    for (let one = 0; one < 4; one += 1) await publish('accept');
    await publish('suggestion');
    await fillWeek();
    const id = (await keptNow())[0]?.id ?? '';
    expect(await system.deliveryIssues.dismiss(team, 'U2' as typeof ana, id)).toMatchObject({ ok: false });
    expect(await system.deliveryIssues.dismiss(team, ana, id)).toMatchObject({ ok: true });
    expect(await keptNow()).toEqual([]);
    expect(await system.deliveryIssues.dismiss(team, ana, id)).toMatchObject({ ok: false });
  });

  it('an absence is not the limit’s: the week of a suggestion begins when they are back', async () => {
    for (let one = 0; one < 4; one += 1) await publish('accept');
    const suggestion = await publish('suggestion');
    await system.runUntil(system.clock.now() + minute);
    expect((await rowOf(suggestion)).state).toBe('held');
    await system.store.settings.save(team, ana, { hours: office, backOn: '2026-12-14', locale: null });
    await system.runUntil(Date.parse('2026-12-13T12:00:00Z'));
    expect((await rowOf(suggestion)).state).toBe('held');
    await system.runUntil(Date.parse('2026-12-14T12:00:00Z'));
    expect((await rowOf(suggestion)).state).toBe('sent');
  });

  it('a suggestion that waits only for a night, a weekend and an absence is sent: the limit did not hold it', async () => {
    await system.store.settings.save(team, ana, { hours: office, backOn: '2026-12-14', locale: null });
    const suggestion = await publish('suggestion');
    await system.runUntil(Date.parse('2026-12-14T12:00:00Z'));
    expect((await rowOf(suggestion)).state).toBe('sent');
  });

  it('a date comes before a check once it is within two working days, and not before', async () => {
    // A Tuesday at eleven in Berlin.
    const now = system.clock.now();
    const far = await publish('due', now + 6 * day);
    for (let one = 0; one < 4; one += 1) await publish('check');
    const near = await publish('presenting', now + 2 * day);
    await system.runUntil(now + minute);
    expect([(await rowOf(near)).state, (await rowOf(far)).state]).toEqual(['sent', 'held']);
  });

  interface Wish {
    readonly urgency: Urgency;
    readonly wait: number;
    /** From then, in days; `null`: without a date. */
    readonly date: number | null;
    readonly isLong: boolean;
  }
  const wishes = fc.array(
    fc.record<Wish>({
      urgency: fc.constantFrom(...urgencies),
      wait: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 12 * hour })),
      date: fc.option(fc.integer({ min: -3, max: 9 })),
      isLong: fc.boolean(),
    }),
    { minLength: 10, maxLength: 60 },
  );
  const dated: readonly Urgency[] = ['closing', 'due', 'presenting'];
  const order = ['accept', 'closing', 'due', 'presenting', 'check', 'later', 'rest', 'suggestion'];

  it('over weeks, what goes first is by the rule, no suggestion comes after a week, none rides along then, and nothing is lost', async () => {
    await fc.assert(
      fc.asyncProperty(wishes, async (all) => {
        const began = system.clock.now();
        const first = n + 1;
        for (const { urgency, wait, date, isLong } of all) {
          await system.runUntil(system.clock.now() + wait);
          n += 1;
          system.says.set(n, isLong ? long : `note ${n}`);
          const on = date === null ? undefined : system.clock.now() + date * day;
          await system.act((scope) => scope.publish(toPerson(n, ana, urgency, on)));
        }
        await system.runUntil(system.clock.now() + 90 * day);

        const rows = (await system.store.system.selectFrom('delivery').selectAll().execute()).filter(
          (row) => Number(/\d+/.exec(row.params)?.[0]) >= first,
        );
        expect(rows).toHaveLength(all.length);
        for (const row of rows)
          expect([row.urgency === 'suggestion' ? 'kept' : 'sent', 'sent']).toContain(row.state);
        for (const { urgency, state, held_at: held, sent_at: sent } of rows) {
          if (urgency !== 'suggestion' || state === 'kept' || held === null) continue;
          expect((sent ?? Infinity) - held).toBeLessThan(7 * day);
        }
        const told = await keptNow();
        expect(told.length).toBeGreaterThanOrEqual(rows.filter(({ state }) => state === 'kept').length);

        const leaders = rows.filter(({ state, under }) => state === 'sent' && under === null);
        const near = (at: Instant) => {
          const second = localTime(
            addWorkingDays(at, 2, office, berlin, () => false),
            berlin,
          ).date;
          return startOfDay(addDates(second, 1), berlin) - 1;
        };
        const rank = ({ urgency, date }: (typeof rows)[number], at: Instant) =>
          order.indexOf(
            dated.includes(urgency as Urgency) && date !== null && date > near(at)
              ? 'later'
              : (urgency ?? ''),
          );
        for (const leader of leaders) {
          const at = leader.sent_at ?? 0;
          expect(at).toBeGreaterThanOrEqual(began);
          const waiting = rows.filter(
            (row) => row.created_at < at && (row.state === 'kept' ? false : (row.sent_at ?? 0) > at),
          );
          for (const other of waiting) expect(rank(other, at)).toBeGreaterThanOrEqual(rank(leader, at));
          const week = leaders.filter(
            ({ sent_at: other }) => (other ?? 0) > at - 7 * day && (other ?? 0) <= at,
          );
          expect(week.length).toBeLessThanOrEqual(3);
          const days = week.map(({ sent_at: other }) => localTime(other ?? 0, berlin).date);
          expect(new Set(days).size).toBe(week.length);
        }
      }),
      oftenOn(engine, 6, 2),
    );
  });
});
