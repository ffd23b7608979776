/** What a team goes on with whoever leads it: for its new leader, found with that person's access in the channel. It says nothing about how anybody works. */
import type { ChannelId, RowId, UserId } from './ids.ts';
import type { ReadScope } from './scope.ts';
import type { LocalDate } from './time/date.ts';

/** In the order in which they are shown. */
export const handedOnKinds = ['action', 'experiment', 'agreement'] as const;

export interface HandedOn {
  readonly id: RowId;
  readonly kind: (typeof handedOnKinds)[number];
  /** One line, as typed. */
  readonly what: string;
  /** Who promised it; `null`: the team, or they were erased. */
  readonly owner: UserId | null;
  /** As the channel counts it. */
  readonly dueOn: LocalDate | null;
}

/** @returns what is open, or still holds, in the channel: what is due first; at most 30 */
export type FindsHandedOn = (read: ReadScope, channel: ChannelId) => Promise<readonly HandedOn[]>;
