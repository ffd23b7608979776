import fc from 'fast-check';
import { addDates, isLocalDate, onOrAfter, startOfDate, weekdayOf } from '../../../src/core/time/date.ts';
import { instantOf, isZone, localTime, startOfDay } from '../../../src/core/time/zone.ts';
import { often } from '../../support/often.ts';

const at = (text: string) => Date.parse(text);
const clock = (text: string) => Number(text.slice(0, 2)) * 60 + Number(text.slice(3));

/** From the time-zone data (2026c): what a local time is in UTC. */
const ordinary: [zone: string, date: string, time: string, utc: string][] = [
  ['Europe/Berlin', '2026-01-15', '09:00', '2026-01-15T08:00:00Z'],
  ['Europe/Berlin', '2026-07-15', '09:00', '2026-07-15T07:00:00Z'],
  ['Europe/London', '2026-07-15', '09:00', '2026-07-15T08:00:00Z'],
  ['America/New_York', '2026-11-24', '09:00', '2026-11-24T14:00:00Z'],
  ['America/New_York', '2026-07-01', '17:30', '2026-07-01T21:30:00Z'],
  ['Asia/Kolkata', '2026-11-24', '09:00', '2026-11-24T03:30:00Z'],
  ['Asia/Kathmandu', '2026-11-24', '09:00', '2026-11-24T03:15:00Z'],
  ['Australia/Lord_Howe', '2026-01-15', '09:00', '2026-01-14T22:00:00Z'],
  ['Australia/Lord_Howe', '2026-07-15', '09:00', '2026-07-14T22:30:00Z'],
  ['Pacific/Apia', '2026-11-24', '09:00', '2026-11-23T20:00:00Z'],
  ['Pacific/Kiritimati', '2026-11-24', '00:00', '2026-11-23T10:00:00Z'],
  // British Columbia stayed on daylight time for good after March 2026.
  ['America/Vancouver', '2026-01-15', '09:00', '2026-01-15T17:00:00Z'],
  ['America/Vancouver', '2026-11-24', '09:00', '2026-11-24T16:00:00Z'],
  // Morocco is on +00 all year again since the autumn of 2026.
  ['Africa/Casablanca', '2026-07-15', '09:00', '2026-07-15T08:00:00Z'],
  ['Africa/Casablanca', '2026-11-24', '09:00', '2026-11-24T09:00:00Z'],
  ['UTC', '2026-11-24', '09:00', '2026-11-24T09:00:00Z'],
];

const skipped: [zone: string, date: string, time: string, utc: string][] = [
  ['Europe/Berlin', '2026-03-29', '02:00', '2026-03-29T01:00:00Z'],
  ['Europe/Berlin', '2026-03-29', '02:30', '2026-03-29T01:00:00Z'],
  ['Europe/Berlin', '2026-03-29', '03:00', '2026-03-29T01:00:00Z'],
  ['Europe/London', '2026-03-29', '01:59', '2026-03-29T01:00:00Z'],
  ['America/New_York', '2026-03-08', '02:15', '2026-03-08T07:00:00Z'],
  ['America/Vancouver', '2026-03-08', '02:30', '2026-03-08T10:00:00Z'],
  ['Australia/Lord_Howe', '2026-10-04', '02:15', '2026-10-03T15:30:00Z'],
  // Midnight itself does not exist.
  ['America/Santiago', '2026-09-06', '00:00', '2026-09-06T04:00:00Z'],
  // The whole of 30 December 2011.
  ['Pacific/Apia', '2011-12-30', '00:00', '2011-12-30T10:00:00Z'],
  ['Pacific/Apia', '2011-12-30', '12:00', '2011-12-30T10:00:00Z'],
];

const twice: [zone: string, date: string, time: string, utc: string][] = [
  ['Europe/Berlin', '2026-10-25', '02:00', '2026-10-25T00:00:00Z'],
  ['Europe/Berlin', '2026-10-25', '02:30', '2026-10-25T00:30:00Z'],
  ['Europe/Berlin', '2026-10-25', '03:00', '2026-10-25T02:00:00Z'],
  ['Europe/London', '2026-10-25', '01:30', '2026-10-25T00:30:00Z'],
  ['America/New_York', '2026-11-01', '01:30', '2026-11-01T05:30:00Z'],
  ['Australia/Lord_Howe', '2026-04-05', '01:45', '2026-04-04T14:45:00Z'],
];

const zones = [
  'Europe/Berlin',
  'Europe/London',
  'America/New_York',
  'America/Vancouver',
  'America/Santiago',
  'Africa/Casablanca',
  'Asia/Kolkata',
  'Australia/Lord_Howe',
  'Pacific/Apia',
  'UTC',
];
const anyZone = fc.constantFrom(...zones);
const anyInstant = fc.integer({ min: at('2010-01-01T00:00:00Z'), max: at('2040-01-01T00:00:00Z') });

