/** What is said at a field of an action when the rules refuse what was typed. */
import type { Instant } from '../../../core/clock.ts';
import { onDay, type Values } from '../../../core/sentence.ts';
import { actionLimits } from '../domain/actions.ts';
import { usualDueDate } from '../domain/days.ts';
import type { Refusal } from '../domain.ts';
import { noonOf, type Words } from './words.ts';

/** @param lengths in characters, of what was typed */
export function actionError(
  { say, tz }: Words,
  code: Refusal,
  now: Instant,
  lengths: { readonly what?: number; readonly whenThen?: number } = {},
): string {
  const example = onDay(noonOf(usualDueDate(now, tz), tz));
  const values: Partial<Record<Refusal, Values>> = {
    whatLong: { length: lengths.what ?? 0, most: actionLimits.what },
    whenLong: { length: lengths.whenThen ?? 0, most: actionLimits.whenThen },
    dueWrong: { example },
    duePast: { example },
    dueFar: { example },
  };
  return say.plain(`refused.${code}`, values[code] ?? {});
}
