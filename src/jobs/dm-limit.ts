/**
 * Unasked direct messages: at most one on each day of the person's calendar and three in any seven days, over all features.
 * Answers to a person's own click (`answer`) are not counted and never held.
 */
import { day, type Instant } from '#core/clock.ts';
import type { Urgency } from '#core/post-ref.ts';
import { addDates } from '#core/time/date.ts';
import { localTime, startOfDay } from '#core/time/zone.ts';

const perWeek = 3;
const week = 7 * day;

/** How long messages count. */
export const limitReach = week;

const order: readonly Urgency[] = ['answer', 'closing', 'accept', 'due', 'presenting', 'rest'];

function urgencyRank(urgency: string | null): number {
  const rank = order.findIndex((known) => known === urgency);
  return rank === -1 ? order.length : rank;
}

/** Compares messages: the most urgent first, those without an urgency last. */
export function byUrgency(
  a: { readonly urgency: string | null },
  b: { readonly urgency: string | null },
): number {
  return urgencyRank(a.urgency) - urgencyRank(b.urgency);
}

/** Which limit, if any, forbids another unasked direct message to a person now. @param sent, tz, now as of `nextAllowed` */
export function limitMet(
  sent: readonly Instant[],
  tz: string,
  now: Instant,
): 'one_a_day' | 'three_a_week' | null {
  if (nextAllowed(sent, tz, now) <= now) return null;
  return sent.filter((instant) => instant > now - week).length < perWeek ? 'one_a_day' : 'three_a_week';
}

/**
 * The first instant from `now` on at which this person may get another unasked direct message.
 * @param sent when they got one, for at least the last week; in any order
 * @param tz their zone
 */
export function nextAllowed(sent: readonly Instant[], tz: string, now: Instant): Instant {
  let at = now;
  for (;;) {
    const today = localTime(at, tz).date;
    if (sent.some((instant) => localTime(instant, tz).date === today)) {
      at = startOfDay(addDates(today, 1), tz);
      continue;
    }
    const recent = sent.filter((instant) => instant > at - week).sort((a, b) => a - b);
    const blocking = recent[recent.length - perWeek];
    if (blocking === undefined) return at;
    at = blocking + week;
  }
}
