import { day, type Instant } from '#core/clock.ts';
import { isDue } from '../effect/rules.ts';
import type { Listed } from '../read.ts';

/** Whether a person is asked if a lesson is still true: one of its authors, where names are shown, once its day has come. */
export function isAskedAgain(
  { lesson: { row, state }, own }: Pick<Listed, 'lesson' | 'own'>,
  now: Instant,
): boolean {
  const isAuthor = own.count > 0 && row.is_hidden === 0;
  return isAuthor && state === 'kept' && isDue(row.review_by, row.retired_at !== null, now);
}

/** So long after one question comes another: a limit may hold a message for a week, and two are never to arrive in the same one. */
const apart = 14 * day;

/** When a person may be asked about another lesson. @param asked when they last were; `null`: not yet @param awayUntil as of the person */
export const mayAskFrom = (asked: Instant | null, awayUntil: Instant | null, now: Instant): Instant =>
  Math.max(now, asked === null ? now : asked + apart, awayUntil ?? now);
