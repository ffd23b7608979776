/** How safe it is to learn, as a practice published it for the whole workspace: nothing finer is known, and nothing can be asked of single teams. */
import type { Instant } from './clock.ts';
import type { Spread } from './publishing/figures.ts';
import type { ReadScope } from './scope.ts';

/** One mean of the whole workspace, as it was published. */
export interface ClimateMean {
  readonly theme: 'safety' | 'support' | 'recognition';
  /** How many were asked, and how many of them answered. */
  readonly asked: number;
  readonly answered: number;
  /** From 2 ("or less") to 6 ("or more"), in half steps; `null`: too few answered to say, or it would say too much. */
  readonly mean: number | null;
  readonly spread: Spread | null;
}

/** @returns what was published last from `from` up to `to` and reaches the viewer; none: nothing was */
export type Climate = (
  read: ReadScope,
  stretch: { readonly from: Instant; readonly to: Instant },
) => Promise<readonly ClimateMean[]>;
