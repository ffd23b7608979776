/** What the store needs of a database, and how one is opened by its address. */
import type { Kysely } from 'kysely';
import { openPostgres } from './engine-postgres.ts';
import { openSqlite } from './engine-sqlite.ts';
import type { Schema } from './schema.ts';

export interface Engine {
  readonly name: 'sqlite' | 'postgres';
  readonly db: Kysely<Schema>;
  /** Whether the transaction lost against another one, or the database was busy, so that it may simply run again. */
  readonly isConflict: (error: unknown) => boolean;
  /** After an erasure: leaves nothing of what was erased in files beside the database. */
  readonly scrub: () => Promise<void>;
}

/**
 * @param url `sqlite::memory:`, `sqlite:/path/to/file.db` or `postgres://…`
 * @param mayMake whether an SQLite file is made where there is none
 * @throws for another address, in words for the operator, without the address (it may hold a password)
 */
export function openEngine(url: string, mayMake = true): Engine {
  if (url.startsWith('sqlite:')) return openSqlite(url.slice('sqlite:'.length), mayMake);
  if (/^postgres(ql)?:\/\//.test(url)) return openPostgres(url);
  throw new Error('the database address must begin with sqlite: or postgres://');
}
