/** What the parts of the store share. */
import type { Kysely } from 'kysely';
import type { Clock } from '#core/clock.ts';
import type { Ids, TeamId } from '#core/ids.ts';
import type { AnyTable } from '#core/tables.ts';
import type { AccessContext } from '../access/access.ts';
import type { Engine, Erasing } from '../engines/engine.ts';
import type { Entry, Memory } from '../memory/memory.ts';
import type { Schema } from '../schema.ts';
import type { StartsOff } from '../settings/practices.ts';

/** For the store's own parts, which see more than any viewer. */
export interface Inside {
  readonly clock: Clock;
  readonly ids: Ids;
  /** All tables of features. */
  readonly tables: readonly AnyTable[];
  readonly startsOff: StartsOff;
  /** Runs one transaction, again after a conflict. `run` gets the access of `viewer`. */
  once<T>(
    team: TeamId,
    viewer: AccessContext['viewer'],
    access: 'read only' | 'read write',
    run: (access: AccessContext) => Promise<T>,
    changes?: readonly Entry[],
  ): Promise<T>;
  /** One transaction on the system tables, without a viewer, again after a conflict. @param changes the remembered entries that it changes */
  readonly write: <T>(run: (system: Kysely<Schema>) => Promise<T>, changes?: readonly Entry[]) => Promise<T>;
  /** The same in one workspace. @throws NotInstalled if it was erased: `run` adds nothing to it */
  readonly writeIn: <T>(
    team: TeamId,
    run: (system: Kysely<Schema>) => Promise<T>,
    changes?: readonly Entry[],
  ) => Promise<T>;
  readonly waitForHeld: Erasing['waitForHeld'];
  readonly forgetWakes: Engine['forgetWakes'];
  /** Of this database. */
  readonly memory: Memory;
  /** Wakes who works in the workspace. */
  readonly wake: (team: TeamId) => void;
  /** Reads the tables again, after a migration. */
  forgetCatalogue(): void;
}
