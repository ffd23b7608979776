/** When rituals happen: days and instants are literals. */
import fc from 'fast-check';
import type { Calendar, RegularRule } from '../../../src/core/recurrence.ts';
import { addDates, weekdayOf } from '../../../src/core/time/date.ts';
import { noHolidays } from '../../../src/core/time/holidays.ts';
import {
  firstFrom,
  firstInTime,
  isSkipped,
  mayMove,
  nextByRule,
  occurrences,
  plan,
  planBefore,
  putBack,
  type Recurrence,
} from '../../../src/core/time/recurrence.ts';
import { instantOf, localTime } from '../../../src/core/time/zone.ts';
import { often } from '../../support/often.ts';
import { changes, steady } from './changes.ts';

const at = (text: string) => Date.parse(text);
const clock = (text: string) => Number(text.slice(0, 2)) * 60 + Number(text.slice(3));
const always = [1, 2, 3, 4, 5, 6, 7];
const weekdays = [1, 2, 3, 4, 5];

const calendar = (tz: string, days = always, holidays: readonly string[] = []): Calendar => ({
  tz,
  days,
  isHoliday: holidays.length === 0 ? noHolidays : (date) => holidays.includes(date),
});
const recurrence = (
  rule: Partial<RegularRule>,
  since: string,
  moves: Recurrence['moves'] = {},
): Recurrence => ({
  rule: { every: 'week', weekday: 4, minutes: 540, ...rule },
  since,
  moves,
});
const days = (of: Recurrence, count: number, in_ = calendar('UTC')) => {
  const all = occurrences(of, in_, addDates(of.since, -1));
  return Array.from({ length: count }, () => all.next().value.on);
};

describe('a weekly ritual where clocks change', () => {
  it.each(changes)('%s %s: at %s it is at %s', (tz, date, odd, instant, before, after) => {
    const weekday = weekdayOf(date);
    const weekBefore = addDates(date, -7);
    const early = recurrence({ weekday, minutes: clock(odd) }, weekBefore);
    expect(plan(early, calendar(tz), date).at).toBe(at(instant));
    const nine = occurrences(recurrence({ weekday }, weekBefore), calendar(tz), addDates(weekBefore, -1));
    const [first, , third] = [nine.next().value, nine.next().value, nine.next().value];
    expect([first.at, third.at]).toEqual([at(before), at(after)]);
  });

  it.each(steady)('%s is the same all year', (tz, winter, summer) => {
    expect(plan(recurrence({}, '2027-01-01'), calendar(tz), '2027-01-14').at).toBe(at(winter));
    expect(plan(recurrence({}, '2027-01-01'), calendar(tz), '2027-07-15').at).toBe(at(summer));
  });

  it('is at the same local time every two and every three weeks', () => {
    const berlin = calendar('Europe/Berlin');
    const instants = (every: RegularRule['every'], since: string) => {
      const all = occurrences(recurrence({ every, weekday: 2, minutes: 600 }, since), berlin, since);
      return Array.from({ length: 4 }, () => new Date(all.next().value.at).toISOString().slice(0, 16));
    };
    // Clocks go back on 25 October 2026, and forward on 28 March 2027.
    expect(instants('fortnight', '2026-10-12')).toEqual([
      '2026-10-13T08:00',
      '2026-10-27T09:00',
      '2026-11-10T09:00',
      '2026-11-24T09:00',
    ]);
    expect(instants('threeWeeks', '2026-10-12')).toEqual([
      '2026-10-13T08:00',
      '2026-11-03T09:00',
      '2026-11-24T09:00',
      '2026-12-15T09:00',
    ]);
    expect(instants('threeWeeks', '2027-02-22')).toEqual([
      '2027-02-23T09:00',
      '2027-03-16T09:00',
      '2027-04-06T08:00',
      '2027-04-27T08:00',
    ]);
  });

  it('is looked at for every change that there is in those zones in two years', () => {
    const zones = [...new Set([...changes.map(([tz]) => tz), ...steady.map(([tz]) => tz)])];
    expect(zones.length).toBeGreaterThanOrEqual(20);
    const offset = (instant: number, tz: string) => {
      const { date, minutes } = localTime(instant, tz);
      return at(`${date}T00:00Z`) + minutes * 60_000 - instant;
    };
    for (const tz of zones) {
      const found = [];
      for (let day = at('2026-01-01T00:00Z'); day < at('2028-01-01T00:00Z'); day += 86_400_000)
        if (offset(day, tz) !== offset(day + 86_400_000, tz)) found.push(day);
      expect([tz, changes.filter(([zone]) => zone === tz).length]).toEqual([tz, found.length]);
    }
  });

  it('never comes on the day that Samoa left out, and is at the first instant after it', () => {
    expect(plan(recurrence({}, '2011-12-01'), calendar('Pacific/Apia'), '2011-12-30').at).toBe(
      at('2011-12-30T10:00Z'),
    );
  });
});

