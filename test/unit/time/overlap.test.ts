/** The time of day that is proposed for a channel. */
import fc from 'fast-check';
import { defaultWorkingHours, type WorkingHours } from '../../../src/core/people.ts';
import { isOutside, proposeTime } from '../../../src/core/time/overlap.ts';
import { often } from '../../support/often.ts';

const person = (tz: string, hours: Partial<WorkingHours> = {}) => ({
  tz,
  workingHours: { ...defaultWorkingHours, ...hours },
});
// A Thursday in winter.
const on = (tz: string) => ({ date: '2026-11-26', tz });

it.each([
  ['nobody: the wish', [], 840],
  ['one city: the wish, where all of them work then', ['Europe/Berlin', 'Europe/Berlin'], 840],
  ['Berlin and London: still the wish', ['Europe/Berlin', 'Europe/London'], 840],
  // New York begins at 9:00, which is 15:00 in Berlin.
  ['Berlin and New York: the first half hour in which both work', ['Europe/Berlin', 'America/New_York'], 900],
  // Berlin ends at 17:30; nine o’clock there is 13:30 in Kolkata.
  ['Berlin and Kolkata: the last in which both work', ['Europe/Berlin', 'Asia/Kolkata'], 750],
  // Two of three overlap at 15:00 (22:00 in Singapore) or at 9:00 (3:00 in New York): the evening is nearer to work than the night.
  [
    'Berlin, New York and Singapore: two of them work, and it is nobody’s night',
    ['Europe/Berlin', 'America/New_York', 'Asia/Singapore'],
    900,
  ],
] as const)('proposes for %s', (_who, zones, minutes) => {
  expect(
    proposeTime(
      zones.map((tz) => person(tz)),
      on('Europe/Berlin'),
      840,
    ),
  ).toBe(minutes);
});

it('is the wish for nobody, the nearer hour to work before the nearer to the wish, and the earlier of two as near', () => {
  expect(proposeTime([], on('Europe/Berlin'), 845)).toBe(845);
  const three = ['Europe/Berlin', 'America/New_York', 'Asia/Singapore'].map((tz) => person(tz));
  // At ten it is four in New York, which is nearer to work than three.
  expect(proposeTime(three, on('Europe/Berlin'), 540)).toBe(600);
  expect(proposeTime([person('Europe/Berlin')], on('Europe/Berlin'), 855)).toBe(840);
});

describe('who is not at work', () => {
  const night = { start: 22 * 60, end: 6 * 60 };
  const isOut = (day: string, time: string, hours: Partial<WorkingHours> = {}) =>
    isOutside(person('UTC', hours), Date.parse(`2026-11-${day}T${time}Z`));

  it('is before the first minute, and in the last half hour, in which nothing begins', () => {
    expect(['08:59', '09:00', '17:00', '17:01'].map((time) => isOut('26', time))).toEqual([
      true,
      false,
      false,
      true,
    ]);
  });

  it('is by day, where the hours go past midnight; those belong to the day on which they began', () => {
    const times = ['21:59', '22:00', '05:30', '05:31', '06:00', '12:00'];
    expect(times.map((time) => isOut('26', time, night))).toEqual([true, false, false, true, true, true]);
    // Friday's night ends on Saturday; Sunday's is nobody's.
    expect(isOut('28', '02:00', night)).toBe(false);
    expect(isOut('28', '23:00', night)).toBe(true);
    expect(isOut('30', '02:00', night)).toBe(true);
    expect(isOut('30', '23:00', night)).toBe(false);
    expect(isOut('24', '00:00', night)).toBe(false);
  });

  it('is nobody whose hours begin and end at the same time, on a day on which they work', () => {
    const always = { start: 540, end: 540 };
    expect(isOut('26', '12:00', always)).toBe(false);
    expect(isOut('26', '03:00', always)).toBe(false);
    expect(isOut('29', '12:00', always)).toBe(true);
  });
});

it('goes by hours that were set, past midnight too, and keeps off days off', () => {
  const night = { start: 22 * 60, end: 6 * 60 };
  expect(proposeTime([person('Europe/Berlin', night)], on('Europe/Berlin'), 840)).toBe(1320);
  // The one who is off on Thursdays has no say in the hour.
  const off = person('Europe/Berlin', { days: [1, 2, 3], start: 360, end: 480 });
  expect(proposeTime([person('Europe/Berlin'), off], on('Europe/Berlin'), 840)).toBe(840);
});

it('is for 500 people what it is for one of each kind', () => {
  const zones = ['Europe/Berlin', 'America/New_York', 'Asia/Singapore', 'Asia/Kolkata'];
  const people = Array.from({ length: 500 }, (_, index) => person(zones[index % 4] ?? 'UTC'));
  expect(proposeTime(people, on('Europe/Berlin'), 840)).toBe(
    proposeTime(people.slice(0, 4), on('Europe/Berlin'), 840),
  );
});

it('never proposes a time at which fewer work than at the wish', () => {
  const zone = fc.constantFrom('Europe/Berlin', 'America/New_York', 'Asia/Singapore', 'Pacific/Apia');
  const working = (zones: readonly string[], minutes: number) => {
    const instant = Date.parse('2026-11-26T00:00Z') + minutes * 60_000;
    const offsets: Record<string, number> = {
      'Europe/Berlin': 60,
      'America/New_York': -300,
      'Asia/Singapore': 480,
      'Pacific/Apia': 780,
    };
    return zones.filter((tz) => {
      const local = new Date(instant + (offsets[tz] ?? 0) * 60_000);
      const time = local.getUTCHours() * 60 + local.getUTCMinutes();
      return local.getUTCDay() >= 1 && local.getUTCDay() <= 5 && time >= 540 && time <= 1020;
    }).length;
  };
  fc.assert(
    fc.property(
      fc.array(zone, { minLength: 1, maxLength: 9 }),
      fc.integer({ min: 0, max: 47 }),
      (zones, half) => {
        const proposed = proposeTime(
          zones.map((tz) => person(tz)),
          on('UTC'),
          half * 30,
        );
        expect(working(zones, proposed)).toBeGreaterThanOrEqual(working(zones, half * 30));
      },
    ),
    often(40),
  );
});
