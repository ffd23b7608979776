/** Opens the engine that an address names. */
import type { Engine } from './engine.ts';
import { openPostgres } from './postgres.ts';
import { openSqlite } from './sqlite.ts';

/**
 * @param url `sqlite::memory:` (for tests followed by the path of a file that it begins as), `sqlite:/path/to/file.db` or `postgres://…`
 * @param mayMake whether an SQLite file is made where there is none
 * @throws for another address, in words for the operator, without the address (it may hold a password)
 */
export function openEngine(url: string, mayMake = true): Engine {
  if (url.startsWith('sqlite:')) return openSqlite(url.slice('sqlite:'.length), mayMake);
  if (/^postgres(ql)?:\/\//.test(url)) return openPostgres(url);
  throw new Error('the database address must begin with sqlite: or postgres://');
}
