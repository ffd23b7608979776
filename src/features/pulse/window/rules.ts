/** When a window may open, and when it ends. Pure. */
import { day, type Instant } from '#core/clock.ts';

/** Between the openings of two windows. */
export const leastBetween = 90 * day;
/** How long people can answer. */
export const staysOpen = 14 * day;
/** When those who have not answered are asked once more. */
export const remindsAfter = 7 * day;

export interface Before {
  readonly openedAt: Instant;
  readonly isOpen: boolean;
  /** How many leaders have not said yet what they heard. */
  readonly owed: number;
}

export type MayOpen =
  | { readonly kind: 'yes' }
  | { readonly kind: 'open' }
  | { readonly kind: 'tooSoon'; readonly from: Instant }
  | { readonly kind: 'owed'; readonly owed: number }
  /** The clock says an earlier time than it did. */
  | { readonly kind: 'clock' };

/** @param before the last window; `null`: there was none */
export function mayOpen(before: Before | null, now: Instant): MayOpen {
  if (before === null) return { kind: 'yes' };
  if (now < before.openedAt) return { kind: 'clock' };
  if (before.isOpen) return { kind: 'open' };
  const from = before.openedAt + leastBetween;
  if (now < from) return { kind: 'tooSoon', from };
  return before.owed > 0 ? { kind: 'owed', owed: before.owed } : { kind: 'yes' };
}
