/** When a short reflection is offered. Pure. */
import { day, type Instant } from '#core/clock.ts';
import { similarity } from '#core/likeness.ts';

/**
 * - `waiting`: until the channel works
 * - `passed`: it was not offered, by the rules here
 * - `offered`: it can be taken up
 * - `taken`, `declined`, `off`: what somebody pressed; `off` turned all offers off
 * - `ignored`: nobody pressed anything; `silenced`: the second time in a row, which turned all offers off
 */
export const offerStates = [
  'waiting',
  'passed',
  'offered',
  'taken',
  'declined',
  'off',
  'ignored',
  'silenced',
] as const;
export type OfferState = (typeof offerStates)[number];

/** How long an offer stands. */
export const offerLasts = 3 * day;

/** A channel sees one offer in this time. */
const rest = 7 * day;

/** What was looked back on within this time is not offered again. */
const lookedBack = 14 * day;

/** As similar as this, two subjects are about the same. */
const alike = 0.5;

export interface Channel {
  /** Whether the channel wants offers. */
  readonly isOn: boolean;
  readonly lastOffered: Instant | null;
  readonly retros: readonly { readonly about: string; readonly endedAt: Instant | null }[];
}

/** @param what happened */
export function mayOffer({ isOn, lastOffered, retros }: Channel, what: string, now: Instant): boolean {
  if (!isOn || (lastOffered !== null && now < lastOffered + rest)) return false;
  return !retros.some(
    ({ about, endedAt }) => endedAt === null || (now < endedAt + lookedBack && isAlike(about, what)),
  );
}

const isAlike = (one: string, other: string): boolean => (similarity([one, other])[1] ?? 0) >= alike;

/** What becomes of an offer that nobody answered. @param before what became of the one before it */
export const ignoredAfter = (before: OfferState | undefined): OfferState =>
  before === 'ignored' ? 'silenced' : 'ignored';
