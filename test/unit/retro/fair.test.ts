/** Time that is fair to the last zone. Expected instants are read off the time-zone database, not computed by our code. */
import fc from 'fast-check';
import { defaultWorkingHours, type WorkingHours } from '../../../src/core/people.ts';
import { holidaysOf, noHolidays, type Worker } from '../../../src/core/time/holidays.ts';
import { fairEnd } from '../../../src/features/retro/session/fair.ts';
import { endOf, hoursADay, workingHoursAfter } from '../../../src/features/retro/session/lengths.ts';
import { reminderAt } from '../../../src/features/retro/session/timing.ts';
import type { Length } from '../../../src/features/retro/start/formats.ts';
import { often } from '../../support/often.ts';
import { at, berlin } from './states.ts';

const iso = (instant: number | null): string | null =>
  instant === null ? null : new Date(instant).toISOString().replace(':00.000Z', 'Z');

const working = (tz: string, hours: Partial<WorkingHours> = {}, more: Partial<Worker> = {}): Worker => ({
  tz,
  workingHours: { ...defaultWorkingHours, ...hours },
  awayUntil: null,
  isHoliday: noHolidays,
  ...more,
});

/** A phase of a channel in Berlin, for these people. */
function ending(begins: string, people: readonly Worker[], length: Length = 'days-1'): string | null {
  const from = at(begins);
  const endsAt = endOf(length, from, berlin);
  return iso(fairEnd(people, { length, from, endsAt, usualEnd: endsAt, calendar: berlin }));
}

describe('a phase that begins on a day off counts from the next working moment', () => {
  // Saturday 28 November 2026 at noon, to Monday at the end of the day: a whole day of the channel.
  it.each([
    ['Pacific/Auckland', '2026-11-27T23:00Z', '2026-11-30T04:30Z'],
    ['Asia/Tokyo', '2026-11-28T03:00Z', '2026-11-30T08:30Z'],
    ['Asia/Kolkata', '2026-11-28T06:30Z', '2026-11-30T12:00Z'],
    ['Europe/Berlin', '2026-11-28T11:00Z', '2026-11-30T16:30Z'],
    ['Europe/London', '2026-11-28T12:00Z', '2026-11-30T17:30Z'],
    ['America/Sao_Paulo', '2026-11-28T15:00Z', '2026-11-30T20:30Z'],
    ['America/New_York', '2026-11-28T17:00Z', '2026-11-30T22:30Z'],
    ['America/Los_Angeles', '2026-11-28T20:00Z', '2026-12-01T01:30Z'],
    ['Pacific/Honolulu', '2026-11-28T22:00Z', '2026-12-01T03:30Z'],
  ])('%s', (tz, saturday, end) => {
    expect(iso(endOf('days-1', at(saturday), { ...berlin, tz }))).toBe(end);
  });

  it('as it does where the week begins on Sunday, on a holiday, and over a change of clocks', async () => {
    const cairo = { ...berlin, tz: 'Africa/Cairo', days: [7, 1, 2, 3, 4] };
    // Friday: Sunday until 17:30, in winter time.
    expect(iso(endOf('days-1', at('2026-11-27T10:00Z'), cairo))).toBe('2026-11-29T15:30Z');
    const bavaria = { ...berlin, isHoliday: await holidaysOf('DE-BY') };
    // Epiphany, a Wednesday, is a holiday in Bavaria.
    expect(iso(endOf('days-1', at('2027-01-06T09:00Z'), bavaria))).toBe('2027-01-07T16:30Z');
    // The night to Sunday 29 March 2026 is an hour shorter.
    expect(iso(endOf('days-1', at('2026-03-28T12:00Z'), berlin))).toBe('2026-03-30T15:30Z');
    expect(iso(endOf('days-2', at('2026-10-24T12:00Z'), berlin))).toBe('2026-10-27T16:30Z');
  });

  it('and ends as if it had begun then, whenever that is', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 24 * 60 }), (minutes) => {
        const weekend = at('2026-11-28T08:00Z') + minutes * 60_000;
        expect(endOf('days-2', weekend, berlin)).toBe(endOf('days-2', at('2026-11-30T08:00Z'), berlin));
      }),
      often(20),
    );
  });
});

