/** Puts a backup back. Whatever interrupts it, there is the database as it was before, or the restored one, and nothing is ever deleted. */
import type { Clock, Instant } from '#core/clock.ts';
import { landed } from '../engines/migrate.ts';
import type { Store } from '../store.ts';
import { version } from '../../version.ts';
import { BackupError } from './backup-error.ts';
import { fillPostgres } from './fill-postgres.ts';
import { markRestored } from './mark-restored.ts';
import { placeSqlite, unpackSqlite } from './place-sqlite.ts';
import { type Manifest, readManifest } from './sealed.ts';

export interface Restoring {
  /** Where to, as of the store. No Lore runs on it. */
  readonly url: string;
  /** The wall clock. */
  readonly clock: Clock;
  readonly open: (url: string) => Store;
  /** What is still to be done before a Lore may start on it. */
  readonly prepare: (store: Store, takenAt: Instant) => Promise<void>;
}

/**
 * @param aside SQLite: where the database that is there now is kept; `null`: none may be there
 * @returns as of when the database is, and whether one is kept aside. @throws BackupError; the database is then as it was
 */
export async function restore(
  restoring: Restoring,
  file: string,
  aside: string | null,
): Promise<Pick<Manifest, 'takenAt'> & { readonly isKept: boolean }> {
  const { url, clock } = restoring;
  const about = await readManifest(file);
  await mustFit(about, url, aside);
  if (about.engine === 'postgres') {
    await fillPostgres(url, file, about, clock.now());
    await opened(restoring, url, (store) => restoring.prepare(store, about.takenAt));
    return { takenAt: about.takenAt, isKept: false };
  }
  const place = url.slice('sqlite:'.length);
  const unpacked = await unpackSqlite(file, about, place, aside);
  await markAsRestored({ ...restoring, url: `sqlite:${unpacked}` }, about.takenAt);
  return { takenAt: about.takenAt, isKept: await placeSqlite(unpacked, place, aside) };
}

/** For a database that other means have put back as it was. */
export async function markAsRestored(restoring: Restoring, takenAt: Instant): Promise<void> {
  await opened(restoring, restoring.url, async (store) => {
    await store.write((db) => markRestored(db, { takenAt, now: restoring.clock.now() }));
    await restoring.prepare(store, takenAt);
  });
}

async function opened({ open }: Restoring, url: string, run: (store: Store) => Promise<void>): Promise<void> {
  const store = open(url);
  try {
    await store.migrate();
    await run(store);
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
  const known = await landed();
  const unknown = about.migrations.filter((name) => known[name] === undefined);
  if (unknown.length > 0)
    throw new BackupError(
      `This backup is of a database that a newer Lore has updated${about.version === version ? '' : ` (${about.version})`}: this one (${version}) does not know ${unknown.at(-1) ?? ''}. Nothing was changed. Install that newer Lore, and restore with it: docs/operations/upgrade.md says how to roll back afterwards.`,
    );
}
