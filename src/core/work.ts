/** What an operation of a practice gets, whether a person, an event or a job started it. */
import type { Instant } from './clock.ts';
import type { Scope } from './scope.ts';

export interface Work {
  readonly scope: Scope;
  readonly now: Instant;
  /** Makes an id; also the randomness that decides between equals. */
  readonly newId: () => string;
}
