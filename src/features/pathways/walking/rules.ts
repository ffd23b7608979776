/** What becomes of something that was finished. Pure. */
import { day, type Instant } from '#core/clock.ts';
import { isLocalDate } from '#core/time/date.ts';
import { startOfDay } from '#core/time/zone.ts';

/** What somebody says when they are asked whether they used it. */
export const didKinds = ['yes', 'partly', 'no'] as const;
export type Did = (typeof didKinds)[number];

/** A plan further away than this is no plan. */
const furthest = 366 * day;
const month = 30 * day;

/** Why nothing can be used on a day; `null`: it can, or there is none. */
export function whyNotOn(date: string | null, now: Instant, tz: string): 'past' | 'far' | null {
  if (date === null || !isLocalDate(date)) return null;
  const at = startOfDay(date, tz);
  if (at + day <= now) return 'past';
  return at - now > furthest ? 'far' : null;
}

/** When they are asked: a month later, or the day after the one that they named if that is later. */
export const asksAt = (finishedAt: Instant, on: string | null, tz: string): Instant =>
  Math.max(finishedAt + month, on === null || !isLocalDate(on) ? 0 : startOfDay(on, tz) + day);