describe('everybody has a working day in it, or it is longer for all', () => {
  // A vote of a channel in Berlin, begun on Saturday: Monday at 17:30 there, or Tuesday where Monday is not over by then.
  it.each([
    ['Pacific/Auckland', '2026-11-30T16:30Z'],
    ['Asia/Tokyo', '2026-11-30T16:30Z'],
    ['Asia/Kolkata', '2026-11-30T16:30Z'],
    ['Africa/Cairo', '2026-11-30T16:30Z'],
    ['Europe/Berlin', '2026-11-30T16:30Z'],
    ['Europe/London', '2026-12-01T16:30Z'],
    ['America/Sao_Paulo', '2026-12-01T16:30Z'],
    ['America/Los_Angeles', '2026-12-01T16:30Z'],
    ['Pacific/Honolulu', '2026-12-01T16:30Z'],
  ])('on a weekend with somebody in %s', (tz, end) => {
    expect(ending('2026-11-28T11:00Z', [working('Europe/Berlin'), working(tz)])).toBe(end);
  });

  // From Friday 10:00 to Monday 10:00 in Berlin each of them has had the hours of a day.
  it.each([
    'Pacific/Auckland',
    'Asia/Tokyo',
    'Asia/Kolkata',
    'Africa/Cairo',
    'Europe/Berlin',
    'Europe/London',
    'America/Sao_Paulo',
    'America/Los_Angeles',
    'Pacific/Honolulu',
  ])('as usual from Friday to Monday with somebody in %s', (tz) => {
    expect(ending('2026-11-27T09:00Z', [working(tz)])).toBe('2026-11-30T09:00Z');
  });

  it('counts the hour that a change of clocks takes away', () => {
    // Friday 10:00 to Monday 10:00 in Berlin is an hour less: in Tokyo half an hour is missing on Monday.
    expect(ending('2026-03-27T09:00Z', [working('Asia/Tokyo')])).toBe('2026-03-30T15:30Z');
    expect(ending('2026-03-27T09:00Z', [working('America/New_York')])).toBe('2026-03-30T08:00Z');
  });

  it('counts holidays of a person’s own region', async () => {
    const isHoliday = await holidaysOf('US');
    const away = working('America/New_York', {}, { isHoliday });
    // Thanksgiving: their day is Friday, over at 23:30 in Berlin, where the next day ends on Monday.
    expect(ending('2026-11-25T17:00Z', [away])).toBe('2026-11-30T16:30Z');
    expect(ending('2026-11-25T17:00Z', [working('America/New_York')])).toBe('2026-11-27T16:30Z');
  });

  it('waits for people who work on other days, three working days at most', () => {
    // Thursday 10:00 to Friday 10:00; three working days later is Wednesday 10:00.
    const on = (day: number) => ending('2026-11-26T09:00Z', [working('Europe/Berlin', { days: [day] })]);
    expect([on(4), on(5), on(6), on(1), on(2)]).toEqual([
      // Seven and a half hours on Thursday are not a day, and the next Thursday is too far.
      '2026-11-27T09:00Z',
      '2026-11-27T16:30Z',
      // Saturday is over before the channel’s next working day ends.
      '2026-11-30T16:30Z',
      '2026-11-30T16:30Z',
      '2026-12-01T16:30Z',
    ]);
    // Nobody waits in vain for who has no day until then, nor for who never works.
    expect([on(3), ending('2026-11-26T09:00Z', [working('Europe/Berlin', { days: [] })])]).toEqual([
      '2026-11-27T09:00Z',
      '2026-11-27T09:00Z',
    ]);
    const two = [working('Europe/Berlin', { days: [1] }), working('Europe/Berlin', { days: [3] })];
    expect(ending('2026-11-26T09:00Z', two)).toBe('2026-11-30T16:30Z');
  });

  it('does not count people who are away, and gives those who come back in it a day from then on', () => {
    const until = (back: string) =>
      ending('2026-11-26T09:00Z', [working('Europe/Berlin', {}, { awayUntil: at(back) })]);
    expect(until('2026-11-27T09:00Z')).toBe('2026-11-27T09:00Z');
    expect(until('2026-12-10T23:00Z')).toBe('2026-11-27T09:00Z');
    expect(until('2026-11-26T23:00Z')).toBe('2026-11-27T16:30Z');
  });

  it('takes a part of a day as its measure where it takes a part of one, and nothing where it takes minutes', () => {
    // Half a day from Tuesday 10:00 in Berlin; half a day in Los Angeles ends there at 13:15.
    expect(ending('2026-11-24T09:00Z', [working('Europe/Berlin')], 'half-day')).toBe('2026-11-24T13:15Z');
    expect(ending('2026-11-24T09:00Z', [working('America/Los_Angeles')], 'half-day')).toBe(
      '2026-11-25T16:30Z',
    );
    expect(ending('2026-11-24T09:00Z', [working('America/Los_Angeles')], 'hours-1')).toBe(
      '2026-11-24T10:00Z',
    );
  });

  it('counts hours past midnight as a day of the evening on which they began', () => {
    const nights = working('Europe/Berlin', { start: 22 * 60, end: 6 * 60 });
    // The night to Friday is over before Friday 10:00.
    expect(ending('2026-11-26T09:00Z', [nights])).toBe('2026-11-27T09:00Z');
    // From Saturday on, the first night is that to Tuesday.
    expect(ending('2026-11-28T09:00Z', [nights])).toBe('2026-12-01T16:30Z');
  });

  const zone = fc.constantFrom(
    'Pacific/Auckland',
    'Asia/Tokyo',
    'Asia/Kolkata',
    'Africa/Cairo',
    'Europe/Berlin',
    'America/Sao_Paulo',
    'America/Los_Angeles',
    'Pacific/Honolulu',
  );
  const someone = fc
    .record({
      tz: zone,
      days: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 0, maxLength: 7 }),
      start: fc.integer({ min: 0, max: 23 }).map((hours) => hours * 60),
      hours: fc.integer({ min: 1, max: 12 }),
    })
    .map(({ tz, days, start, hours }) => working(tz, { days, start, end: (start + hours * 60) % 1440 }));
  const begins = fc
    .integer({ min: 0, max: 365 * 24 })
    .map((hours) => at('2026-01-01T00:00Z') + hours * 3_600_000);

  /** Half hours in someone’s working hours between two instants, told by the wall clock alone. */
  function halfHours({ tz, workingHours: { days, start, end } }: Worker, from: number, to: number): number {
    const clock = new Intl.DateTimeFormat('en-GB', {
      timeZone: tz,
      weekday: 'short',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    });
    const names = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
    let count = 0;
    for (let now = from; now < to; now += 1_800_000) {
      const parts = Object.fromEntries(clock.formatToParts(now).map(({ type, value }) => [type, value]));
      const minutes = Number(parts['hour']) * 60 + Number(parts['minute']);
      const today = names.indexOf(parts['weekday'] ?? '') + 1;
      const yesterday = ((today + 5) % 7) + 1;
      const isDay = end > start && days.includes(today) && minutes >= start && minutes < end;
      const isEvening = end <= start && days.includes(today) && minutes >= start;
      const isMorning = end <= start && days.includes(yesterday) && minutes < end;
      if (isDay || isEvening || isMorning) count += 1;
    }
    return count;
  }

  it('holds for everybody who can have a day within three more, and is never longer than that', () => {
    fc.assert(
      fc.property(fc.array(someone, { maxLength: 5 }), begins, (people, from) => {
        const endsAt = endOf('days-1', from, berlin);
        const latest = workingHoursAfter(endsAt, 3 * hoursADay, berlin);
        const end = fairEnd(people, { length: 'days-1', from, endsAt, usualEnd: endsAt, calendar: berlin });
        expect(end).toBeGreaterThanOrEqual(endsAt);
        expect(end).toBeLessThanOrEqual(latest);
        for (const one of people) {
          const { start, end: until } = one.workingHours;
          const day = ((until - start + 1440) % 1440) / 30;
          if (halfHours(one, from, latest) >= day)
            expect(halfHours(one, from, end)).toBeGreaterThanOrEqual(day);
        }
        // More people never make it shorter.
        const fewer = fairEnd(people.slice(1), {
          length: 'days-1',
          from,
          endsAt,
          usualEnd: endsAt,
          calendar: berlin,
        });
        expect(end).toBeGreaterThanOrEqual(fewer);
      }),
      often(30),
    );
  });
});

