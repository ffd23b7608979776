/** Who may know about a question, the best first. Pure. */
import { day, type Instant } from '#core/clock.ts';
import type { UserId } from '#core/ids.ts';

/** How many people a question is asked at once. */
export const mostAsked = 3;

/** Why somebody may know: what they answered, wrote down or shared that the asker may read, or what they say they know. */
export const reasons = ['answered', 'lesson', 'share', 'topic'] as const;
export type Reason = (typeof reasons)[number];

/** As in learning-science.md 5.5. */
const weights: Readonly<Record<Reason, number>> = { answered: 3, lesson: 2, share: 1.5, topic: 1 };
const halfLife = 180 * day;

/** From here on, a text speaks of the question. */
export const leastFit = 0.12;

/** Something that says that a person may know. */
export interface Sign {
  readonly person: UserId;
  readonly reason: Reason;
  /** What it is called, or the topic. */
  readonly called: string;
  readonly at: Instant;
  /** How well it fits the question, 0 to 1. */
  readonly fit: number;
}

export type Suggestion = Pick<Sign, 'person' | 'reason' | 'called' | 'at'>;

/** How much it says, less with time. */
export const worth = ({ reason, fit, at }: Pick<Sign, 'reason' | 'fit' | 'at'>, now: Instant): number =>
  weights[reason] * fit * 2 ** (-Math.max(0, now - at) / halfLife);

/**
 * The people of whom most says that they know, each once, with what says most.
 * @param mayBe who may be asked
 * @param load how often the asker has asked a person lately: of others' asks nobody knows
 */
export function suggested(
  signs: readonly Sign[],
  mayBe: ReadonlySet<UserId>,
  load: ReadonlyMap<UserId, number>,
  now: Instant,
): readonly Suggestion[] {
  const fitting = signs.filter(({ person, fit }) => mayBe.has(person) && fit >= leastFit);
  return [...Map.groupBy(fitting, ({ person }) => person)]
    .flatMap(([person, all]) => {
      const [best] = all.toSorted((a, b) => worth(b, now) - worth(a, now));
      const sum = all.reduce((total, sign) => total + worth(sign, now), 0);
      return best === undefined ? [] : [{ best, person, score: sum - (load.get(person) ?? 0) }];
    })
    .toSorted((a, b) => b.score - a.score)
    .slice(0, mostAsked)
    .map(({ best: { person, reason, called, at } }) => ({ person, reason, called, at }));
}
