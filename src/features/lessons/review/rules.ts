import type { Instant } from '#core/clock.ts';
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
