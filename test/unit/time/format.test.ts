/** Dates as people read them: each as a literal. */
import type { Locale } from '../../../src/core/languages.ts';
import {
  formatClock,
  formatDay,
  formatDayOfMonth,
  formatInstant,
  formatWithYear,
  weekdayName,
} from '../../../src/core/time/format.ts';

const at = Date.parse('2026-12-04T16:30Z');

it.each<[Locale, zone: string, day: string, time: string, withYear: string]>([
  ['en', 'Europe/Berlin', 'Fri 4 December', 'at 17:30 CET', '4 December 2026'],
  ['en', 'America/New_York', 'Fri 4 December', 'at 11:30 GMT-5', '4 December 2026'],
  ['en', 'Asia/Kolkata', 'Fri 4 December', 'at 22:00 GMT+5:30', '4 December 2026'],
  ['en', 'Pacific/Apia', 'Sat 5 December', 'at 05:30 GMT+13', '5 December 2026'],
  ['en', 'UTC', 'Fri 4 December', 'at 16:30 UTC', '4 December 2026'],
  ['de', 'Europe/Berlin', 'Fr., 4. Dezember', 'um 17:30 MEZ', '4. Dezember 2026'],
  ['de', 'Pacific/Apia', 'Sa., 5. Dezember', 'um 05:30 GMT+13', '5. Dezember 2026'],
  ['pt-BR', 'America/Sao_Paulo', 'sexta, 4 de dezembro', 'às 13:30 BRT', '4 de dezembro de 2026'],
  ['pt-BR', 'Pacific/Apia', 'sábado, 5 de dezembro', 'às 05:30 GMT+13', '5 de dezembro de 2026'],
])('in %s for a reader in %s it is %s, %s, or %s', (locale, zone, day, time, withYear) => {
  expect(formatInstant({ token: 'day', at }, locale, zone)).toBe(day);
  expect(formatInstant({ token: 'moment', at }, locale, zone)).toBe(`${day} ${time}`);
  expect(formatWithYear({ token: 'day', at }, locale, zone)).toBe(withYear);
  expect(formatWithYear({ token: 'moment', at }, locale, zone)).toBe(`${withYear} ${time}`);
});

it.each<[Locale, day: string, short: string]>([
  ['en', 'Sat 5 December 2026', '5 Dec'],
  ['de', 'Sa., 5. Dezember 2026', '5. Dez'],
  ['pt-BR', 'sábado, 5 de dezembro de 2026', '5 dez'],
])('in %s a day with its year is %s, and where there is little room %s', (locale, day, short) => {
  expect(formatDay(at, locale, 'Pacific/Apia')).toBe(day);
  expect(formatDayOfMonth(at, locale, 'Pacific/Apia')).toBe(short);
});

it.each<[Locale, monday: string, sunday: string]>([
  ['en', 'Monday', 'Sunday'],
  ['de', 'Montag', 'Sonntag'],
  ['pt-BR', 'segunda-feira', 'domingo'],
])('a week in %s begins with %s and ends with %s', (locale, monday, sunday) => {
  expect([weekdayName(1, locale), weekdayName(7, locale)]).toEqual([monday, sunday]);
});

it('a time of day is as one says it, or with both its figures', () => {
  expect([formatClock(425, 'H:mm'), formatClock(425, 'HH:mm'), formatClock(0, 'H:mm')]).toEqual([
    '7:05',
    '07:05',
    '0:00',
  ]);
  expect(formatClock(1439, 'HH:mm')).toBe('23:59');
});

it('a date in an unknown zone is refused', () => {
  expect(() => formatInstant({ token: 'day', at }, 'en', 'Mars/Olympus')).toThrow(RangeError);
});
