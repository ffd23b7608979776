/** What an operation of a practice is handed, whether somebody acted, an event came or a job runs. */
import type { Instant } from './clock.ts';
import type { Scope } from './scope.ts';

export interface Work {
  readonly scope: Scope;
  readonly now: Instant;
  /** Makes an id; also the chance by which one of equals is chosen. */
  readonly newId: () => string;
}
