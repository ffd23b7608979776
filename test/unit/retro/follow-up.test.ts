/** When an owner is asked about their action. */
import { defaultWorkingHours } from '../../../src/core/people.ts';
import { holidaysOf, noHolidays } from '../../../src/core/time/holidays.ts';
import {
  asksOf,
  asksWhetherItHelped,
  betterDue,
  isLate,
  type Worker,
} from '../../../src/features/retro/action-items/rules.ts';
import { action, at, noon } from './states.ts';

const berlin: Worker = { hours: defaultWorkingHours, tz: 'Europe/Berlin', isHoliday: noHolidays };
const said = (worker: Worker, change: Partial<typeof action>, now = noon) =>
  asksOf({ ...action, ...change }, worker, now).map(({ ask, at: when }) => [
    ask,
    new Date(when).toISOString(),
  ]);

describe('an owner', () => {
  it('is reminded three of their working days before the date, and asked two weeks after it', () => {
    expect(said(berlin, { dueOn: '2026-12-08' })).toEqual([
      ['remind', '2026-12-03T08:00:00.000Z'],
      ['late', '2026-12-22T08:00:00.000Z'],
    ]);
  });

  it('is reminded earlier where there are holidays and days off between', async () => {
    const mine: Worker = {
      hours: { ...defaultWorkingHours, days: [1, 2, 3, 4] },
      tz: 'America/New_York',
      isHoliday: await holidaysOf('US'),
    };
    // Thursday the 26th is Thanksgiving: Monday the 30th, Wednesday and Tuesday.
    expect(said(mine, { dueOn: '2026-12-01' }, at('2026-11-20T12:00:00Z'))[0]).toEqual([
      'remind',
      '2026-11-24T14:00:00.000Z',
    ]);
  });

  it('is not reminded of what is due sooner than that', () => {
    expect(said(berlin, { dueOn: '2026-11-26' })).toEqual([['late', '2026-12-10T08:00:00.000Z']]);
  });

  it('is not reminded within a working day of accepting or moving it', () => {
    const accepted = (time: string) => said(berlin, { dueOn: '2026-12-08' }, at(time)).map(([ask]) => ask);
    // Three working days before the date is Thursday the 3rd, at 9:00 in Berlin.
    expect(accepted('2026-12-02T08:00:00Z')).toEqual(['remind', 'late']);
    expect(accepted('2026-12-02T08:01:00Z')).toEqual(['late']);
    expect(accepted('2026-12-03T06:00:00Z')).toEqual(['late']);
  });

  it('who never works is asked about the date alone', () => {
    const never = { ...berlin, hours: { ...defaultWorkingHours, days: [] } };
    expect(said(never, { dueOn: '2026-12-08' })).toEqual([['late', '2026-12-22T08:00:00.000Z']]);
  });

  it('is asked nothing before they accepted, and nothing once it was dropped or has an answer', () => {
    expect(said(berlin, { state: 'proposed' })).toEqual([]);
    expect(said(berlin, { state: 'dropped' })).toEqual([]);
    expect(said(berlin, { state: 'done', doneAt: noon, helped: 'no' })).toEqual([]);
  });

  it('is asked a month after it was done whether it helped, and not for ever', () => {
    const done = { ...action, state: 'done' as const, doneAt: noon };
    expect(said(berlin, done)).toEqual([['helped', '2026-12-24T11:00:00.000Z']]);
    expect(asksWhetherItHelped(done, at('2026-12-24T10:59:59Z'))).toBe(false);
    expect(asksWhetherItHelped(done, at('2026-12-24T11:00:00Z'))).toBe(true);
    expect(asksWhetherItHelped({ ...done, helped: 'yes' }, at('2026-12-24T11:00:00Z'))).toBe(false);
    expect(asksWhetherItHelped(done, at('2027-02-23T11:00:00Z'))).toBe(false);
  });

  it('is late when it has been due for two weeks in their zone', () => {
    expect(isLate(action, 'Europe/Berlin', at('2026-12-14T22:59:00Z'))).toBe(false);
    expect(isLate(action, 'Europe/Berlin', at('2026-12-14T23:00:00Z'))).toBe(true);
    expect(isLate({ ...action, state: 'done' }, 'Europe/Berlin', at('2027-01-01T12:00:00Z'))).toBe(false);
  });
});

describe('a date on which its owner does not work', () => {
  it('is followed by one that fits better', async () => {
    const worker = { ...berlin, isHoliday: await holidaysOf('DE-BE') };
    // Christmas on a Friday: the next working day is Monday the 28th, which is too far from the 24th of November, and not from the 1st of December.
    expect(betterDue('2026-12-25', worker, at('2026-12-01T11:00:00Z'))).toBe('2026-12-28');
    expect(betterDue('2026-12-25', worker, at('2026-11-25T11:00:00Z'))).toBe('2026-12-24');
    expect(betterDue('2026-11-28', worker, noon)).toBe('2026-11-30');
  });

  it('stays where they work then, or it is past', () => {
    expect(betterDue('2026-11-30', berlin, noon)).toBeNull();
    expect(betterDue('2026-11-22', berlin, noon)).toBeNull();
  });
});

describe('at the edges', () => {
  const hours = { ...defaultWorkingHours, days: [1, 2, 3, 4, 5] };
  const worker = { ...berlin, hours };

  it('whether it helped is asked from a month after it was done for sixty days', () => {
    const done = { ...action, state: 'done' as const, doneAt: noon };
    const from = at('2026-12-24T11:00:00Z');
    expect(asksWhetherItHelped({ ...done, state: 'open' }, from)).toBe(false);
    expect(asksWhetherItHelped({ ...done, doneAt: null }, from)).toBe(false);
    expect(asksWhetherItHelped(done, at('2027-02-22T11:00:00Z') - 1)).toBe(true);
    expect(asksWhetherItHelped(done, at('2027-02-22T11:00:00Z'))).toBe(false);
    expect(said(worker, { state: 'open', doneAt: noon }).map(([ask]) => ask)).not.toContain('helped');
    expect(said(worker, { state: 'done', doneAt: null })).toEqual([]);
  });

  it('nothing is asked that is due right now: it is past', () => {
    const done = { ...action, state: 'done' as const, doneAt: noon };
    expect(said(worker, done, at('2026-12-24T11:00:00Z'))).toEqual([]);
    expect(said(worker, done, at('2026-12-24T10:59:59Z'))).toHaveLength(1);
  });

  it('a better date is the next day of work, today at the earliest and the 30th day at the latest', () => {
    const better = (dueOn: string, some: Partial<Worker> = {}, now = noon) =>
      betterDue(dueOn, { ...worker, ...some }, now);
    expect(better('2026-11-28')).toBe('2026-11-30');
    expect(better('2026-11-27')).toBeNull();
    const saturday = at('2026-11-28T11:00:00Z');
    expect(better('2026-11-28', {}, saturday)).toBe('2026-11-30');
    expect(better('2026-11-27', { hours: { ...hours, days: [6] } }, saturday)).toBeNull();
    // The 30th day is Thursday the 24th; a date after it is none.
    expect(better('2026-12-20', { hours: { ...hours, days: [4] } })).toBe('2026-12-24');
    expect(better('2026-12-24', { hours: { ...hours, days: [5] } })).toBe('2026-12-18');
    expect(
      better('2026-11-25', { hours: { ...hours, days: [2] }, isHoliday: (day) => day > '2026-11-24' }),
    ).toBe('2026-11-24');
    expect(better('2026-11-25', { hours: { ...hours, days: [] } })).toBeNull();
  });
});
