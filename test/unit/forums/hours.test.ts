/** At which hour a forum meets, and how the burden is shared. */
import fc from 'fast-check';
import { day as dayLong, minute } from '../../../src/core/clock.ts';
import { addDates, weekdayOf } from '../../../src/core/time/date.ts';
import { noHolidays } from '../../../src/core/time/holidays.ts';
import { instantOf, localTime } from '../../../src/core/time/zone.ts';
import {
  burdenOf,
  chooseHour,
  cityOf,
  type Clock,
  ledgerOf,
  type Meeting,
  night,
} from '../../../src/features/forums/hours/rules.ts';

const workdays = [1, 2, 3, 4, 5];
const clock = (tz: string, start = 9 * 60, end = 17 * 60 + 30): Clock => ({
  tz,
  hours: { days: workdays, start, end, holidays: null },
  isHoliday: noHolidays,
});
/** A Wednesday. */
const first = '2026-12-09';

/** So many meetings, each so many days after the last, by what the last three months asked. */
function meets(clocks: readonly Clock[], count: number, apart = 28, tz = clocks[0]?.tz ?? 'UTC') {
  const held: number[] = [];
  for (let nth = 0; nth < count; nth += 1) {
    const day = addDates(first, nth * apart);
    const from = instantOf(day, 0, tz);
    const past = held.filter((at) => at >= from - 92 * dayLong).toReversed();
    const at = chooseHour({ day, tz, wish: 14 * 60, clocks, past, keptFree: [] });
    if (at !== null) held.push(at);
  }
  const carried = clocks.map((one) => held.reduce((sum, at) => sum + burdenOf(one, at, tz), 0));
  return { held, carried, hours: held.map((at) => localTime(at, tz).minutes) };
}

const inNight = (tz: string, at: number) =>
  [at, at + 30 * minute, at + 60 * minute - 1].some((moment) => {
    const { minutes } = localTime(moment, tz);
    return minutes >= night.from || minutes < night.until;
  });

it('meets at the usual hour, and keeps it, where that suits everybody', () => {
  const { carried, hours } = meets([clock('Europe/Berlin'), clock('Europe/Lisbon')], 6);
  expect(hours).toEqual(Array(6).fill(14 * 60));
  expect(carried).toEqual([0, 0]);
});

it('keeps the hour that suited, though the wish became another', () => {
  const clocks = [clock('Europe/Berlin')];
  const before = instantOf('2026-12-02', 10 * 60, 'Europe/Berlin');
  const at = chooseHour({
    day: first,
    tz: 'Europe/Berlin',
    wish: 14 * 60,
    clocks,
    past: [before],
    keptFree: [],
  });
  expect(localTime(at ?? 0, 'Europe/Berlin').minutes).toBe(10 * 60);
});

it('alternates between Berlin, New York and Tokyo, at nobody’s night', () => {
  const zones = ['Europe/Berlin', 'America/New_York', 'Asia/Tokyo'];
  const { held, hours, carried } = meets(
    zones.map((tz) => clock(tz)),
    3,
  );
  expect(new Set(hours).size).toBeGreaterThan(1);
  for (const tz of zones) for (const at of held) expect(inNight(tz, at)).toBe(false);
  // Tokyo is never awake at work while New York is: nobody can take that from it, and the others share the rest.
  const [berlin = 0, newYork = 0] = carried;
  expect(Math.abs(berlin - newYork)).toBeLessThanOrEqual(60);
});

it('finds no hour where it is always somebody’s night', () => {
  const zones = ['Europe/Berlin', 'America/New_York', 'Asia/Tokyo', 'Asia/Kolkata', 'Pacific/Honolulu'];
  expect(
    meets(
      zones.map((tz) => clock(tz)),
      1,
    ).held,
  ).toEqual([]);
});

it('takes no hour that is kept free for learning', () => {
  const tz = 'Europe/Berlin';
  const keptFree = [{ from: instantOf(first, 13 * 60, tz), until: instantOf(first, 15 * 60, tz) }];
  const at = chooseHour({ day: first, tz, wish: 14 * 60, clocks: [clock(tz)], past: [], keptFree });
  expect(localTime(at ?? 0, tz).minutes).toBe(15 * 60);
});

