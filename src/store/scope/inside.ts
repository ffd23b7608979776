/** What the parts of the store are handed inside of a transaction. */
import type { Kysely } from 'kysely';
import type { Clock } from '#core/clock.ts';
import type { Ids, TeamId } from '#core/ids.ts';
import type { AnyTable } from '#core/tables.ts';
import type { AccessContext } from '../access/access.ts';
import type { Entry, Memory } from '../memory/memory.ts';
import type { Schema } from '../schema.ts';

/** For the store's own parts, which see more than a viewer. */
export interface Inside {
  readonly clock: Clock;
  readonly ids: Ids;
  /** All tables of the practices. */
  readonly tables: readonly AnyTable[];
  /** Runs one transaction on the database, again where another one won. `run` gets the eyes of `viewer`. */
  once<T>(
    team: TeamId,
    viewer: AccessContext['viewer'],
    access: 'read only' | 'read write',
    run: (eyes: AccessContext) => Promise<T>,
    changes?: readonly Entry[],
  ): Promise<T>;
  /** One transaction on the system's own tables, with no viewer, again where another one won. @param changes what it changes of what is remembered */
  readonly write: <T>(run: (house: Kysely<Schema>) => Promise<T>, changes?: readonly Entry[]) => Promise<T>;
  /** Of this database. */
  readonly memory: Memory;
  /** Tells the workers that there is something to do. */
  readonly wake: () => void;
  /** Looks the tables up again: after a migration. */
  forgetCatalogue(): void;
}
