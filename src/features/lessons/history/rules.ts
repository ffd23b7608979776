/** What changed about a lesson, from how it was before and how it is now. Pure. */
import type { Instant } from '#core/clock.ts';
import type { UserId } from '#core/ids.ts';
import type { Typed } from '../rules.ts';

/** `words`: its words; `standard`, `noStandard`, `retired`, `back`, `confirmed`: its effect. */
export const changes = ['words', 'standard', 'noStandard', 'retired', 'back', 'confirmed'] as const;
export type VersionChange = (typeof changes)[number];

/** What is kept of one change. */
export interface Version {
  readonly change: VersionChange;
  /** As they were before, of a change of words. */
  readonly words: Typed;
  readonly note: string;
  readonly by: UserId | null;
  readonly at: Instant;
}

/** One field, before and after. */
export interface Difference {
  readonly field: keyof Typed;
  readonly before: string;
  readonly after: string;
}

export interface Step {
  readonly version: Version;
  /** Empty for a change of anything but words. */
  readonly differences: readonly Difference[];
}

const fields = ['title', 'context', 'happened', 'useWhen', 'topics'] as const;

/**
 * @param versions those that the reader may see, the oldest first: wordings that they may not see are no step of theirs
 * @param now its words
 * @returns the newest first; without those that changed no word for this reader
 */
export function stepsOf(versions: readonly Version[], now: Typed): readonly Step[] {
  const steps: Step[] = [];
  let after = now;
  for (const version of versions.toReversed()) {
    if (version.change !== 'words') {
      steps.push({ version, differences: [] });
      continue;
    }
    const before = version.words;
    const differences = fields
      .filter((field) => before[field] !== after[field])
      .map((field) => ({ field, before: before[field], after: after[field] }));
    if (differences.length > 0) steps.push({ version, differences });
    after = before;
  }
  return steps;
}
