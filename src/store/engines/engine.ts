/** What the store needs of a database, and how one is opened by its address. */
import type { Kysely } from 'kysely';
import type { Held } from '../erasure/held.ts';
import type { Entry, Memory } from '../memory/memory.ts';
import type { Schema } from '../schema.ts';
import type { Merging } from './together.ts';

export interface Engine {
  readonly name: 'sqlite' | 'postgres';
  readonly db: Kysely<Schema>;
  /** Whether the transaction lost against another one, or the database was busy, so that it may simply run again. */
  readonly isConflict: (error: unknown) => boolean;
  /**
   * After an erasure: leaves nothing of what was erased in the database's own files. Takes seconds for each gigabyte, and not on the event loop.
   * @param tables all that may hold an old version of something that was erased
   * @param after what kept it from being finished, where nothing was erased since
   * @returns what keeps something there; `null`: nothing is left
   */
  readonly scrub: (tables: readonly string[], after: Held | null) => Promise<Held | null>;
  readonly merging: Merging;
  readonly others: Others;
  readonly close: () => Promise<void>;
}

/** Other processes on the same database: what is remembered here has to follow what they write. */
export interface Others {
  /** ms for which something is believed, whatever is heard of them. */
  readonly longest: number;
  /** Tells them, with a transaction, what it changes. */
  readonly tell: (db: Kysely<Schema>, entries: readonly Entry[]) => Promise<void>;
  /** Called before something is taken from memory: has forgotten by then what they are known to have changed. */
  readonly look: (memory: Pick<Memory, 'forget'>) => void;
}
