/** Where a card goes that is written after collecting. Pure. */
import type { UserId } from '#core/ids.ts';
import type { Names } from '#core/scope.ts';
import { isOpen, type Refusal, type Retro } from '../session/phases.ts';
import type { RetroRow } from '../session/rows.ts';

/**
 * - `thread`: told there at once, with its author's name
 * - `held`: told there without names when the phase ends, together with all that were written late in it
 * - `next`: kept for its author until the channel's next retrospective
 */
export const latePlaces = ['thread', 'held', 'next'] as const;
export type LatePlace = (typeof latePlaces)[number];

/** How many cards, and how long together, one can add late at once: they are one message. */
export const mostLate = { cards: 20, characters: 6_000 } as const;

/**
 * How many late cards one person can have in a retrospective, and keep for a channel's next one. It does not count those of other people: one
 * person could take everyone's room, and the next would learn that others wrote what is still held.
 */
export const mostLateEach = 60;

/** Kept if the thread can be told nothing any more. */
export function placeOf(
  { phase, isShown, isReachable }: Pick<Retro, 'phase' | 'isShown' | 'isReachable'>,
  names: Names,
): LatePlace {
  if (!isOpen(phase) || !isShown || !isReachable) return 'next';
  return names === 'shown' ? 'thread' : 'held';
}

/** @returns `null` if this person may */
export function whyNotLate({ phase, participants }: Retro, by: UserId): Refusal | null {
  if (!participants.includes(by)) return 'notParticipant';
  return phase === 'collect' ? 'notYet' : null;
}

/**
 * What is told together: where names are shown, what one person sent at that moment; otherwise, what was written in this phase, so that no time is
 * finer than the phase.
 */
export const roundOf = (place: LatePlace, { beganAt }: Pick<Retro, 'beganAt'>, now: number): number =>
  place === 'thread' ? now : (beganAt ?? 0);

/** Whether it is not told yet: then only its author reads it. */
export const isHeld = (
  { round }: { readonly round: number },
  { phase, names, began_at: beganAt }: Pick<RetroRow, 'phase' | 'names' | 'began_at'>,
): boolean => names === 'hidden' && isOpen(phase) && round === (beganAt ?? 0);
