/** How a pair goes on: when they could talk, what counts as a meeting, and when it ends. Pure. */
import fc from 'fast-check';
import { day, hour } from '../../../src/core/clock.ts';
import { defaultWorkingHours } from '../../../src/core/people.ts';
import { noHolidays, type Worker } from '../../../src/core/time/holidays.ts';
import {
  checkAnswers,
  commonTime,
  countsAt,
  isTimeToAsk,
  nextTime,
  outcomeOf,
  remindsAt,
  whyNotNoted,
} from '../../../src/features/coaching/meetings/rules.ts';
import { often } from '../../support/often.ts';

const at = (iso: string) => Date.parse(iso);
const worker = (tz: string, over: Partial<Worker> = {}): Worker => ({
  tz,
  workingHours: defaultWorkingHours,
  awayUntil: null,
  isHoliday: noHolidays,
  ...over,
});
const berlin = worker('Europe/Berlin');
const lisbon = worker('Europe/Lisbon');
const newYork = worker('America/New_York');
const auckland = worker('Pacific/Auckland');
const iso = (instant: number | null) => (instant === null ? null : new Date(instant).toISOString());

describe('when they could talk', () => {
  it('is the first half hour at which all are at work', () => {
    const tuesday = at('2026-12-01T06:10:00Z');
    expect(iso(commonTime([berlin, lisbon], tuesday))).toBe('2026-12-01T09:00:00.000Z');
    expect(iso(commonTime([berlin, newYork], tuesday))).toBe('2026-12-01T14:00:00.000Z');
    expect(iso(commonTime([berlin, lisbon, newYork], tuesday))).toBe('2026-12-01T14:00:00.000Z');
  });

  it('is no half hour in which one of them goes home', () => {
    const late = worker('Europe/Berlin', {
      workingHours: { ...defaultWorkingHours, start: 17 * 60, end: 22 * 60 },
    });
    expect(iso(commonTime([berlin, late], at('2026-12-01T06:00:00Z')))).toBe('2026-12-01T16:00:00.000Z');
    expect(iso(commonTime([berlin, late], at('2026-12-01T16:05:00Z')))).toBe('2026-12-02T16:00:00.000Z');
  });

  it('is after an absence and not on a holiday', () => {
    const away = { ...lisbon, awayUntil: at('2026-12-03T12:20:00Z') };
    expect(iso(commonTime([berlin, away], at('2026-12-01T06:00:00Z')))).toBe('2026-12-03T12:30:00.000Z');
    const off = { ...berlin, isHoliday: (date: string) => date === '2026-12-01' };
    expect(iso(commonTime([off, lisbon], at('2026-12-01T06:00:00Z')))).toBe('2026-12-02T09:00:00.000Z');
  });

  it('is never, where their time zones have no hour in common, or one has no working hours', () => {
    expect(commonTime([berlin, auckland], at('2026-12-01T06:00:00Z'))).toBeNull();
    const never = worker('Europe/Berlin', { workingHours: { ...defaultWorkingHours, days: [] } });
    expect(commonTime([berlin, never], at('2026-12-01T06:00:00Z'))).toBeNull();
  });

  const anyone = fc
    .record({
      tz: fc.constantFrom('Europe/Berlin', 'America/New_York', 'Asia/Kolkata', 'Pacific/Auckland'),
      start: fc.integer({ min: 0, max: 23 * 60 }),
      length: fc.integer({ min: 60, max: 600 }),
      days: fc.subarray([1, 2, 3, 4, 5, 6, 7], { minLength: 1 }),
    })
    .map(({ tz, start, length, days }) =>
      worker(tz, {
        workingHours: { days, start, end: (start + length) % (24 * 60), holidays: null },
      }),
    );

  it('is in the working hours of each, whoever they are, and the same in any order', () => {
    fc.assert(
      fc.property(
        fc.array(anyone, { minLength: 2, maxLength: 3 }),
        fc.integer({ min: 0, max: 90 }),
        (some, days) => {
          const from = at('2026-10-01T00:07:00Z') + days * day;
          const found = commonTime(some, from);
          expect(commonTime(some.toReversed(), from)).toBe(found);
          if (found === null) return;
          expect(found).toBeGreaterThanOrEqual(from);
          expect(found % (hour / 2)).toBe(0);
          for (const one of some) expect(commonTime([one], found)).toBe(found);
        },
      ),
      often(60),
    );
  });

  it('comes round by the rhythm, and not where they wanted to talk once', () => {
    const met = at('2026-12-01T09:00:00Z');
    expect(iso(nextTime('week', met, [berlin, lisbon]))).toBe('2026-12-08T09:00:00.000Z');
    expect(iso(nextTime('fortnight', met, [berlin, lisbon]))).toBe('2026-12-15T09:00:00.000Z');
    expect(iso(nextTime('threeWeeks', met, [berlin, lisbon]))).toBe('2026-12-22T09:00:00.000Z');
    expect(iso(nextTime('month', met, [berlin, lisbon]))).toBe('2026-12-29T09:00:00.000Z');
    expect(nextTime('once', met, [berlin, lisbon])).toBeNull();
    expect(nextTime('week', met, [berlin, auckland])).toBeNull();
  });

  it('is said a working day before, and not if they have only just agreed', () => {
    const monday = at('2026-12-07T09:00:00Z');
    expect(iso(remindsAt(monday, berlin, at('2026-12-01T09:00:00Z')))).toBe('2026-12-04T09:00:00.000Z');
    expect(remindsAt(monday, berlin, at('2026-12-04T09:00:00Z'))).toBeNull();
  });
});