it('who has the whole day off decides nothing, and carries nothing', () => {
  const tz = 'Europe/Berlin';
  const off: Clock = {
    ...clock('America/New_York'),
    isHoliday: (date) => date === first || date === addDates(first, -1),
  };
  const { carried, hours } = meets([clock(tz), off], 1);
  expect(hours).toEqual([14 * 60]);
  expect(carried).toEqual([0, 0]);
});

it('names a zone by its city, and counts it by a usual working day, whoever is in it', () => {
  expect(cityOf('America/New_York')).toBe('New York');
  const at = instantOf(first, 18 * 60, 'Europe/Berlin');
  const usual = clock('Europe/Berlin').hours;
  expect(ledgerOf(['Europe/Berlin', 'America/New_York'], [at], 'Europe/Berlin', usual)).toEqual([
    { tz: 'Europe/Berlin', city: 'Berlin', minutes: 60 },
    { tz: 'America/New_York', city: 'New York', minutes: 0 },
  ]);
});

const zones = [
  'Europe/Berlin',
  'America/New_York',
  'Asia/Tokyo',
  'Asia/Kolkata',
  'America/Vancouver',
  'Australia/Sydney',
];
const someClock = fc
  .tuple(fc.constantFrom(...zones), fc.integer({ min: 14, max: 20 }))
  .map(([tz, half]) => clock(tz, half * 30, half * 30 + 8 * 60));

/** Whether that day has an hour at which only the other would be outside their working hours, and not in their night. */
const isSpared = (one: Clock, other: Clock, day: string): boolean =>
  Array.from({ length: 48 }, (_, nth) => instantOf(day, nth * 30, 'Europe/Berlin')).some(
    (at) => burdenOf(one, at, 'Europe/Berlin') === 0 && !inNight(one.tz, at) && !inNight(other.tz, at),
  );

it('of two zones that can each be spared, neither carries more than one meeting’s length beyond the other in three months', () => {
  fc.assert(
    fc.property(fc.tuple(someClock, someClock), fc.constantFrom(14, 28), (two, apart) => {
      const count = 84 / apart;
      const [a, b] = two;
      const days = Array.from({ length: count }, (_, nth) => addDates(first, nth * apart));
      if (!days.every((day) => isSpared(a, b, day) && isSpared(b, a, day))) return;
      const { held, carried } = meets(two, count, apart, 'Europe/Berlin');
      expect(held).toHaveLength(count);
      const [one = 0, other = 0] = carried;
      expect(Math.abs(one - other)).toBeLessThanOrEqual(60);
    }),
  );
});

it('nobody carries most while another hour of that day would leave those who carry most with less', () => {
  fc.assert(
    fc.property(
      fc.array(someClock, { minLength: 1, maxLength: 4 }),
      fc.array(fc.integer({ min: 1, max: 12 }), { maxLength: 3 }),
      (clocks, weeks) => {
        const tz = 'Europe/Berlin';
        const past = weeks.map((week) => instantOf(addDates(first, -7 * week), 8 * 60 + week * 30, tz));
        const meeting: Meeting = { day: first, tz, wish: 14 * 60, clocks, past, keptFree: [] };
        const chosen = chooseHour(meeting);
        if (chosen === null) return;
        const heaviest = (at: number) =>
          Math.max(
            ...clocks.map((one) => [...past, at].reduce((sum, when) => sum + burdenOf(one, when, tz), 0)),
          );
        const isEasy = clocks.every((one) => burdenOf(one, chosen, tz) === 0);
        for (let minutes = 0; minutes < 24 * 60; minutes += 30) {
          const other = instantOf(first, minutes, tz);
          if (isEasy || clocks.some((one) => inNight(one.tz, other))) continue;
          expect(heaviest(chosen)).toBeLessThanOrEqual(heaviest(other));
        }
      },
    ),
  );
});

it('is on the day that was asked for, by the channel’s clock', () => {
  fc.assert(
    fc.property(
      fc.array(someClock, { minLength: 1, maxLength: 3 }),
      fc.integer({ min: 0, max: 60 }),
      (clocks, days) => {
        const day = addDates(first, days);
        const tz = 'Europe/Berlin';
        const at = chooseHour({ day, tz, wish: 14 * 60, clocks, past: [], keptFree: [] });
        if (at === null) return;
        expect(localTime(at, tz).date).toBe(day);
        expect(weekdayOf(day)).toBe(localTime(at, tz).weekday);
      },
    ),
  );
});
