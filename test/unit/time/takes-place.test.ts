/** Two rituals of a channel do not begin at the same instant: whether one takes place then, and where what precedes another goes instead. */
import type { BeforeRule, Calendar, RegularRule } from '../../../src/core/recurrence.ts';
import { addDates } from '../../../src/core/time/date.ts';
import { noHolidays } from '../../../src/core/time/holidays.ts';
import { plan, planBefore, type Recurrence, takesPlaceAt } from '../../../src/core/time/recurrence.ts';

const at = (text: string) => Date.parse(text);
const iso = (instant: number) => new Date(instant).toISOString().slice(0, 16);
const calendar = (holidays: readonly string[] = [], days = [1, 2, 3, 4, 5]): Calendar => ({
  tz: 'UTC',
  days,
  isHoliday: holidays.length === 0 ? noHolidays : (date) => holidays.includes(date),
});
const free = () => false;
/** Thursdays at 9:00, from the third of December on. */
const thursdays = (rule: Partial<RegularRule> = {}, moves: Recurrence['moves'] = {}): Recurrence => ({
  rule: { every: 'week', weekday: 4, minutes: 540, ...rule },
  since: '2026-12-01',
  moves,
});
/** Those of these instants at which it takes place. */
const among = (
  of: Recurrence,
  instants: readonly string[],
  { holidays = [], before }: { holidays?: readonly string[]; before?: BeforeRule } = {},
) =>
  instants.filter((one) =>
    takesPlaceAt(
      of,
      calendar(holidays),
      at(`${one}Z`),
      before === undefined ? null : { rule: before, isTaken: free },
    ),
  );

describe('a ritual takes place', () => {
  it('on its days at its time, and at no other instant', () => {
    expect(
      among(thursdays(), [
        '2026-11-26T09:00',
        '2026-12-03T08:59',
        '2026-12-03T09:00',
        '2026-12-03T09:01',
        '2026-12-04T09:00',
        '2026-12-10T09:00',
        '2031-12-04T09:00',
      ]),
    ).toEqual(['2026-12-03T09:00', '2026-12-10T09:00', '2031-12-04T09:00']);
  });

  it('every second or third week, or once a month, and not between', () => {
    const all = ['03', '10', '17', '24', '31'].map((day) => `2026-12-${day}T09:00`);
    expect(among(thursdays({ every: 'fortnight' }), all)).toEqual([
      '2026-12-03T09:00',
      '2026-12-17T09:00',
      '2026-12-31T09:00',
    ]);
    expect(among(thursdays({ every: 'threeWeeks' }), all)).toEqual(['2026-12-03T09:00', '2026-12-24T09:00']);
    expect(among(thursdays({ every: 'month' }), all)).toEqual(['2026-12-03T09:00']);
  });

  it('where somebody moved it to, at whatever time, and not where it was', () => {
    const moved = thursdays({}, { '2026-12-10': { date: '2026-12-08', minutes: 600, by: 'hand' } });
    expect(among(moved, ['2026-12-08T09:00', '2026-12-08T10:00', '2026-12-10T09:00'])).toEqual([
      '2026-12-08T10:00',
    ]);
  });

  it('on the next working day after days off, and not at all where there is none before the next one', () => {
    const holidays = ['2026-12-10', '2026-12-11'];
    const instants = ['2026-12-10T09:00', '2026-12-11T09:00', '2026-12-14T09:00'];
    expect(among(thursdays(), instants, { holidays })).toEqual(['2026-12-14T09:00']);
    const off = Array.from({ length: 7 }, (_, day) => addDates('2026-12-10', day));
    const all = [...off, '2026-12-17'].map((date) => `${date}T09:00`);
    expect(among(thursdays(), all, { holidays: off })).toEqual(['2026-12-17T09:00']);
    // Of a month almost all of it may be off.
    const month = Array.from({ length: 27 }, (_, day) => addDates('2026-12-03', day));
    const monthly = thursdays({ every: 'month' });
    expect(among(monthly, ['2026-12-03T09:00', '2026-12-30T09:00'], { holidays: month })).toEqual([
      '2026-12-30T09:00',
    ]);
  });
});

