/** Which of the lessons that fit are offered. Pure. */
import { day, type Instant } from '#core/clock.ts';
import { firstOfEach } from '../rules.ts';

/** One that fits. */
export interface Fitting {
  /** As it is ranked by what was said. */
  readonly score: number;
  /** Since when it is for its readers. */
  readonly since: Instant;
  /** How many used or applied it, as far as the viewer may know. */
  readonly uses: number;
  readonly wentWell: boolean;
  /** Of those told together, which have the same, only the best is shown. */
  readonly under: string;
}

/** How many are shown when something begins. */
export const mostOffered = 3;

/** What is a year old or older weighs half. */
const halfLife = 365 * day;
const least = 0.5;

/** What was used counts for more, and what is new (Lore's evidence base, 5.3: contextual push). */
const weightOf = ({ score, since, uses }: Fitting, now: Instant): number =>
  score * (1 + Math.log1p(uses)) * Math.max(least, 2 ** (-Math.max(0, now - since) / halfLife));

/** The best, up to three, of those told together one; one of them tells of something that went well, if one that fits does. Of equals, the first given. */
export function best<Lesson extends Fitting>(all: readonly Lesson[], now: Instant): readonly Lesson[] {
  const byWeight = all.toSorted((one, other) => weightOf(other, now) - weightOf(one, now));
  const sorted = firstOfEach(byWeight, ({ under }) => under);
  const chosen = sorted.slice(0, mostOffered);
  if (chosen.some(({ wentWell }) => wentWell)) return chosen;
  const good = sorted.slice(mostOffered).find(({ wentWell }) => wentWell);
  return good === undefined ? chosen : [...chosen.slice(0, -1), good];
}
