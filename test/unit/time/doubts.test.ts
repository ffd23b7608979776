/** What is said of a time of day before it is kept: whose night it is, and what falls on a day off. */
import type { WorkingHours } from '../../../src/core/people.ts';
import type { Calendar } from '../../../src/core/recurrence.ts';
import { doubtsOfMove, doubtsOfRule } from '../../../src/core/time/doubts.ts';
import { instantOf } from '../../../src/core/time/zone.ts';

const days = [1, 2, 3, 4, 5];
const hours: WorkingHours = { days, start: 9 * 60, end: 17 * 60 + 30, holidays: null };
const at = (tz: string, workingHours = hours) => ({ tz, workingHours });
const berlin: Calendar = { tz: 'Europe/Berlin', days, isHoliday: (date) => date === '2026-12-25' };
const rule = (weekday: number, minutes: number) => ({ every: 'week', weekday, minutes }) as const;
const tuesday = Date.parse('2026-11-24T11:00:00Z');

describe('what is said of a time before it is kept', () => {
  it('counts those for whom it is night by their zone, most first, and nobody who works then', () => {
    const nightShift = { ...hours, start: 21 * 60, end: 5 * 60 };
    const people = [
      at('Asia/Tokyo'),
      at('Asia/Tokyo'),
      at('Asia/Tokyo', nightShift),
      at('Asia/Seoul'),
      at('Europe/Berlin'),
    ];
    expect(doubtsOfRule(rule(4, 14 * 60), people, berlin, tuesday)).toEqual([
      { kind: 'night', tz: 'Asia/Tokyo', count: 2, minutes: 22 * 60, weekday: 4 },
      { kind: 'night', tz: 'Asia/Seoul', count: 1, minutes: 22 * 60, weekday: 4 },
    ]);
  });

  it('begins at ten at night and ends at seven, and is no night before an early shift', () => {
    const early = { ...hours, start: 6 * 60, end: 14 * 60 };
    const at7 = (minutes: number, workingHours = hours) =>
      doubtsOfRule(rule(4, minutes), [at('Europe/Berlin', workingHours)], berlin, tuesday).map(
        ({ kind }) => kind,
      );
    expect([at7(22 * 60 - 1), at7(22 * 60), at7(7 * 60 - 1), at7(7 * 60)]).toEqual([
      [],
      ['night'],
      ['night'],
      [],
    ]);
    expect(at7(6 * 60, early)).toEqual([]);
  });

  it('names zones in which as many are asleep in the order of their names, and people of no zone as in UTC', () => {
    const people = [at('Asia/Tokyo'), at('Asia/Seoul')];
    const zones = (some: readonly ReturnType<typeof at>[]) =>
      doubtsOfRule(rule(4, 14 * 60), some, berlin, tuesday).map((one) => 'tz' in one && one.tz);
    expect(zones(people)).toEqual(['Asia/Seoul', 'Asia/Tokyo']);
    expect(zones(people.toReversed())).toEqual(['Asia/Seoul', 'Asia/Tokyo']);
    expect(doubtsOfRule(rule(4, 23 * 60 + 30), [at('Mars/Olympus')], berlin, tuesday)).toEqual([
      { kind: 'night', tz: 'UTC', count: 1, minutes: 22 * 60 + 30, weekday: 4 },
    ]);
  });

  it('is of today where it takes place later today, and of the next time where it is over', () => {
    const off = (date: string): Calendar => ({ ...berlin, isHoliday: (one) => one === date });
    const kinds = (minutes: number, calendar: Calendar) =>
      doubtsOfRule(rule(2, minutes), [], calendar, tuesday).map(({ kind }) => kind);
    // It is twelve in Berlin.
    expect([kinds(13 * 60, off('2026-11-24')), kinds(13 * 60, off('2026-12-01'))]).toEqual([['holiday'], []]);
    expect(kinds(11 * 60, off('2026-12-01'))).toEqual(['holiday']);
    // A day off today moves it to tomorrow, which is still to come.
    expect(kinds(11 * 60, off('2026-11-24'))).toEqual(['holiday']);
  });

  it('follows the clocks of the day on which it takes place: in summer it is an hour earlier there', () => {
    const summer = Date.parse('2026-07-01T11:00:00Z');
    expect(doubtsOfRule(rule(4, 14 * 60), [at('Asia/Tokyo')], berlin, summer)).toEqual([]);
  });

  it('says where the weekday is a day off, by the days on which people work', () => {
    const people = [at('Asia/Dubai', { ...hours, days: [1, 2, 3, 4] }), at('Europe/Berlin')];
    expect(doubtsOfRule(rule(5, 10 * 60), people, berlin, tuesday)).toEqual([
      { kind: 'dayOff', tz: 'Asia/Dubai', count: 1, minutes: 13 * 60, weekday: 5 },
    ]);
  });

  it('knows nothing of anybody’s holidays', () => {
    const people = [at('Europe/Berlin', { ...hours, holidays: 'DE' })];
    const christmas = Date.parse('2026-12-22T11:00:00Z');
    const open = { ...berlin, isHoliday: () => false };
    expect(doubtsOfRule(rule(5, 10 * 60), people, open, christmas)).toEqual([]);
  });

  it('says which day the channel takes instead of one on which it does not work, or of a holiday', () => {
    expect(doubtsOfRule(rule(6, 600), [], berlin, tuesday)).toEqual([
      { kind: 'channelOff', date: '2026-11-28', instead: '2026-11-30' },
    ]);
    const christmas = Date.parse('2026-12-22T11:00:00Z');
    expect(doubtsOfRule(rule(5, 600), [], berlin, christmas)).toEqual([
      { kind: 'holiday', date: '2026-12-25', instead: '2026-12-28' },
    ]);
    expect(doubtsOfRule(rule(5, 600), [], { ...berlin, days: [] }, tuesday)).toEqual([
      { kind: 'channelOff', date: '2026-11-27', instead: null },
    ]);
  });

  it('says of one that is moved to a day off that it is one, where it then takes place all the same', () => {
    const of = (date: string) => doubtsOfMove(instantOf(date, 600, berlin.tz), [], berlin);
    expect(of('2026-11-28')).toEqual([{ kind: 'channelOff', date: '2026-11-28', instead: '2026-11-28' }]);
    expect(of('2026-12-25')).toEqual([{ kind: 'holiday', date: '2026-12-25', instead: '2026-12-25' }]);
    expect(of('2026-11-27')).toEqual([]);
  });
});