describe('the days of a rule', () => {
  it('are each week, every second or third week from the first, or the first such day of a month', () => {
    expect(days(recurrence({}, '2026-11-25'), 3)).toEqual(['2026-11-26', '2026-12-03', '2026-12-10']);
    expect(days(recurrence({ every: 'fortnight' }, '2026-11-25'), 3)).toEqual([
      '2026-11-26',
      '2026-12-10',
      '2026-12-24',
    ]);
    expect(days(recurrence({ every: 'threeWeeks' }, '2026-11-25'), 4)).toEqual([
      '2026-11-26',
      '2026-12-17',
      '2027-01-07',
      '2027-01-28',
    ]);
    expect(days(recurrence({ every: 'month', weekday: 1 }, '2026-11-03'), 3)).toEqual([
      '2026-12-07',
      '2027-01-04',
      '2027-02-01',
    ]);
    expect(days(recurrence({ every: 'month', weekday: 4 }, '2026-10-01'), 2)).toEqual([
      '2026-10-01',
      '2026-11-05',
    ]);
  });

  it('are looked for from any day on', () => {
    const fortnight = recurrence({ every: 'fortnight' }, '2026-11-25');
    expect(nextByRule(fortnight, '2026-11-26')).toBe('2026-12-10');
    expect(nextByRule(fortnight, '2026-12-05')).toBe('2026-12-10');
    expect(nextByRule(fortnight, '2020-01-01')).toBe('2026-11-26');
    const threeWeeks = recurrence({ every: 'threeWeeks' }, '2026-11-25');
    const from = ['2020-01-01', '2026-11-26', '2026-12-03', '2026-12-04', '2026-12-16', '2026-12-17'];
    expect(from.map((day) => nextByRule(threeWeeks, day))).toEqual([
      '2026-11-26',
      '2026-12-17',
      '2026-12-17',
      '2026-12-17',
      '2026-12-17',
      '2027-01-07',
    ]);
    const all = occurrences(recurrence({}, '2026-11-25'), calendar('Europe/Berlin'), '2026-11-25');
    expect(firstFrom(all, at('2026-12-03T08:00:00.001Z')).on).toBe('2026-12-10');
  });
});

