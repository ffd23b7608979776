/** Lessons of a channel that changed a standard: whether what they were about came back within six months. Pure. */
import type { Instant } from '#core/clock.ts';
import { watched } from '../assumptions/rules.ts';
import { areAlike } from '../group/rules.ts';

/** What a lesson was about, and since when a standard is different because of it. */
export interface Changed {
  readonly text: string;
  readonly since: Instant;
}

/** One of the first topics of a retrospective, and when that ended. */
export interface Raised {
  readonly text: string;
  readonly endedAt: Instant;
}

export interface Standards {
  /** So long ago that it can be said, and with a retrospective since in which it could have come back. */
  readonly changed: number;
  /** Of those, how many did not. */
  readonly stayedAway: number;
}

export function standardsOf(
  changed: readonly Changed[],
  raised: readonly Raised[],
  until: Instant,
): Standards {
  const told = changed.flatMap(({ text, since }) => {
    const after = raised.filter(({ endedAt }) => endedAt > since && endedAt <= since + watched);
    return since + watched > until || after.length === 0 ? [] : [hasReturned(text, after)];
  });
  return { changed: told.length, stayedAway: told.filter((returned) => !returned).length };
}

/** Each later topic separately: they have no bearing on each other. */
const hasReturned = (text: string, later: readonly Raised[]): boolean =>
  later.some((one) => areAlike(text, one.text));
