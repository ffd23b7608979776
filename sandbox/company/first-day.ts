/** The day on which the made-up company begins: a Tuesday, whatever day it is here. */
import { fromWall, toWall } from '../page/zone.ts';

const DAY = 86_400_000;
const TUESDAY = 2;
const ZONE = 'Europe/Berlin';

/** 10:00 in Berlin on the first Tuesday after the day that it is there at `now`; both are epoch milliseconds. */
export function nextTuesday(now: number): number {
  const today = toWall(now, ZONE).slice(0, 10);
  return tuesdayFrom(new Date(Date.parse(today) + DAY).toISOString().slice(0, 10));
}

/**
 * 10:00 in Berlin on the first Tuesday from `date` (`2027-03-02`) on, that day included.
 * @throws when there is no such date
 */
export function tuesdayFrom(date: string): number {
  const from = /^\d{4}-\d\d-\d\d$/.test(date) ? new Date(date) : new Date(NaN);
  // A 30 February would be taken for 2 March.
  if (Number.isNaN(from.getTime()) || from.toISOString().slice(0, 10) !== date)
    throw new Error(`${date} is not a date.`);
  const days = (TUESDAY - from.getUTCDay() + 7) % 7;
  const at = fromWall(`${new Date(from.getTime() + days * DAY).toISOString().slice(0, 10)}T10:00`, ZONE);
  if (at === null) throw new Error(`${date} has no 10:00.`);
  return at;
}

/** `Tuesday 2 March 2027, 10:00 in Berlin`. */
export function sayInBerlin(at: number): string {
  const format = new Intl.DateTimeFormat('en-GB', { dateStyle: 'full', timeZone: ZONE });
  return `${format.format(at).replace(',', '')}, ${toWall(at, ZONE).slice(11)} in Berlin`;
}