describe('an occurrence', () => {
  const berlin = (holidays: readonly string[] = [], which = weekdays) =>
    calendar('Europe/Berlin', which, holidays);

  it('moves off holidays and days off to the next working day, and keeps its name', () => {
    // Christmas of 2026: a Friday.
    const fridays = recurrence({ weekday: 5 }, '2026-12-01');
    expect(plan(fridays, berlin(['2026-12-25', '2026-12-26']), '2026-12-25')).toMatchObject({
      on: '2026-12-25',
      date: '2026-12-28',
      at: at('2026-12-28T08:00Z'),
      moved: 'holiday',
      fallsOut: false,
    });
  });

  it('falls out where the next working day is that of the next occurrence or later', () => {
    const all = ['26', '27', '28', '29', '30'].map((day) => `2026-11-${day}`);
    const off = [...all, '2026-12-01', '2026-12-02'];
    expect(plan(recurrence({}, '2026-11-25'), berlin(off), '2026-11-26')).toMatchObject({ fallsOut: true });
    expect(plan(recurrence({}, '2026-11-25'), berlin(off.slice(0, -1)), '2026-11-26')).toMatchObject({
      date: '2026-12-02',
      fallsOut: false,
    });
    expect(plan(recurrence({}, '2026-11-25'), berlin([], []), '2026-11-26')).toMatchObject({
      fallsOut: true,
    });
  });

  it('that was moved by hand is there, holiday or not', () => {
    const move = { date: '2026-11-28', minutes: 600, by: 'hand' } as const;
    const moved = recurrence({}, '2026-11-25', { '2026-11-26': move });
    expect(plan(moved, berlin(), '2026-11-26')).toMatchObject({
      at: at('2026-11-28T09:00Z'),
      moved: 'by_hand',
    });
    expect(plan(moved, berlin(), '2026-12-03')).toMatchObject({ moved: 'no' });
  });

  it('may be moved to what is to come, exists, and is before the next', () => {
    const weekly = recurrence({}, '2027-03-01');
    const now = at('2027-03-24T12:00Z');
    const to = (date: string, minutes: number) =>
      mayMove(weekly, berlin(), '2027-03-25', { date, minutes }, now);
    expect(to('2027-03-26', 540)).toBeNull();
    expect(to('2027-03-24', 780)).toBe('past');
    expect(to('2027-03-28', 150)).toBe('skipped');
    expect(to('2027-04-01', 540)).toBe('too_far');
    expect(isSkipped('2027-03-28', 180, 'Europe/Berlin')).toBe(false);
  });

  it('that was to come, and by other days should have been already, goes to the next working day', () => {
    // A Thursday that had moved to Friday; on Thursday afternoon somebody says that Thursday is a working day after all.
    const afternoon = at('2026-11-26T14:00Z');
    const weekly = recurrence({}, '2026-11-25');
    expect(putBack(weekly, berlin(), '2026-11-26', afternoon)).toEqual({
      date: '2026-11-27',
      minutes: 540,
      by: 'waited',
    });
    expect(putBack(weekly, berlin([], [4]), '2026-11-26', afternoon)).toBeNull();
    expect(putBack(weekly, berlin([], []), '2026-11-26', afternoon)).toBeNull();
    expect(putBack(weekly, berlin(), '2026-11-26', at('2026-11-26T08:00Z'))).toBeNull();
  });

  it('has something before it: days ahead on a working day, or minutes ahead though clocks change between', () => {
    const sunday = plan(
      recurrence({ weekday: 7, minutes: 210 }, '2026-03-01'),
      calendar('Europe/Berlin'),
      '2026-03-29',
    );
    expect(sunday.at).toBe(at('2026-03-29T01:30Z'));
    const hour = planBefore({ before: 'x', days: 0, minutes: 60 }, sunday, berlin());
    expect(hour).toMatchObject({ at: at('2026-03-29T00:30Z'), date: '2026-03-29', minutes: 90 });
    const meeting = plan(recurrence({}, '2026-12-01'), berlin(), '2026-12-31');
    const ahead = { before: 'x', days: 7, minutes: 0 };
    expect(planBefore(ahead, meeting, berlin(['2026-12-24']))).toMatchObject({
      on: '2026-12-31',
      date: '2026-12-23',
      at: at('2026-12-23T08:00Z'),
      beforeAt: at('2026-12-31T08:00Z'),
    });
  });
});

