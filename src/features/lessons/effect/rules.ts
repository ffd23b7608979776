/** What has come of a lesson, and who may say so. Pure. */
import type { Instant } from '#core/clock.ts';
import type { LessonEffect } from '#core/lesson-search.ts';
import type { LessonState } from '../rules.ts';

/** How a trial went. */
export const outcomes = ['helped', 'partly', 'not'] as const;
export type Outcome = (typeof outcomes)[number];

/** In characters. */
export const limitsOf = { how: 300, why: 300 } as const;

/** The facts that its effect follows from, so that nothing contradicts. */
export interface Facts {
  readonly retiredAt: Instant | null;
  readonly standardAt: Instant | null;
  readonly trials: number;
}

/** The last that holds, in the order of `lessonEffects`: a retired one is retired, whatever it changed before. */
export function effectOf({ retiredAt, standardAt, trials }: Facts): LessonEffect {
  if (retiredAt !== null) return 'retired';
  if (standardAt !== null) return 'standard';
  return trials > 0 ? 'tried' : 'advice';
}

/**
 * - `try`: a team tried it
 * - `standard`, `noStandard`: it changed a standard, or that is taken back
 * - `retire`, `bringBack`: it no longer holds, or that is taken back
 * - `confirm`: it is still true
 */
export type Change = 'try' | 'standard' | 'noStandard' | 'retire' | 'bringBack' | 'confirm';

export interface Changing {
  readonly state: LessonState;
  readonly isRetired: boolean;
  readonly hasStandard: boolean;
  /** The person wrote a card of it. */
  readonly isAuthor: boolean;
  /** The person is in the channel that it comes from. */
  readonly isMember: boolean;
}

export type Refusal = 'gone' | 'ownUse' | 'notJudge' | 'retired' | 'notRetired' | 'noStandard';

/**
 * Why a person may not change it so; `null`: they may. Readers of other teams say how it went for theirs. Whether it holds and what it changed is
 * for its authors and for the people of its channel, who know best and were there.
 */
export function whyNot(
  change: Change,
  { state, isRetired, hasStandard, isAuthor, isMember }: Changing,
): Refusal | null {
  if (state !== 'kept') return 'gone';
  if (change === 'try') return isAuthor ? 'ownUse' : isRetired ? 'retired' : null;
  if (!isAuthor && !isMember) return 'notJudge';
  if (change === 'bringBack') return isRetired ? null : 'notRetired';
  if (isRetired) return 'retired';
  return change === 'noStandard' && !hasStandard ? 'noStandard' : null;
}

/** Whether it is time to ask, or past it. */
export const isDue = (reviewBy: Instant, isRetired: boolean, now: Instant): boolean =>
  !isRetired && reviewBy <= now;