describe('what can be noted as a meeting', () => {
  const began = at('2026-12-01T09:00:00Z');
  const now = at('2026-12-10T23:30:00Z');

  it('is today and earlier, by the clock of the person who says so', () => {
    expect(whyNotNoted('2026-12-11', began, now, 'Europe/Berlin')).toBeNull();
    expect(whyNotNoted('2026-12-11', began, now, 'UTC')).toBe('future');
    expect(whyNotNoted('2026-12-12', began, now, 'Europe/Berlin')).toBe('future');
  });

  it('is not before the pair began, nor more than four weeks ago', () => {
    expect(whyNotNoted('2026-12-01', began, now, 'UTC')).toBeNull();
    expect(whyNotNoted('2026-11-30', began, now, 'UTC')).toBe('early');
    expect(whyNotNoted('2026-12-01', began, began + 30 * day, 'UTC')).toBe('old');
  });
});

describe('whether a pair goes on', () => {
  it('is asked after three meetings', () => {
    expect([0, 1, 2, 3, 4].map(isTimeToAsk)).toEqual([false, false, false, true, true]);
  });

  it('is counted when each has had three working days, an absence not among them', () => {
    const friday = at('2026-12-04T09:00:00Z');
    expect(iso(countsAt([berlin, newYork], friday))).toBe('2026-12-09T09:00:00.000Z');
    const away = { ...lisbon, awayUntil: at('2026-12-08T09:00:00Z') };
    expect(iso(countsAt([berlin, away], friday))).toBe('2026-12-11T09:00:00.000Z');
  });

  it('goes on only if all say so; no and silence are one', () => {
    expect(outcomeOf({ on: 2 }, 2)).toBe('going');
    expect(outcomeOf({ on: 2 }, 3)).toBe('over');
    expect(outcomeOf({ on: 1, pause: 1 }, 2)).toBe('resting');
    expect(outcomeOf({ on: 1, end: 1 }, 2)).toBe('over');
    expect(outcomeOf({ pause: 1 }, 2)).toBe('over');
    expect(outcomeOf({}, 2)).toBe('over');
    const answer = fc.constantFrom(...checkAnswers, null);
    fc.assert(
      fc.property(fc.array(answer, { minLength: 1, maxLength: 3 }), (said) => {
        const count = (all: readonly (string | null)[]) => ({
          on: all.filter((one) => one === 'on').length,
          pause: all.filter((one) => one === 'pause').length,
          end: all.filter((one) => one === 'end').length,
        });
        const silent = said.map((one) => (one === 'end' ? null : one));
        expect(outcomeOf(count(said), said.length)).toBe(outcomeOf(count(silent), said.length));
        expect(outcomeOf(count(said), said.length) === 'going').toBe(said.every((one) => one === 'on'));
      }),
      often(100),
    );
  });
});
