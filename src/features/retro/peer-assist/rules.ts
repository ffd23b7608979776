/** Asking somebody who did it before: who fits. How often a person is asked is the same for all practices (`src/core/asked-people.ts`). Pure. */
import type { UserId } from '#core/ids.ts';
import { similarity } from '#core/likeness.ts';

/** How many people are suggested at once. */
export const mostSuggested = 2;

/** In characters. */
export const mostWords = 1_000;

export const assistAnswers = ['yes', 'no', 'passed'] as const;
export type AssistAnswer = (typeof assistAnswers)[number];

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
