/** What can be shared with whom, which dates can be proposed, and when Lore speaks of a step. */
import fc from 'fast-check';
import { day, hour } from '../../../src/core/clock.ts';
import { userId } from '../../../src/core/ids.ts';
import { defaultWorkingHours, memberTypes } from '../../../src/core/people.ts';
import { addDates } from '../../../src/core/time/date.ts';
import type { Worker } from '../../../src/core/time/holidays.ts';
import { localTime } from '../../../src/core/time/zone.ts';
import { isEmpty, whyNotChosen, wordsOf } from '../../../src/features/purpose/sheet/rules.ts';
import {
  asksAt,
  limitsOf,
  proposed,
  remindsAt,
  whyNotDue,
} from '../../../src/features/purpose/together/rules.ts';

/** Tuesday. */
const now = Date.UTC(2026, 10, 24, 10);
const tz = 'Europe/Berlin';
const worker: Worker = {
  workingHours: defaultWorkingHours,
  tz,
  awayUntil: null,
  isHoliday: (date) => date === '2026-12-25',
};
const two = [worker, { ...worker, tz: 'Asia/Singapore' }];

describe('a sheet', () => {
  it('is empty only where nothing stands in any part, and is looked for by what somebody wants, not by what drives them', () => {
    const sheet = { learn: 'a', drives: 'b', toward: 'c' };
    expect(isEmpty({ learn: '', drives: '', toward: '' })).toBe(true);
    for (const part of ['learn', 'drives', 'toward'])
      expect(isEmpty({ learn: '', drives: '', toward: '', [part]: 'x' })).toBe(false);
    expect(wordsOf(sheet)).toBe('a\nc');
    expect(wordsOf({ ...sheet, learn: '' })).toBe('c');
  });

  it('is shared with another full member of the workspace, and with nobody else', () => {
    const self = userId('U1');
    const other = userId('U2');
    expect(whyNotChosen(self, null)).toBe('unknown');
    expect(whyNotChosen(self, { userId: self, memberType: 'member' })).toBe('self');
    const refused = memberTypes.map((memberType) => whyNotChosen(self, { userId: other, memberType }));
    expect(refused).toEqual([null, 'guest', 'external', 'app', 'left']);
  });
});

describe('dates that somebody proposes', () => {
  const propose = (days: readonly (string | null)[], minutes: number | null = 14 * 60) =>
    proposed(days, minutes, now, tz, two);

  it('are those days at that time by their clock, the earliest first', () => {
    const found = propose(['2026-12-03', null, '2026-12-01']);
    expect(found).toEqual({ ats: [Date.UTC(2026, 11, 1, 13), Date.UTC(2026, 11, 3, 13)] });
  });

  it.each([
    [[null, null, null], 'none', 0],
    [['2026-11-24'], 'past', 0, 9 * 60],
    [['2026-12-01', '2026-11-23'], 'past', 1],
    [['2027-11-24'], 'far', 0],
    [['2026-12-01', null, '2026-12-01'], 'twice', 2],
    [['2026-12-05'], 'off', 0],
    [['2026-12-25'], 'off', 0],
    // In Singapore it is Saturday by then.
    [['2026-12-04'], 'off', 0, 22 * 60],
  ] as const)('%j are refused: %s', (days, why, nth, minutes = 14 * 60) => {
    expect(propose(days, minutes)).toEqual({ why, nth });
  });

  it('are refused without a time, and while one of the two is away', () => {
    expect(propose(['2026-12-01'], null)).toEqual({ why: 'noTime', nth: 0 });
    const away = [worker, { ...worker, awayUntil: Date.UTC(2026, 11, 2) }];
    expect(proposed(['2026-12-01'], 600, now, tz, away)).toEqual({ why: 'off', nth: 0 });
  });

  it('are all to come, near, different, and in order, whatever is typed', () => {
    const someDay = fc.option(fc.integer({ min: -5, max: 400 }).map((days) => addDates('2026-11-24', days)));
    fc.assert(
      fc.property(fc.array(someDay, { maxLength: 3 }), fc.integer({ min: 0, max: 1439 }), (days, minutes) => {
        const found = proposed(days, minutes, now, tz, two);
        if ('why' in found) return;
        expect(found.ats.length).toBe(days.filter((on) => on !== null).length);
        expect(found.ats).toEqual([...new Set(found.ats)].toSorted((a, b) => a - b));
        for (const at of found.ats) {
          expect(at).toBeGreaterThan(now);
          expect(at).toBeLessThanOrEqual(now + limitsOf.ahead * day);
        }
      }),
    );
  });
});

describe('Lore speaks', () => {
  it('of a talk a working day before, and not if that is past', () => {
    const monday = Date.UTC(2026, 10, 30, 13);
    expect(localTime(remindsAt(monday, worker, now) ?? 0, tz).date).toBe('2026-11-27');
    expect(remindsAt(now + 2 * hour, worker, now)).toBeNull();
  });

  it('of a step at work on the day it is due, or on the next working day', () => {
    const at = (due: string, one = worker) => asksAt(due, one, now);
    expect(at('2026-11-25')).toBe(Date.UTC(2026, 10, 25, 8));
    expect(at('2026-11-28')).toBe(Date.UTC(2026, 10, 30, 8));
    expect(at('2026-12-25')).toBe(Date.UTC(2026, 11, 28, 8));
    expect(at('2026-11-24')).toBe(now);
    expect(at('2026-11-25', { ...worker, awayUntil: Date.UTC(2026, 11, 1) })).toBe(Date.UTC(2026, 11, 1, 8));
    const never = { ...worker, workingHours: { ...defaultWorkingHours, days: [] } };
    expect(at('2026-11-25', never)).toBeNull();
  });

  it('of a step on a day from today on, within a year', () => {
    expect(whyNotDue(null, now, tz)).toBe('none');
    expect(whyNotDue('2026-11-23', now, tz)).toBe('past');
    expect(whyNotDue('2026-11-24', now, tz)).toBeNull();
    expect(whyNotDue('2027-11-25', now, tz)).toBeNull();
    expect(whyNotDue('2027-11-26', now, tz)).toBe('far');
  });
});
