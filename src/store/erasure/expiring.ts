/** What grows too old, and how that is told. */
import type { Kysely } from 'kysely';
import type { Instant } from '#core/clock.ts';
import type { TeamId } from '#core/ids.ts';
import type { Catalogue } from '../access/catalogue.ts';
import type { Schema } from '../schema.ts';
import type { LeftBehind } from './cleanup-queue.ts';

/** What erasing works with: one transaction in one workspace. */
export interface Expiring {
  readonly db: Kysely<Schema>;
  readonly catalogue: Catalogue;
  readonly teamId: TeamId;
  readonly now: Instant;
}

export interface SystemRetention {
  readonly name: 'lore.events' | 'lore.missed' | 'lore.messages' | 'lore.rituals' | 'lore.audit';
  /** Whole days, unless an admin chose fewer. */
  readonly days: number;
  readonly tables: readonly (keyof Schema)[];
  /** Erases some of what is older. @returns how many rows (0: nothing is left), and what is to be deleted from Slack */
  readonly expire: (
    on: Expiring,
    before: Instant,
  ) => Promise<{ readonly rows: number; readonly left: readonly LeftBehind[] }>;
}
