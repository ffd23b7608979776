/** What is erased after some time. */
import type { Kysely } from 'kysely';
import type { Instant } from '#core/clock.ts';
import type { TeamId } from '#core/ids.ts';
import type { Catalogue } from '../access/catalogue.ts';
import type { BallotKeys } from '../ballots/keys.ts';
import type { Schema } from '../schema.ts';
import type { LeftBehind } from './cleanup-queue.ts';

/** One transaction in one workspace. */
export interface Expiring {
  readonly db: Kysely<Schema>;
  readonly catalogue: Catalogue;
  readonly teamId: TeamId;
  readonly now: Instant;
  readonly ballotKeys: BallotKeys;
}

export interface SystemRetention {
  readonly name:
    'lore.events' | 'lore.missed' | 'lore.messages' | 'lore.rituals' | 'lore.ballots' | 'lore.audit';
  /** Whole days, unless an admin chose fewer. */
  readonly days: number;
  /** An admin cannot choose fewer. */
  readonly isFixed?: true;
  readonly tables: readonly (keyof Schema)[];
  /** Erases some older rows. @returns how many (0: nothing is left), and what to delete from Slack */
  readonly expire: (
    on: Expiring,
    before: Instant,
  ) => Promise<{ readonly rows: number; readonly left: readonly LeftBehind[] }>;
}
