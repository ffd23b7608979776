/** Puts a backup back. Whatever interrupts it, there is the database as it was before, or the restored one, and nothing is ever deleted. */
import { dirname } from 'node:path';
import type { Clock, Instant } from '#core/clock.ts';
import type { TeamId } from '#core/ids.ts';
import { landed } from '../engines/migrate.ts';
import { realPlace } from '../engines/real-place.ts';
import type { ErasedMark } from '../erasure/erased-mark.ts';
import type { Store } from '../store.ts';
import { version } from '../../version.ts';
import { BackupError } from './backup-error.ts';
import { type Filled, fillPostgres } from './fill-postgres.ts';
import { type Happened, markRestored } from './mark-restored.ts';
import { withRoomIn } from './full-disk.ts';
import { placeSqlite, removeUnpacked, unpackSqlite } from './place-sqlite.ts';
import type { Repeating } from './repeating.ts';
import type { Backup, Manifest } from './sealed.ts';

export interface Restoring {
  /** Where to, as of the store. No Lore runs on it. */
  readonly url: string;
  /** The wall clock. */
  readonly clock: Clock;
  readonly open: (url: string) => Store;
  /** From Lore's logs: of these, what the backup does not have on record is erased again, by the next Lore if this process dies. */
  readonly erasures: readonly ErasedMark[];
}

export interface Restored {
  /** As of when the database is. */
  readonly takenAt: Instant;
  /** How many erasures were repeated. */
  readonly erased: number;
  readonly repeating: Repeating;
  /** The workspaces that it is of. */
  readonly teams: readonly TeamId[];
  /** Tables in the backup that are not Lore's, by name: they are not restored. */
  readonly leftOut: readonly string[];
  /** Whether a database is kept aside. */
  readonly isKept: boolean;
}

/**
 * @param aside SQLite: where the database that is there now is kept; `null`: none may be there
 * @throws BackupError, SchemaTooNew; the database is then as it was
 */
export async function restore(
  restoring: Restoring,
  { file, about }: Backup,
  aside: string | null,
): Promise<Restored> {
  const { url } = restoring;
  await mustFit(about, url, aside);
  if (about.engine === 'postgres') {
    const filled = await withRoomIn('', () =>
      fillPostgres(url, file, about, happened(restoring, about.takenAt)),
    );
    return opened(restoring, (store) => finished(store, about.takenAt, filled));
  }
  const place = placeOf(url);
  return withRoomIn(dirname(place), async () => {
    try {
      const unpacked = await unpackSqlite(file, about, place, aside);
      const restored = await markAsRestored({ ...restoring, url: `sqlite:${unpacked}` }, about.takenAt);
      return { ...restored, isKept: await placeSqlite(unpacked, place, aside) };
    } catch (error) {
      await removeUnpacked(place);
      throw error;
    }
  });
}

/** Removes what an interrupted restore left beside the database at `url`, which this process has claimed. @returns whether there was something */
export async function removeLeftOver(url: string): Promise<boolean> {
  return url.startsWith('sqlite:') && (await removeUnpacked(placeOf(url)));
}

/** Behind a link, where it leads: the database stays on its disk, and the link stays. */
const placeOf = (url: string): string => realPlace(url.slice('sqlite:'.length));

/** For a database that other means have put back as it was. */
export const markAsRestored = (restoring: Restoring, takenAt: Instant): Promise<Restored> =>
  opened(restoring, async (store) => {
    const repeating = await store.write((db) => markRestored(db, happened(restoring, takenAt)));
    return finished(store, takenAt, { repeating, leftOut: [] });
  });

const finished = async (store: Store, takenAt: Instant, filled: Filled): Promise<Restored> => ({
  takenAt,
  ...filled,
  erased: await store.eraseAgain(),
  teams: await store.workspaces.known(),
  isKept: false,
});

const happened = ({ clock, erasures }: Restoring, takenAt: Instant): Happened => ({
  takenAt,
  now: clock.now(),
  erasures,
});

async function opened<T>({ open, url }: Restoring, run: (store: Store) => Promise<T>): Promise<T> {
  const store = open(url);
  try {
    await store.schema();
    await store.migrate();
    return await run(store);
  } finally {
    await store.close();
  }
}

async function mustFit(about: Manifest, url: string, aside: string | null): Promise<void> {
  const isSqlite = url.startsWith('sqlite:');
  const [it, other] = isSqlite ? ['SQLite', 'PostgreSQL'] : ['PostgreSQL', 'SQLite'];
  if (isSqlite !== (about.engine === 'sqlite'))
    throw new BackupError(
      `This backup is of ${other}, and DATABASE_URL names a database of ${it}. Nothing was changed.`,
    );
  if (!isSqlite && aside !== null)
    throw new BackupError(
      '--keep is for SQLite. On PostgreSQL, restore into an empty database; the other one stays as it is.',
    );
  // An SQLite brings its tables, and says itself who may run on it.
  if (isSqlite) return;
  const known = await landed();
  const unknown = about.migrations.filter((name) => known[name] === undefined);
  if (unknown.length > 0)
    throw new BackupError(
      `This backup is of a database that a newer Lore has updated${about.version === version ? '' : ` (${about.version})`}: this one (${version}) does not know ${unknown.at(-1) ?? ''}. Nothing was changed. Install that newer Lore, and restore with it: docs/operations/upgrade.md says how to roll back afterwards.`,
    );
}
