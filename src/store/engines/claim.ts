/**
 * One process at a time runs Lore on a database in a file; on PostgreSQL several do, but none beside a restore. What keeps the others out is a lock of
 * the operating system, or of a session of PostgreSQL, so it ends with the process however that ends, and nothing stale is ever left.
 */
import { claimPostgres, holderOfPostgres } from './claim-postgres.ts';
import { claimSqlite, replacerOfSqlite } from './claim-sqlite.ts';
import { beingReplaced, holderHere, type InUse, isReplacing } from './holder.ts';

/**
 * Claims a database for this process, before anything in it is read or changed. Commands beside a running Lore need no claim.
 * @param url as of the store; one in memory is nobody else's
 * @param options.command what claims it: the name of the command
 * @param options.now epoch milliseconds
 * @param options.onLost called if PostgreSQL lost the session and another process has claimed the database since: this one must end
 * @returns lets it go
 * @throws InUse, or NotReached when the place of the lock, or the database, cannot be used
 */
export async function claim(
  url: string,
  options: { readonly command: string; readonly now: number; readonly onLost?: (why: InUse) => void },
): Promise<() => Promise<void>> {
  const mine = holderHere(options.command);
  if (isPostgres(url)) return claimPostgres(url, mine, options.onLost ?? (() => undefined));
  const file = fileIn(url);
  return file === null ? async () => undefined : claimSqlite(file, mine, options.now);
}

/** For commands that change something beside a running Lore. @throws InUse while a restore or a copy has claimed the database; NotReached */
export async function mustNotBeReplaced(url: string): Promise<void> {
  const file = fileIn(url);
  const [holder, since] = isPostgres(url)
    ? await holderOfPostgres(url)
    : file === null
      ? [null, null]
      : replacerOfSqlite(file);
  if (holder !== null && isReplacing(holder)) throw beingReplaced(holder, since);
}

const isPostgres = (url: string): boolean => /^postgres(ql)?:\/\//.test(url);

/** `null`: in memory. */
function fileIn(url: string): string | null {
  const file = url.slice('sqlite:'.length);
  return file.startsWith(':memory:') ? null : file;
}
