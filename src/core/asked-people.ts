/**
 * Asking a person who agreed to be asked: how often each is asked, and what the one who asks is told. The same for every practice. Pure.
 *
 * Saying no, passing it on and not answering are one thing to everybody else. So nothing here that others see depends on an answer, but for a yes: and
 * whether somebody is suggested says only that they may be asked, since who leaves all without an answer is left alone like who was asked often enough.
 */
import { day, type Instant } from './clock.ts';

/** In working days of the person who asks: then they are told that it is usual to hear nothing. */
export const waitsFor = 3;

/** At most so many asks of one person within this time. */
export const mostAsked = 2;
export const askedWithin = 14 * day;

/**
 * - `waiting`: on its way
 * - `asked`: the person has it, as far as the one who asks can tell
 * - `missed`: they had been asked often enough, or may not be asked (any more)
 */
export const askStates = ['waiting', 'asked', 'missed'] as const;
export type AskState = (typeof askStates)[number];

/** An ask as the person who is asked knows it. */
export interface KnownAsk {
  readonly askedAt: Instant;
  /** Whether another person handed it on: the one who asks knows nothing of it. */
  readonly isPassed: boolean;
  /** Whether it is about the same thing as the ask to deliver. */
  readonly isOfSame: boolean;
}

/**
 * Whether an ask is delivered to a person.
 * @param others what they were asked besides
 * @param mayBeAsked whether they agree, and the ask is for people like them
 * @returns `held`: not delivered, and the one who asks is not told, since only what was passed on stands in the way
 */
export function deliveryOf(
  others: readonly KnownAsk[],
  { mayBeAsked, now }: { readonly mayBeAsked: boolean; readonly now: Instant },
): 'delivered' | 'held' | 'missed' {
  const stands = (asks: readonly KnownAsk[]) =>
    asks.some(({ isOfSame }) => isOfSame) || recent(asks, now).length >= mostAsked;
  if (!mayBeAsked || stands(others.filter(({ isPassed }) => !isPassed))) return 'missed';
  return stands(others) ? 'held' : 'delivered';
}

const recent = (asks: readonly KnownAsk[], now: Instant) =>
  asks.filter(({ askedAt }) => askedAt > now - askedWithin);

/**
 * Until when a person is suggested to nobody, having been asked as often as they agreed to. What was passed on does not count: who is suggested
 * would depend on an answer.
 * @returns `null`: they may be asked
 */
export function restsUntil(
  asks: readonly Pick<KnownAsk, 'askedAt' | 'isPassed'>[],
  now: Instant,
): Instant | null {
  const times = asks
    .filter(({ askedAt, isPassed }) => !isPassed && askedAt > now - askedWithin)
    .map(({ askedAt }) => askedAt)
    .toSorted((a, b) => b - a);
  const last = times[mostAsked - 1];
  return last === undefined ? null : last + askedWithin;
}

/** After so many in a row without an answer, one more would be a nag. */
const mostUnanswered = 3;

/** Whether a person is left alone until they go on. @param unanswered how many in a row they were shown, and left without an answer */
export const isLeftAlone = (unanswered: number): boolean => unanswered >= mostUnanswered;

/** An ask as it was, with what became of it. */
export interface PastAsk extends Omit<KnownAsk, 'isOfSame'> {
  /** What it is about. */
  readonly about: string;
  /** Whether the person said anything to it. */
  readonly isAnswered: boolean;
}

/**
 * The asks that a person was shown and left without an answer, in a row, the newest first. What was held back they were not shown; what was passed on
 * counts only where they answered it, as in `restsUntil`.
 * @param asks that came to them
 */
export function unansweredInRow<Ask extends PastAsk>(asks: readonly Ask[]): readonly Ask[] {
  const sorted = asks.toSorted((a, b) => a.askedAt - b.askedAt);
  const counted = sorted.filter((ask, nth) => {
    if (ask.isAnswered || ask.isPassed) return ask.isAnswered;
    const before = sorted.slice(0, nth).map((one) => ({ ...one, isOfSame: one.about === ask.about }));
    return deliveryOf(before, { mayBeAsked: true, now: ask.askedAt }) === 'delivered';
  });
  return counted.slice(counted.findLastIndex(({ isAnswered }) => isAnswered) + 1).toReversed();
}

/** What the person who asks is told of one ask. `quiet`: no time, whatever happened. */
export function toldOf(
  { state, until }: { readonly state: AskState; readonly until: Instant },
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