describe('the one reminder', () => {
  // Friday 10:00 to Monday 10:00 in Berlin.
  it.each([
    ['Pacific/Auckland', '2026-11-29T20:00Z'],
    ['Asia/Tokyo', '2026-11-30T00:00Z'],
    ['Asia/Kolkata', '2026-11-30T03:30Z'],
    ['Africa/Cairo', '2026-11-30T07:00Z'],
    ['Europe/Berlin', '2026-11-30T08:00Z'],
    // Half past nine in Berlin leaves half an hour; ten o’clock leaves none, so it is the last moment of Friday.
    ['Europe/London', '2026-11-27T17:00Z'],
    ['America/Sao_Paulo', '2026-11-27T20:00Z'],
    ['America/Los_Angeles', '2026-11-28T01:00Z'],
    ['Pacific/Honolulu', '2026-11-28T03:00Z'],
  ])('comes when somebody in %s works, at the last moment where half-time found none', (tz, expected) => {
    const found = reminderAt(working(tz), at('2026-11-27T09:00Z'), at('2026-11-30T09:00Z'), noHolidays);
    expect(iso(found)).toBe(expected);
  });

  it('does not come to somebody who is away, or does not work before the end', () => {
    const from = at('2026-11-27T09:00Z');
    const end = at('2026-11-30T09:00Z');
    const back = working('America/Los_Angeles', {}, { awayUntil: at('2026-11-29T08:00Z') });
    expect(reminderAt(back, from, end, noHolidays)).toBeNull();
    expect(reminderAt(working('Europe/Berlin', { days: [3] }), from, end, noHolidays)).toBeNull();
  });
});
