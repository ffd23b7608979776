/** The rules of journeys. Expected instants are literals from the time-zone data. */
import fc from 'fast-check';
import { defaultWorkingHours } from '../../../src/core/people.ts';
import { addDates, startOfDate } from '../../../src/core/time/date.ts';
import { noHolidays } from '../../../src/core/time/holidays.ts';
import { readCommand } from '../../../src/features/journey/commands.ts';
import {
  askedAt,
  entriesOf,
  firstDay,
  nextDay,
  questionOf,
  whyNotText,
} from '../../../src/features/journey/rules.ts';
import { often } from '../../support/often.ts';

const at = (iso: string) => Date.parse(iso);
const before = at('2026-11-24T10:00:00Z');

describe('what is asked', () => {
  it('goes round the four questions', () => {
    expect([1, 2, 3, 4, 5].map(questionOf)).toEqual([
      'unknown',
      'feedback',
      'mistake',
      'practising',
      'unknown',
    ]);
  });

  it.each([
    ['Berlin in winter', 'Europe/Berlin', '2026-11-25', '2026-11-25T09:00:00Z'],
    [
      'Berlin, on the first working day of summer time',
      'Europe/Berlin',
      '2027-03-29',
      '2027-03-29T08:00:00Z',
    ],
    [
      'Lord Howe, after a change by half an hour',
      'Australia/Lord_Howe',
      '2027-04-05',
      '2027-04-04T23:30:00Z',
    ],
    ['Kolkata', 'Asia/Kolkata', '2026-11-25', '2026-11-25T04:30:00Z'],
    ['Apia', 'Pacific/Apia', '2026-11-25', '2026-11-24T21:00:00Z'],
  ])('comes an hour into the working day in %s', (_where, tz, on, expected) => {
    const person = { tz, workingHours: defaultWorkingHours, awayUntil: null };
    expect(askedAt(person, on, before, noHolidays)).toBe(at(expected));
  });

  it('comes on the next working day, an hour into it too, where that day is none', () => {
    const person = { tz: 'Europe/Berlin', workingHours: defaultWorkingHours, awayUntil: null };
    expect(askedAt(person, '2026-11-28', before, noHolidays)).toBe(at('2026-11-30T09:00:00Z'));
    const awayUntil = at('2026-11-26T00:00:00Z');
    expect(askedAt({ ...person, awayUntil }, '2026-11-25', before, noHolidays)).toBe(
      at('2026-11-26T09:00:00Z'),
    );
  });

  it('comes at once, or with their next working day, where its day has passed', () => {
    const person = { tz: 'Europe/Berlin', workingHours: defaultWorkingHours, awayUntil: null };
    const inTheDay = at('2026-12-01T13:00:00Z');
    expect(askedAt(person, '2026-11-25', inTheDay, noHolidays)).toBe(inTheDay);
    expect(askedAt(person, '2026-11-25', at('2026-12-01T20:00:00Z'), noHolidays)).toBe(
      at('2026-12-02T09:00:00Z'),
    );
  });

  it('does not come to somebody who never works', () => {
    const person = {
      tz: 'Europe/Berlin',
      workingHours: { ...defaultWorkingHours, days: [] },
      awayUntil: null,
    };
    expect(askedAt(person, '2026-11-25', before, noHolidays)).toBeNull();
  });

  it('begins on the day after it was chosen, as the person counts days', () => {
    expect(firstDay(at('2026-11-24T23:30:00Z'), 'Europe/London')).toBe('2026-11-25');
    expect(firstDay(at('2026-11-24T23:30:00Z'), 'Europe/Berlin')).toBe('2026-11-26');
  });

  it('keeps its step and its day of the week, however long something held it up, and never comes twice in half a step', () => {
    const recurrence = fc.constantFrom('week', 'fortnight', 'fourWeeks' as const);
    const step = { week: 7, fortnight: 14, fourWeeks: 28 };
    fc.assert(
      fc.property(recurrence, fc.integer({ min: 0, max: 400 }), (every, late) => {
        const last = '2026-11-25';
        const today = addDates(last, late);
        const next = nextDay(last, every, startOfDate(today), 'UTC');
        const days = (startOfDate(next) - startOfDate(last)) / 86_400_000;
        expect(days % step[every]).toBe(0);
        expect(days - late).toBeGreaterThanOrEqual(step[every] / 2);
        expect(days - late).toBeLessThan(step[every] * 1.5);
      }),
      often(100),
    );
  });
});

describe('an entry', () => {
  it.each([
    ['nothing', '', 'empty'],
    ['spaces', ' \n ', 'empty'],
    ['emoji and signs', '🎉 :tada: 12!', 'noWord'],
    ['3,001 characters', 'a'.repeat(3_001), 'long'],
    ['3,000 characters', 'a'.repeat(3_000), null],
    ['another script', '失敗した', null],
  ])('of %s is judged', (_what, text, why) => {
    expect(whyNotText(text)).toBe(why);
  });

  it('that was told in several channels is one', () => {
    const rows = [
      { entry_id: 'b', in: 1 },
      { entry_id: 'a', in: 1 },
      { entry_id: 'b', in: 2 },
    ];
    expect(entriesOf(rows)).toEqual([
      { entryId: 'b', rows: [rows[0], rows[2]] },
      { entryId: 'a', rows: [rows[1]] },
    ]);
  });
});

describe('what is typed after /journey', () => {
  it.each([
    ['', { kind: 'mine' }],
    [' Write ', { kind: 'write' }],
    ['hilfe', { kind: 'help' }],
    ['wirte', { kind: 'slip', word: 'wirte', suggestion: 'write' }],
    ['zebra', { kind: 'unknown', word: 'zebra' }],
    [' I was wrong today', { kind: 'text', text: 'I was wrong today' }],
  ])('%j is read', (text, meant) => {
    expect(readCommand(text)).toEqual(meant);
  });
});
