import fc from 'fast-check';
import { defaultWorkingHours, type WorkingHours } from '../../../src/core/people.ts';
import { holidaysOf, isHolidayRegion, noHolidays } from '../../../src/core/time/holidays.ts';
import {
  addWorkingDays,
  addWorkingHours,
  hasHadWorkingDay,
  isWorkingDay,
  lastWorkingInstant,
  nextWorkingEnd,
  nextWorkingInstant,
} from '../../../src/core/time/working.ts';
import { localTime } from '../../../src/core/time/zone.ts';
import { often } from '../../support/often.ts';

const at = (text: string) => Date.parse(text);
const iso = (instant: number | null) => (instant === null ? null : new Date(instant).toISOString());
const office = defaultWorkingHours;
const nights: WorkingHours = { days: [1, 2, 3, 4, 5], start: 22 * 60, end: 6 * 60, holidays: null };
const person = (tz: string, awayUntil: number | null = null, workingHours = office) => ({
  tz,
  awayUntil,
  workingHours,
});

describe('the next working instant', () => {
  it.each([
    ['inside working hours is now', 'Europe/Berlin', '2026-11-24T10:00:00Z', '2026-11-24T10:00:00.000Z'],
    ['at the first minute is now', 'Europe/Berlin', '2026-11-24T08:00:00Z', '2026-11-24T08:00:00.000Z'],
    [
      'in the early morning is the same day',
      'Europe/Berlin',
      '2026-11-24T03:00:00Z',
      '2026-11-24T08:00:00.000Z',
    ],
    [
      'at the end of the day is tomorrow',
      'Europe/Berlin',
      '2026-11-24T16:30:00Z',
      '2026-11-25T08:00:00.000Z',
    ],
    ['on Friday evening is Monday', 'Europe/Berlin', '2026-11-27T18:00:00Z', '2026-11-30T08:00:00.000Z'],
    ['is in the person’s zone: Kolkata', 'Asia/Kolkata', '2026-11-24T14:00:00Z', '2026-11-25T03:30:00.000Z'],
    [
      'is in the person’s zone: New York',
      'America/New_York',
      '2026-11-24T08:00:00Z',
      '2026-11-24T14:00:00.000Z',
    ],
    [
      'keeps the local time over the change of clocks',
      'Europe/Berlin',
      '2026-03-27T17:00:00Z',
      '2026-03-30T07:00:00.000Z',
    ],
    [
      'keeps the local time over the change back',
      'Europe/London',
      '2026-10-23T17:00:00Z',
      '2026-10-26T09:00:00.000Z',
    ],
  ])('%s', (_, tz, from, expected) => {
    expect(iso(nextWorkingInstant(person(tz), at(from), noHolidays))).toBe(expected);
  });

  it('waits until the person is no longer away, and for their hours then', () => {
    const away = (until: string) =>
      iso(nextWorkingInstant(person('Europe/Berlin', at(until)), at('2026-11-24T10:00:00Z'), noHolidays));
    expect(away('2026-11-26T13:00:00Z')).toBe('2026-11-26T13:00:00.000Z');
    expect(away('2026-11-27T22:00:00Z')).toBe('2026-11-30T08:00:00.000Z');
    expect(away('2026-11-20T00:00:00Z')).toBe('2026-11-24T10:00:00.000Z');
  });

  it('passes over the holidays of the region', async () => {
    const christmas = person('Europe/Berlin');
    const holidays = await holidaysOf('DE-BE');
    expect(iso(nextWorkingInstant(christmas, at('2026-12-24T20:00:00Z'), holidays))).toBe(
      '2026-12-28T08:00:00.000Z',
    );
    expect(iso(nextWorkingInstant(christmas, at('2026-12-24T20:00:00Z'), noHolidays))).toBe(
      '2026-12-25T08:00:00.000Z',
    );
  });

  it('knows hours that go past midnight', () => {
    const shift = person('Europe/Berlin', null, nights);
    expect(iso(nextWorkingInstant(shift, at('2026-11-25T02:00:00Z'), noHolidays))).toBe(
      '2026-11-25T02:00:00.000Z',
    );
    expect(iso(nextWorkingInstant(shift, at('2026-11-25T06:00:00Z'), noHolidays))).toBe(
      '2026-11-25T21:00:00.000Z',
    );
    // Saturday, 2:00: still Friday's shift.
    expect(iso(nextWorkingInstant(shift, at('2026-11-28T01:00:00Z'), noHolidays))).toBe(
      '2026-11-28T01:00:00.000Z',
    );
  });

  it('does not exist for somebody who never works', () => {
    const never = person('Europe/Berlin', null, { ...office, days: [] });
    expect(nextWorkingInstant(never, at('2026-11-24T10:00:00Z'), noHolidays)).toBeNull();
  });

  it('is never before, always in working hours, and stays when asked again', () => {
    const hours = fc.record({
      days: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 }),
      start: fc.integer({ min: 0, max: 1439 }),
      end: fc.integer({ min: 0, max: 1439 }),
      holidays: fc.constant(null),
    });
    fc.assert(
      fc.property(
        hours,
        fc.constantFrom('Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Pacific/Apia'),
        fc.integer({ min: at('2026-01-01T00:00:00Z'), max: at('2027-01-01T00:00:00Z') }),
        fc.option(fc.integer({ min: at('2026-01-01T00:00:00Z'), max: at('2027-01-01T00:00:00Z') })),
        (workingHours, tz, from, awayUntil) => {
          const someone = { workingHours, tz, awayUntil };
          const next = nextWorkingInstant(someone, from, noHolidays);
          if (next === null) throw new Error('they work at least one day a week');
          expect(next).toBeGreaterThanOrEqual(Math.max(from, awayUntil ?? from));
          expect(nextWorkingInstant(someone, next, noHolidays)).toBe(next);
          if (workingHours.end > workingHours.start) {
            expect(workingHours.days).toContain(localTime(next, tz).weekday);
          }
        },
      ),
      often(100),
    );
  });
});

