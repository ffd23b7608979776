/** When a window may open, and when it ends. Pure. */
import { day, type Instant } from '#core/clock.ts';

/** Between the openings of two windows. */
export const leastBetween = 90 * day;
/** How long people can answer. */
export const staysOpen = 14 * day;
/** When everybody is asked once more, answered or not. */
export const remindsAfter = 7 * day;

/**
 * After the end of one that the reader cannot read: twenty working days, from the day on which a leader is back who was away for a month. By then an admin
 * could have closed as not answered whatever was owed.
 */
export const longestOwed = 60 * day;

export interface Before {
  readonly openedAt: Instant;
  readonly isOpen: boolean;
  /** How many leaders have not said yet what they heard. */
  readonly owed: number;
  /** When it ended, if the reader cannot read what is owed: its channel became private or shared, or is forgotten. `null`: they can. */
  readonly unreadSince: Instant | null;
}

export type MayOpen =
  | { readonly kind: 'yes' }
  | { readonly kind: 'open' }
  | { readonly kind: 'tooSoon'; readonly from: Instant }
  | { readonly kind: 'owed'; readonly owed: number }
  | { readonly kind: 'unread'; readonly from: Instant }
  /** The clock says an earlier time than it did. */
  | { readonly kind: 'clock' };

/** @param before the last window; `null`: there was none */
export function mayOpen(before: Before | null, now: Instant): MayOpen {
  if (before === null) return { kind: 'yes' };
  if (now < before.openedAt) return { kind: 'clock' };
  if (before.isOpen) return { kind: 'open' };
  const from = before.openedAt + leastBetween;
  if (now < from) return { kind: 'tooSoon', from };
  if (before.owed > 0) return { kind: 'owed', owed: before.owed };
  const answeredBy = before.unreadSince === null ? now : before.unreadSince + longestOwed;
  return now < answeredBy ? { kind: 'unread', from: answeredBy } : { kind: 'yes' };
}