describe('what precedes a ritual takes place', () => {
  const hour = { before: 'x', days: 0, minutes: 60 };
  const days = { before: 'x', days: 3, minutes: 0 };

  it('so many minutes before it, on its day or the evening before', () => {
    expect(
      among(thursdays(), ['2026-12-03T07:00', '2026-12-03T08:00', '2026-12-03T09:00'], { before: hour }),
    ).toEqual(['2026-12-03T08:00']);
    const early = thursdays({ minutes: 30 });
    expect(among(early, ['2026-12-02T23:30', '2026-12-03T23:30'], { before: hour })).toEqual([
      '2026-12-02T23:30',
    ]);
  });

  it('so many days before it, wherever that was moved to', () => {
    const moved = thursdays({}, { '2026-12-10': { date: '2026-12-11', minutes: 600, by: 'hand' } });
    const instants = ['2026-11-30T09:00', '2026-12-07T09:00', '2026-12-08T10:00', '2026-12-11T10:00'];
    expect(among(moved, instants, { before: days })).toEqual(['2026-11-30T09:00', '2026-12-08T10:00']);
  });

  it('so many days before it and at another time of day', () => {
    const earlier = { before: 'x', days: 3, minutes: 90 };
    const instants = ['2026-11-30T07:30', '2026-11-30T09:00', '2026-11-30T10:30'];
    expect(among(thursdays(), instants, { before: earlier })).toEqual(['2026-11-30T07:30']);
  });

  it('on an earlier day before days off, two weeks earlier if it must be', () => {
    expect(
      among(thursdays(), ['2026-12-04T09:00', '2026-12-07T09:00'], {
        holidays: ['2026-12-07'],
        before: days,
      }),
    ).toEqual(['2026-12-04T09:00']);
    const off = Array.from({ length: 14 }, (_, day) => addDates('2026-11-17', day));
    const instants = ['2026-11-16T09:00', ...off.map((date) => `${date}T09:00`)];
    const monthly = thursdays({ every: 'month' });
    expect(among(monthly, instants, { holidays: off, before: days })).toEqual(['2026-11-16T09:00']);
  });
});

it('an occurrence says why it is on another day: by hand, since it waited, for a holiday, or not at all', () => {
  const to = (by: 'hand' | 'waited') => ({ '2026-12-10': { date: '2026-12-11', minutes: 600, by } }) as const;
  const said = (of: Recurrence, holidays: readonly string[] = []) =>
    plan(of, calendar(holidays), '2026-12-10').moved;
  expect([said(thursdays({}, to('hand'))), said(thursdays({}, to('waited')))]).toEqual(['by_hand', 'waited']);
  expect([said(thursdays(), ['2026-12-10']), said(thursdays())]).toEqual(['holiday', 'no']);
});

describe('where another ritual takes place at the same instant', () => {
  const of = plan(thursdays(), calendar(), '2026-12-10');
  const moved = (rule: Partial<BeforeRule>, taken: readonly string[], holidays: readonly string[] = []) => {
    const isTaken = (instant: number) => taken.includes(iso(instant));
    return iso(planBefore({ before: 'x', days: 0, minutes: 0, ...rule }, of, calendar(holidays), isTaken).at);
  };

  it('what is minutes ahead comes quarters of an hour earlier, until it is alone', () => {
    expect(moved({ minutes: 60 }, ['2026-12-10T09:00'])).toBe('2026-12-10T08:00');
    expect(moved({ minutes: 60 }, ['2026-12-10T08:00'])).toBe('2026-12-10T07:45');
    expect(moved({ minutes: 60 }, ['2026-12-10T08:00', '2026-12-10T07:45'])).toBe('2026-12-10T07:30');
  });

  it('what is days ahead comes on an earlier working day', () => {
    expect(moved({ days: 2 }, ['2026-12-08T09:00'])).toBe('2026-12-07T09:00');
    expect(moved({ days: 2 }, ['2026-12-08T09:00', '2026-12-07T09:00'])).toBe('2026-12-04T09:00');
    expect(moved({ days: 2 }, ['2026-12-08T09:00'], ['2026-12-07'])).toBe('2026-12-04T09:00');
  });

  it('what finds no such day in two weeks stays on its own, a quarter of an hour earlier', () => {
    const taken = Array.from({ length: 15 }, (_, back) => `${addDates('2026-12-08', -back)}T09:00`);
    expect(moved({ days: 2 }, taken)).toBe('2026-12-08T08:45');
    expect(moved({ days: 2 }, taken.slice(0, -1))).toBe('2026-11-24T09:00');
  });

  it('what finds no time of a day takes the last that was looked at', () => {
    const rule = { before: 'x', days: 0, minutes: 60 };
    const { at: then } = planBefore(rule, of, calendar(), () => true);
    expect(iso(then)).toBe('2026-12-09T08:00');
  });
});