describe('working days later', () => {
  it.each([
    ['two from a Tuesday', '2026-11-24T10:20:00Z', 2, '2026-11-26T10:20:00.000Z'],
    ['two from a Thursday', '2026-11-26T10:20:00Z', 2, '2026-11-30T10:20:00.000Z'],
    ['one from a Saturday', '2026-11-28T10:20:00Z', 1, '2026-11-30T10:20:00.000Z'],
    ['one over the change of clocks', '2026-03-27T08:00:00Z', 1, '2026-03-30T07:00:00.000Z'],
    ['five before a Friday', '2026-11-27T10:20:00Z', -5, '2026-11-20T10:20:00.000Z'],
    ['none', '2026-11-28T10:20:00Z', 0, '2026-11-28T10:20:00.000Z'],
  ])('%s', (_, from, count, expected) => {
    expect(iso(addWorkingDays(at(from), count, office, 'Europe/Berlin', noHolidays))).toBe(expected);
  });

  it('does not count holidays', async () => {
    const holidays = await holidaysOf('US');
    // Thanksgiving is on Thursday.
    expect(iso(addWorkingDays(at('2026-11-25T15:00:00Z'), 1, office, 'America/New_York', holidays))).toBe(
      '2026-11-27T15:00:00.000Z',
    );
  });

  it('refuses hours without a working day rather than looking for ever', () => {
    expect(() => addWorkingDays(0, 1, { ...office, days: [] }, 'UTC', noHolidays)).toThrow(RangeError);
    expect(() => addWorkingHours(0, 1, { ...office, days: [] }, 'UTC', noHolidays)).toThrow(RangeError);
  });

  it('there and back is the same instant, from a working day', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 364 }), fc.integer({ min: 1, max: 30 }), (days, count) => {
        const from = at('2026-01-01T12:00:00Z') + days * 86_400_000;
        fc.pre(localTime(from, 'Europe/Berlin').weekday <= 5);
        const there = addWorkingDays(from, count, office, 'Europe/Berlin', noHolidays);
        expect(addWorkingDays(there, -count, office, 'Europe/Berlin', noHolidays)).toBe(from);
      }),
      often(100),
    );
  });
});

describe('working hours later', () => {
  it.each([
    ['within a day', '2026-11-24T10:00:00Z', 2, '2026-11-24T12:00:00.000Z'],
    ['over a night', '2026-11-24T15:30:00Z', 2, '2026-11-25T09:00:00.000Z'],
    ['over a weekend, from outside hours', '2026-11-27T20:00:00Z', 1, '2026-11-30T09:00:00.000Z'],
    ['of exactly one day end with it', '2026-11-24T08:00:00Z', 8.5, '2026-11-24T16:30:00.000Z'],
    ['of none', '2026-11-28T20:00:00Z', 0, '2026-11-28T20:00:00.000Z'],
  ])('%s', (_, from, amount, expected) => {
    expect(iso(addWorkingHours(at(from), amount, office, 'Europe/Berlin', noHolidays))).toBe(expected);
  });
});

describe('the end of working time', () => {
  const ends = (from: string, hours = office) =>
    iso(nextWorkingEnd(at(from), hours, 'Europe/Berlin', noHolidays));

  it.each([
    ['in the middle of the day', '2026-11-24T10:00:00Z', '2026-11-24T16:30:00.000Z'],
    ['at that very moment', '2026-11-24T16:30:00Z', '2026-11-24T16:30:00.000Z'],
    ['a moment after', '2026-11-24T16:30:00.001Z', '2026-11-25T16:30:00.000Z'],
    ['at the weekend', '2026-11-28T10:00:00Z', '2026-11-30T16:30:00.000Z'],
  ])('next comes, %s, as the clock says', (_what, from, expected) => {
    expect(ends(from)).toBe(expected);
  });

  it('comes in the morning after a night, and never to somebody who never works', () => {
    expect(ends('2026-11-24T22:00:00Z', nights)).toBe('2026-11-25T05:00:00.000Z');
    expect(ends('2026-11-24T10:00:00Z', { ...office, days: [] })).toBeNull();
  });
});