describe('whatever the rule, zone and days off', () => {
  const rules = fc.record({
    every: fc.constantFrom('week', 'fortnight', 'month'),
    weekday: fc.integer({ min: 1, max: 7 }),
    minutes: fc.integer({ min: 0, max: 1439 }),
  });
  const zones = fc.constantFrom(...new Set([...changes.map(([tz]) => tz), ...steady.map(([tz]) => tz)]));
  const someDays = fc.uniqueArray(fc.integer({ min: 1, max: 7 }));
  const holidays = fc.uniqueArray(
    fc.integer({ min: 0, max: 500 }).map((day) => addDates('2026-06-01', day)),
    { maxLength: 80 },
  );

  it('the occurrences are in order, each on its own day, none but those that fall out on a day off', () => {
    fc.assert(
      fc.property(rules, zones, someDays, holidays, (rule, tz, which, off) => {
        const all = occurrences(recurrence(rule, '2026-06-10'), calendar(tz, which, off), '2026-06-09');
        let last = { on: '2026-06-09', at: 0 };
        for (let count = 0; count < 12; count += 1) {
          const one = all.next().value;
          expect(weekdayOf(one.on)).toBe(rule.weekday);
          expect(one.on > last.on).toBe(true);
          if (one.fallsOut) {
            last = { ...last, on: one.on };
            continue;
          }
          expect(one.at).toBeGreaterThan(last.at);
          expect(which.includes(weekdayOf(one.date)) && !off.includes(one.date)).toBe(true);
          expect(one.date >= one.on).toBe(true);
          last = one;
        }
      }),
      often(150),
    );
  });

  it('one that was to come is still to come when the days become others: on a working day, before the next; or it falls out', () => {
    const given = fc.tuple(rules, zones, someDays, holidays, zones, someDays, holidays);
    fc.assert(
      fc.property(given, fc.double({ min: 0, max: 1, noNaN: true }), (drawn, when) => {
        const [rule, tz, before, offBefore, otherTz, then, offThen] = drawn;
        const weekly = recurrence(rule, '2026-06-10');
        const on = nextByRule(weekly, addDates('2026-06-09', Math.floor(when * 400)));
        const old = plan(weekly, calendar(tz, before, offBefore), on);
        // Somebody changes it while it is still to come.
        const now = Math.floor(old.at - when * 7 * 86_400_000);
        const other = calendar(otherTz, then, offThen);
        const back = putBack(weekly, other, on, now);
        const moved = back === null ? weekly : { ...weekly, moves: { [on]: back } };
        const one = plan(moved, other, on);
        const next = plan(weekly, other, nextByRule(weekly, on));
        if (one.fallsOut) return;
        expect(one.date < next.date || next.fallsOut).toBe(true);
        const isWorking = (date: string) => then.includes(weekdayOf(date)) && !offThen.includes(date);
        expect(isWorking(one.date)).toBe(true);
        if (one.at >= now) return;
        // No day is left on which it could be.
        for (let day = localTime(now, otherTz).date; day < next.date; day = addDates(day, 1))
          expect(isWorking(day) && instantOf(day, rule.minutes, otherTz) >= now).toBe(false);
      }),
      often(300),
    );
  });
});

describe('what comes a week ahead of a meeting, turned on late', () => {
  const meeting = (since: string) => recurrence({ weekday: 3, minutes: clock('10:00') }, since);
  it.each([
    ['with two working days between', '2026-11-20T12:00Z', [], '2026-11-25', '2026-11-20T12:00Z'],
    ['with one', '2026-11-23T08:00Z', [], '2026-12-02', '2026-11-25T10:00Z'],
    [
      'with one, since the other is a holiday',
      '2026-11-20T12:00Z',
      ['2026-11-24'],
      '2026-12-02',
      '2026-11-25T10:00Z',
    ],
    ['the day before', '2026-11-24T10:30Z', [], '2026-12-02', '2026-11-25T10:00Z'],
  ])('%s', (_, now, holidays, on, when) => {
    const of = meeting(now.slice(0, 10));
    const workdays = calendar('UTC', weekdays, holidays);
    const before = { rule: { before: 'meeting', days: 7, minutes: 0 }, isTaken: () => false };
    const all = occurrences(of, workdays, addDates(of.since, -1), before);
    const { one, at: then } = firstInTime(all, workdays, at(now));
    expect([one.on, then]).toEqual([on, at(when)]);
  });

  it('begins at once when the team meets at that minute and the day before is over', () => {
    const of = meeting('2026-11-24');
    const workdays = calendar('UTC', weekdays);
    const isTaken = (then: number) => then === at('2026-11-25T10:00Z');
    const before = { rule: { before: 'meeting', days: 7, minutes: 0 }, isTaken };
    const all = occurrences(of, workdays, '2026-11-23', before);
    const now = at('2026-11-24T10:30Z');
    expect(firstInTime(all, workdays, now)).toMatchObject({ one: { on: '2026-12-02' }, at: now });
  });

  it('and what is before nothing begins with the first to come', () => {
    const workdays = calendar('UTC', weekdays);
    const all = occurrences(meeting('2026-11-24'), workdays, '2026-11-23');
    expect(firstInTime(all, workdays, at('2026-11-25T10:01Z')).one.on).toBe('2026-12-02');
  });
});
