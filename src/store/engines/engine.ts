/** What the store needs from a database. */
import type { Kysely, RawBuilder } from 'kysely';
import type { TeamId } from '#core/ids.ts';
import type { Held } from '../erasure/held.ts';
import type { Entry, Memory } from '../memory/memory.ts';
import type { Schema } from '../schema.ts';
import type { Merging } from './together.ts';

export interface Engine {
  readonly name: 'sqlite' | 'postgres';
  readonly db: Kysely<Schema>;
  /** The path of SQLite's file; `null`: it is in memory, or another's. */
  readonly file: string | null;
  /** Whether the transaction conflicted with another, or the database was busy, so that it may simply run again. */
  readonly isConflict: (error: unknown) => boolean;
  /**
   * After an erasure: removes what was erased from the database's files. Takes seconds per gigabyte, not on the event loop.
   * @param tables all that may hold an old version of an erased row
   * @param after what kept the last try from finishing, if nothing was erased since
   * @returns what keeps something there; `null`: nothing is left
   */
  readonly scrub: (tables: readonly string[], after: Held | null) => Promise<Held | null>;
  readonly merging: Merging;
  readonly others: Others;
  readonly erasing: Erasing;
  /** Runs `work` while no other process runs one of the same name; within a process, callers see to that. @throws if it waits too long */
  readonly alone: <T>(name: string, work: () => Promise<T>) => Promise<T>;
  /** Says to the processes that work that there is something to do in a workspace, as part of a transaction; nothing where one process does everything. */
  readonly wake: (db: Kysely<Schema>, team: TeamId) => Promise<void>;
  /** Takes back what was said so for later, as part of the transaction that erases the workspace. */
  readonly forgetWakes: (db: Kysely<Schema>, team: TeamId) => Promise<void>;
  readonly close: () => Promise<void>;
}

/** Who adds something to a workspace while it is erased comes before the erasure, which takes it along, or after it, and is refused. */
export interface Erasing {
  /** Ends the query that reads the workspace first: it stays until that transaction ends. */
  readonly held: RawBuilder<unknown>;
  /** The first statement of an erasure: waits for those transactions, and keeps others from beginning. */
  readonly waitForHeld: (db: Kysely<Schema>) => Promise<void>;
}

/** Other processes on the same database: memory has to follow what they write. */
export interface Others {
  /** How long something is trusted, in ms, whatever they report. */
  readonly longest: number;
  /** Tells them, as part of a transaction, what it changes. */
  readonly tell: (db: Kysely<Schema>, entries: readonly Entry[]) => Promise<void>;
  /** Called before something is taken from memory, to forget what they have changed. */
  readonly look: (memory: Pick<Memory, 'forget'>) => void;
}
