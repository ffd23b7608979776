/**
 * Unasked direct messages: at most one on each day of the person's calendar and three in any seven days, over all features.
 * Answers to a person's own click (`answer`) are not counted and never held. What goes first stands at `Urgency`.
 */
import { day, type Instant } from '#core/clock.ts';
import type { WorkingHours } from '#core/people.ts';
import type { Urgency } from '#core/post-ref.ts';
import { addDates } from '#core/time/date.ts';
import type { IsHoliday } from '#core/time/holidays.ts';
import { isWorkingDay } from '#core/time/working.ts';
import { localTime, startOfDay } from '#core/time/zone.ts';

const perWeek = 3;
const week = 7 * day;

/** How long messages count. */
export const limitReach = week;

/** `later`: a date that is not near yet. */
const order: readonly (Urgency | 'later')[] = [
  'answer',
  'accept',
  'closing',
  'due',
  'presenting',
  'check',
  'later',
  'rest',
  'suggestion',
];
const dates: ReadonlySet<string> = new Set<Urgency>(['closing', 'due', 'presenting']);

/** A message as it is stored. */
interface Waiting {
  /** Text, since another version may have written it. */
  readonly urgency: string | null;
  readonly date: Instant | null;
}

/**
 * Compares messages: the most urgent first, those without an urgency last.
 * @param near until when a date goes before the checks: the end of the second working day from now
 */
export const byUrgency =
  (near: Instant) =>
  (a: Waiting, b: Waiting): number =>
    urgencyRank(a, near) - urgencyRank(b, near);

function urgencyRank({ urgency, date }: Waiting, near: Instant): number {
  const isLater = urgency !== null && dates.has(urgency) && date !== null && date > near;
  const rank = order.findIndex((known) => known === (isLater ? 'later' : urgency));
  return rank === -1 ? order.length : rank;
}

/** Until when dates are near: the end of the second working day after today. @param tz a known zone */
export function nearUntil(hours: WorkingHours, tz: string, now: Instant, isHoliday: IsHoliday): Instant {
  let date = localTime(now, tz).date;
  // Who hardly ever works has no date that is further away than a month.
  for (let left = 2, looked = 0; left > 0 && looked < 30; looked += 1) {
    date = addDates(date, 1);
    if (isWorkingDay(hours, date, isHoliday)) left -= 1;
  }
  return startOfDay(addDates(date, 1), tz) - 1;
}

/** Whether a suggestion is not to be sent any more. @param held_at since when the limit held it: see `DeliveryTable` */
export function isOld(
  { urgency, held_at: heldAt }: { readonly urgency: string | null; readonly held_at: Instant | null },
  now: Instant,
): boolean {
  return urgency === 'suggestion' && heldAt !== null && now - heldAt >= week;
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
