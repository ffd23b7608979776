/** Opens the engine that an address names. */
import { noMeter } from '#core/meter.ts';
import type { Engine } from './engine.ts';
import { openPostgres } from './postgres.ts';
import { openSqlite } from './sqlite.ts';

/**
 * @param url `sqlite::memory:` (in tests followed by the path of a file to start from), `sqlite:/path/to/file.db` or `postgres://…`
 * @param mayMake whether to create a missing SQLite file
 * @throws for another address, in words for the operator, without the address (it may hold a password)
 */
export function openEngine(url: string, mayMake = true, meter = noMeter): Engine {
  if (url.startsWith('sqlite:')) return openSqlite(url.slice('sqlite:'.length), mayMake, meter);
  if (/^postgres(ql)?:\/\//.test(url)) return openPostgres(url);
  throw new Error('the database address must begin with sqlite: or postgres://');
}
