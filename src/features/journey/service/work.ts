/** What a service works with: one transaction, and its moment. */
import type { Instant } from '../../../core/clock.ts';
import type { Scope } from '../../../core/scope.ts';

export interface Work {
  readonly scope: Scope;
  readonly now: Instant;
  readonly newId: () => string;
}
