import fc from 'fast-check';
import { day } from '../../../src/core/clock.ts';
import { localTime } from '../../../src/core/time/zone.ts';
import {
  byUrgency,
  isOld,
  limitMet,
  limitReach,
  nearUntil,
  nextAllowed,
} from '../../../src/jobs/dm-limit.ts';
import { often } from '../../support/often.ts';

const at = (text: string) => Date.parse(text);
const iso = (instant: number) => new Date(instant).toISOString();

describe('the limit on unasked direct messages', () => {
  it('lets the first one through', () => {
    expect(nextAllowed([], 'Europe/Berlin', at('2026-11-24T10:00:00Z'))).toBe(at('2026-11-24T10:00:00Z'));
  });

  it('makes the second one of a day wait for the person’s own midnight', () => {
    const next = (tz: string) =>
      iso(nextAllowed([at('2026-11-24T09:00:00Z')], tz, at('2026-11-24T10:00:00Z')));
    expect(next('Europe/Berlin')).toBe('2026-11-24T23:00:00.000Z');
    expect(next('America/New_York')).toBe('2026-11-25T05:00:00.000Z');
    // 23:30 and 00:30 in Kolkata: two days.
    expect(iso(nextAllowed([at('2026-11-24T18:00:00Z')], 'Asia/Kolkata', at('2026-11-24T19:00:00Z')))).toBe(
      '2026-11-24T19:00:00.000Z',
    );
  });

  it('makes the fourth within seven days wait until the first is seven days old', () => {
    const [first, second, third] = [
      '2026-11-23T09:00:00Z',
      '2026-11-24T09:00:00Z',
      '2026-11-25T09:00:00Z',
    ].map(at) as [number, number, number];
    // In whatever order they are told.
    for (const sent of [
      [first, second, third],
      [third, second, first],
      [second, third, first],
    ])
      expect(iso(nextAllowed(sent, 'Europe/Berlin', at('2026-11-26T09:00:00Z')))).toBe(
        '2026-11-30T09:00:00.000Z',
      );
  });

  it('holds over the whole of any history that does as it says', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('Europe/Berlin', 'America/New_York', 'Asia/Kolkata', 'Pacific/Apia'),
        fc.array(fc.integer({ min: 0, max: 3 * day }), { maxLength: 40 }),
        (tz, waits) => {
          const sent: number[] = [];
          let now = at('2026-03-01T00:00:00Z');
          for (const wait of waits) {
            const next = nextAllowed(sent, tz, now + wait);
            expect(next).toBeGreaterThanOrEqual(now + wait);
            expect(nextAllowed(sent, tz, next)).toBe(next);
            sent.push(next);
            now = next;
          }
          const dates = sent.map((instant) => localTime(instant, tz).date);
          expect(new Set(dates).size).toBe(dates.length);
          for (const instant of sent)
            expect(
              sent.filter((other) => other > instant - 7 * day && other <= instant).length,
            ).toBeLessThanOrEqual(3);
        },
      ),
      often(100),
    );
  });

  it('never waits longer than a week', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 14 * day }), { maxLength: 30 }), (ages) => {
        const now = at('2026-06-15T12:00:00Z');
        const next = nextAllowed(
          ages.map((age) => now - age),
          'Europe/Berlin',
          now,
        );
        expect(next - now).toBeLessThanOrEqual(8 * day);
      }),
      often(100),
    );
  });

  it('puts what is more urgent first, and leaves the rest as it was', () => {
    const all = ['suggestion', 'rest', 'due', 'closing', null, 'check', 'accept', 'presenting', 'answer'];
    const sorted = all
      .map((urgency) => ({ urgency, date: null }))
      .toSorted(byUrgency(at('2026-12-01T00:00:00Z')));
    expect(sorted.map(({ urgency }) => urgency)).toEqual([
      'answer',
      'accept',
      'closing',
      'due',
      'presenting',
      'check',
      'rest',
      'suggestion',
      null,
    ]);
  });

  it('puts a date that is not within two working days after the checks, and before what only arrives', () => {
    // A Thursday: Friday and Monday are the two working days.
    const hours = { days: [1, 2, 3, 4, 5], start: 540, end: 1050, holidays: null };
    const until = (isHoliday = (_date: string) => false) =>
      nearUntil(hours, 'Europe/Berlin', at('2026-11-26T10:00:00Z'), isHoliday);
    expect(new Date(until()).toISOString()).toBe('2026-11-30T22:59:59.999Z');
    expect(new Date(until((date) => date === '2026-11-27')).toISOString()).toBe('2026-12-01T22:59:59.999Z');
    const all = [
      { urgency: 'rest', date: null },
      { urgency: 'presenting', date: at('2026-12-01T09:00:00Z') },
      { urgency: 'check', date: null },
      { urgency: 'due', date: at('2026-11-30T09:00:00Z') },
      { urgency: 'accept', date: at('2027-01-01T09:00:00Z') },
      { urgency: 'due', date: at('2026-11-01T09:00:00Z') },
    ];
    expect(all.toSorted(byUrgency(until())).map((one) => all.indexOf(one))).toEqual([4, 3, 5, 2, 1, 0]);
  });

  it('has a near time for whoever never works, too', () => {
    const hours = { days: [], start: 540, end: 1050, holidays: null };
    const now = at('2026-11-26T10:00:00Z');
    expect(nearUntil(hours, 'Europe/Berlin', now, () => false)).toBe(at('2026-12-26T22:59:59.999Z'));
  });

  it('lets only a suggestion be too old, and only once the limit held it for a week', () => {
    const now = at('2026-11-26T10:00:00Z');
    expect(isOld({ urgency: 'suggestion', held_at: now - 7 * day }, now)).toBe(true);
    expect(isOld({ urgency: 'suggestion', held_at: now - 7 * day + 1 }, now)).toBe(false);
    expect(isOld({ urgency: 'suggestion', held_at: null }, now)).toBe(false);
    expect(isOld({ urgency: 'rest', held_at: now - 30 * day }, now)).toBe(false);
  });
});

describe('which limit keeps a message back', () => {
  const monday = at('2026-11-23T09:00:00Z');
  const met = (sent: readonly number[], now: number) => limitMet(sent, 'Europe/Berlin', now);

  it('is none where it may be sent', () => {
    expect(met([], monday)).toBeNull();
    expect(met([monday], monday + day)).toBeNull();
    expect(met([monday, monday + day, monday + 2 * day], monday + 7 * day)).toBeNull();
  });

  it('is the day’s where there was one today, and the week’s where there were three in seven days', () => {
    expect(met([monday], monday + 1)).toBe('one_a_day');
    expect(met([monday - 8 * day, monday - 7 * day, monday - day, monday], monday + 1)).toBe('one_a_day');
    expect(met([monday - 2 * day, monday - day, monday], monday + 1)).toBe('three_a_week');
    expect(met([monday, monday + 2 * day, monday + day], monday + 3 * day)).toBe('three_a_week');
  });

  it('needs no message that is older than what counts', () => {
    const sent = [monday - limitReach, monday - day, monday - 2 * day];
    expect(met(sent, monday)).toBe(met(sent.slice(1), monday));
    expect(met(sent.slice(1), monday)).toBeNull();
  });
});