describe('local time', () => {
  it.each(ordinary)('in %s, %s at %s is %s', (zone, date, time, utc) => {
    expect(instantOf(date, clock(time), zone)).toBe(at(utc));
    expect(localTime(at(utc), zone)).toMatchObject({ date, minutes: clock(time) });
  });

  it.each(skipped)(
    'in %s, %s at %s is skipped, so it is the first instant after: %s',
    (zone, date, time, utc) => {
      expect(instantOf(date, clock(time), zone)).toBe(at(utc));
    },
  );

  it.each(twice)('in %s, %s at %s comes twice, so it is the first: %s', (zone, date, time, utc) => {
    expect(instantOf(date, clock(time), zone)).toBe(at(utc));
  });

  it('tells the weekday of the zone, not of UTC', () => {
    expect(localTime(at('2026-11-22T23:30:00Z'), 'Europe/Berlin')).toEqual({
      date: '2026-11-23',
      minutes: 30,
      weekday: 1,
    });
    expect(localTime(at('2026-11-22T23:30:00Z'), 'America/New_York').weekday).toBe(7);
  });

  it('is of 23 hours on the day that loses one, and of 25 on the day that gains one', () => {
    const start = (date: string) => startOfDay(date, 'Europe/Berlin');
    const length = (date: string) => (start(addDates(date, 1)) - start(date)) / 3_600_000;
    expect([length('2026-03-29'), length('2026-10-25'), length('2026-10-26')]).toEqual([23, 25, 24]);
  });

  it('of any instant leads back to that instant, or to the first of two that read the same', () => {
    fc.assert(
      fc.property(anyInstant, anyZone, (instant, zone) => {
        const whole = Math.floor(instant / 60_000) * 60_000;
        const local = localTime(whole, zone);
        const first = instantOf(local.date, local.minutes, zone);
        expect(first).toBeLessThanOrEqual(whole);
        expect(localTime(first, zone)).toEqual(local);
      }),
      often(100),
    );
  });

  it('never goes backwards in the order of the calendar, and has nothing just before that would read as late', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 10_950 }),
        fc.integer({ min: 0, max: 1438 }),
        anyZone,
        (days, minutes, zone) => {
          const date = addDates('2010-01-01', days);
          const instant = instantOf(date, minutes, zone);
          expect(instantOf(date, minutes + 1, zone)).toBeGreaterThanOrEqual(instant);
          const before = localTime(instant - 1, zone);
          expect(
            `${before.date} ${String(before.minutes).padStart(4, '0')}` <
              `${date} ${String(minutes).padStart(4, '0')}`,
          ).toBe(true);
        },
      ),
      often(100),
    );
  });
});

describe('a zone', () => {
  it.each(['Europe/Berlin', 'UTC', 'America/Argentina/Buenos_Aires'])('%s is one', (zone) => {
    expect(isZone(zone)).toBe(true);
  });

  it.each(['', 'Mars/Olympus', '+05:30', 'Mars+05:30', 'constructor', 'Europe/Berlin ', 'undefined'])(
    '"%s" is none',
    (zone) => {
      expect(isZone(zone)).toBe(false);
    },
  );

  it('that is unknown is never computed with', () => {
    expect(() => instantOf('2026-11-24', 540, 'Mars/Olympus')).toThrow(RangeError);
    expect(() => localTime(0, 'Mars/Olympus')).toThrow(RangeError);
    expect(() => localTime(0, 'Mars+05:30')).toThrow(RangeError);
  });
});

describe('a date', () => {
  it.each(['2026-02-29', '2026-13-01', '26-01-01', '2026-1-1', 'tomorrow', '2026-04-31'])(
    '"%s" is none',
    (text) => {
      expect(isLocalDate(text)).toBe(false);
      expect(() => instantOf(text, 0, 'UTC')).toThrow(RangeError);
    },
  );

  it('is one on a leap day, and tells which day of the week it is', () => {
    expect(isLocalDate('2028-02-29')).toBe(true);
    expect(onOrAfter('2028-02-29', 2)).toBe('2028-02-29');
    expect(onOrAfter('2028-02-29', 1)).toBe('2028-03-06');
    expect(() => startOfDate('2026-02-29')).toThrow('not a date');
  });

  it('counts over months and leap days', () => {
    expect(addDates('2028-02-28', 2)).toBe('2028-03-01');
    expect(addDates('2026-01-01', -1)).toBe('2025-12-31');
    expect([weekdayOf('2026-11-23'), weekdayOf('2026-11-29')]).toEqual([1, 7]);
  });
});
