/** Calendar dates without a zone, as Slack's date pickers give them: `YYYY-MM-DD`. */

/** `YYYY-MM-DD` in the Gregorian calendar. */
export type LocalDate = string;

const day = 24 * 60 * 60 * 1000;

/** Whether this text is a date of the calendar: `2026-02-29` is not. */
export function isLocalDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const at = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text);
}

/**
 * Epoch milliseconds of the date's midnight if it were UTC; for arithmetic, not an instant of anybody's day.
 * @throws RangeError when `date` is none
 */
export function startOfDate(date: LocalDate): number {
  if (!isLocalDate(date)) throw new RangeError('not a date');
  return Date.parse(`${date}T00:00:00Z`);
}

/** The date `days` later (earlier when negative). @throws RangeError when `date` is none */
export function addDates(date: LocalDate, days: number): LocalDate {
  return new Date(startOfDate(date) + days * day).toISOString().slice(0, 10);
}

/** ISO weekday, 1 = Monday … 7 = Sunday. @throws RangeError when `date` is none */
export function weekdayOf(date: LocalDate): number {
  return new Date(startOfDate(date)).getUTCDay() || 7;
}