describe('the last moment of working time', () => {
  const hours = 3_600_000;
  const last = (from: string, until: string, room: number, awayUntil: number | null = null) =>
    iso(
      lastWorkingInstant(person('Europe/Berlin', awayUntil), at(from), at(until), room * hours, noHolidays),
    );

  it('leaves the time that is asked for before the working day ends, or before what comes then', () => {
    expect(last('2026-11-24T08:00:00Z', '2026-11-25T12:00:00Z', 2)).toBe('2026-11-25T10:00:00.000Z');
    expect(last('2026-11-24T08:00:00Z', '2026-11-24T20:00:00Z', 2)).toBe('2026-11-24T14:30:00.000Z');
    // On the second day too little of it is left.
    expect(last('2026-11-24T08:00:00Z', '2026-11-25T09:00:00Z', 2)).toBe('2026-11-24T14:30:00.000Z');
    expect(last('2026-11-24T08:00:00Z', '2026-11-25T10:00:00Z', 2)).toBe('2026-11-25T08:00:00.000Z');
    expect(last('2026-11-24T08:00:00Z', '2026-11-25T08:00:00Z', 0)).toBe('2026-11-24T16:30:00.000Z');
  });

  it('is none where there is not so much, or while they are away', () => {
    expect(last('2026-11-24T15:30:00Z', '2026-11-24T20:00:00Z', 2)).toBeNull();
    const back = at('2026-11-25T09:00:00Z');
    expect(last('2026-11-24T08:00:00Z', '2026-11-25T10:00:00Z', 2, back)).toBeNull();
    expect(last('2026-11-24T08:00:00Z', '2026-11-25T12:00:00Z', 2, back)).toBe('2026-11-25T10:00:00.000Z');
  });
});

describe('a whole working day', () => {
  const had = (from: string, to: string, hours = office) =>
    hasHadWorkingDay({ workingHours: hours, tz: 'Europe/Berlin' }, at(from), at(to), noHolidays);

  it('has passed from its first moment to its last, and no moment less', () => {
    expect(had('2026-11-24T08:00:00Z', '2026-11-24T16:30:00Z')).toBe(true);
    expect(had('2026-11-24T08:00:01Z', '2026-11-24T16:30:00Z')).toBe(false);
    expect(had('2026-11-24T08:00:00Z', '2026-11-24T16:29:59Z')).toBe(false);
    expect(had('2026-11-24T08:00:01Z', '2026-11-25T16:30:00Z')).toBe(true);
  });

  it('is not a day off, and may be a night', () => {
    expect(had('2026-11-27T12:00:00Z', '2026-11-30T16:29:00Z')).toBe(false);
    expect(had('2026-11-24T21:00:00Z', '2026-11-25T05:00:00Z', nights)).toBe(true);
    expect(had('2026-11-24T21:00:00Z', '2026-11-25T04:59:00Z', nights)).toBe(false);
    // The night of Friday ends on Saturday.
    expect(had('2026-11-27T21:00:00Z', '2026-11-28T05:00:00Z', nights)).toBe(true);
  });
});

describe('holidays', () => {
  it('are those of the region', async () => {
    const berlin = await holidaysOf('DE-BE');
    const germany = await holidaysOf('DE');
    expect([berlin('2026-03-08'), germany('2026-03-08')]).toEqual([true, false]);
    expect(isWorkingDay(office, '2026-12-25', berlin)).toBe(false);
    expect(isWorkingDay(office, '2026-12-25', noHolidays)).toBe(true);
  });

  it('are public ones only', async () => {
    const germany = await holidaysOf('DE');
    expect(germany('2026-02-16')).toBe(false); // Rosenmontag
  });

  it('are none without a region, or for one that has no data', async () => {
    expect((await holidaysOf(null))('2026-12-25')).toBe(false);
    expect((await holidaysOf('XX'))('2026-12-25')).toBe(false);
  });

  it('can be chosen only where there is data', async () => {
    expect(await Promise.all(['DE', 'DE-BE', 'US-CA', 'IN'].map(isHolidayRegion))).toEqual([
      true,
      true,
      true,
      true,
    ]);
    expect(await Promise.all(['', 'XX', 'DE-XX', 'JP-13', 'toString'].map(isHolidayRegion))).toEqual([
      false,
      false,
      false,
      false,
      false,
    ]);
  });
});
