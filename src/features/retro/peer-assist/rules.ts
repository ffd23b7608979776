/**
 * Asking somebody who did it before: who fits, how often a person is asked, and what the person who asks is told. Pure.
 *
 * Saying no, passing it on and not answering are one thing to everybody else. So nothing here that others see depends on an answer, but for a yes.
 */
import { day, type Instant } from '#core/clock.ts';
import type { UserId } from '#core/ids.ts';
import { similarity } from '#core/likeness.ts';

/** How many people are suggested at once. */
export const mostSuggested = 2;

/** In characters. */
export const mostWords = 1_000;

/** In working days of the person who asks: then they are told that it is usual to hear nothing. */
export const waitsFor = 3;

/** At most so many asks of one person within this time. */
export const mostAsked = 2;
export const askedWithin = 14 * day;

/**
 * - `waiting`: on its way
 * - `asked`: the person has it, as far as the one who asks can tell
 * - `missed`: they had been asked often enough, no longer agree, or are in the team themselves
 */
export const assistStates = ['waiting', 'asked', 'missed'] as const;
export type AssistState = (typeof assistStates)[number];

export const assistAnswers = ['yes', 'no', 'passed'] as const;
export type AssistAnswer = (typeof assistAnswers)[number];

/** An ask as the person who is asked knows it. */
export interface KnownAsk {
  readonly askedAt: Instant;
  /** Whether another person handed it on: the one who asks knows nothing of it. */
  readonly isPassed: boolean;
  readonly isOfSameReview: boolean;
}

/**
 * Whether an ask is delivered to a person.
 * @param others what they were asked besides
 * @returns `held`: not delivered, and the one who asks is not told, since only what was passed on stands in the way
 */
export function deliveryOf(
  others: readonly KnownAsk[],
  {
    hasAgreed,
    isInTeam,
    now,
  }: { readonly hasAgreed: boolean; readonly isInTeam: boolean; readonly now: Instant },
): 'delivered' | 'held' | 'missed' {
  const stands = (asks: readonly KnownAsk[]) =>
    asks.some(({ isOfSameReview }) => isOfSameReview) || recent(asks, now).length >= mostAsked;
  if (!hasAgreed || isInTeam || stands(others.filter(({ isPassed }) => !isPassed))) return 'missed';
  return stands(others) ? 'held' : 'delivered';
}

const recent = (asks: readonly KnownAsk[], now: Instant) =>
  asks.filter(({ askedAt }) => askedAt > now - askedWithin);

/**
 * Until when a person is suggested to nobody, having been asked as often as they agreed to. What was passed on does not count: who is suggested
 * would depend on an answer.
 * @returns `null`: they may be asked
 */
export function restsUntil(asks: readonly KnownAsk[], now: Instant): Instant | null {
  const counted = recent(asks, now).filter(({ isPassed }) => !isPassed);
  const times = counted.map(({ askedAt }) => askedAt).toSorted((a, b) => b - a);
  const last = times[mostAsked - 1];
  return last === undefined ? null : last + askedWithin;
}

/** What the person who asks is told of one ask. `quiet`: no time, whatever happened. */
export function toldOf(
  { state, until }: { readonly state: AssistState; readonly until: Instant },
  {
    hasSaidYes,
    isHere,
    now,
  }: { readonly hasSaidYes: boolean; readonly isHere: boolean; readonly now: Instant },
): 'yes' | 'missed' | 'quiet' | 'asked' {
  if (hasSaidYes) return 'yes';
  if (state === 'missed' || !isHere) return 'missed';
  return now >= until ? 'quiet' : 'asked';
}

/** Why somebody is suggested: what they wrote, or led. */
export type Because = 'lesson' | 'facilitated' | 'owned';

export interface Suggestion {
  readonly person: UserId;
  readonly because: Because;
  /** What the lesson or the retrospective is called. */
  readonly called: string;
}

/** The first that fit, each person once. @param found the best first @param mayBe who may be asked */
export function suggested(found: readonly Suggestion[], mayBe: ReadonlySet<UserId>): readonly Suggestion[] {
  const chosen = new Map<UserId, Suggestion>();
  for (const one of found)
    if (mayBe.has(one.person) && !chosen.has(one.person) && chosen.size < mostSuggested)
      chosen.set(one.person, one);
  return [...chosen.values()];
}

/** From here on two things are much the same: about half of their words. */
const alike = 0.3;

/** What is called like one of these texts, the likest first. Each pair is compared by itself: what else there is says nothing about the two. */
export function likest<Held extends { readonly called: string }>(
  texts: readonly string[],
  held: readonly Held[],
): readonly Held[] {
  return held
    .map((one) => ({ one, score: Math.max(...texts.map((text) => similarity([text, one.called])[1] ?? 0)) }))
    .filter(({ score }) => score >= alike)
    .toSorted((a, b) => b.score - a.score)
    .map(({ one }) => one);
}
