/** The time of day that is proposed for a channel. */
import fc from 'fast-check';
import { defaultWorkingHours, type WorkingHours } from '../../../src/core/people.ts';
import { proposeTime } from '../../../src/core/time/overlap.ts';
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
