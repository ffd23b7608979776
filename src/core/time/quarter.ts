/** Quarters of the calendar, in the zone of a channel. Pure. */
import type { Instant } from '../clock.ts';
import type { LocalDate } from './date.ts';
import { localTime, startOfDay } from './zone.ts';

/** The third quarter of 2026 is 20263: ids carry no text. */
export type Quarter = number;

export const yearOf = (quarter: Quarter): number => Math.floor(quarter / 10);
/** 1 to 4. */
export const nthOf = (quarter: Quarter): number => quarter % 10;

/** @param by how many quarters later; less than 0: earlier */
export function shifted(quarter: Quarter, by: number): Quarter {
  const index = yearOf(quarter) * 4 + nthOf(quarter) - 1 + by;
  return Math.floor(index / 4) * 10 + (index % 4) + 1;
}

const firstDay = (quarter: Quarter): LocalDate =>
  `${yearOf(quarter)}-${String(nthOf(quarter) * 3 - 2).padStart(2, '0')}-01`;

/** @param tz IANA zone; throws for an unknown one */
export function quarterAt(at: Instant, tz: string): Quarter {
  const { date } = localTime(at, tz);
  return Number(date.slice(0, 4)) * 10 + Math.ceil(Number(date.slice(5, 7)) / 3);
}

/** `from` belongs to it, `to` does not. @param tz as above */
export const boundsOf = (quarter: Quarter, tz: string): { readonly from: Instant; readonly to: Instant } => ({
  from: startOfDay(firstDay(quarter), tz),
  to: startOfDay(firstDay(shifted(quarter, 1)), tz),
});
