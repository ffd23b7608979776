/** Brings the database to this Lore's schema before anything else, and tells the log. */
import type { Logger } from 'pino';
import type { Store } from './store/store.ts';
import { version } from './version.ts';

/** @throws NotReached, NotUpdated, SchemaTooNew */
export async function updateDatabase(
  store: Pick<Store, 'schema' | 'migrate' | 'eraseAgain'>,
  log: Logger,
): Promise<void> {
  const before = await store.schema();
  if (before.ahead.length > 0)
    log.warn(
      { version, updatedBy: before.by, unknown: before.ahead },
      'a newer Lore has updated the database, and this one may run on it: what the newer one added stays as it is',
    );
  const migrations = await store.migrate();
  if (migrations.length > 0)
    log.info({ version, from: before.by, schema: before.at, migrations }, 'the database was updated');
  const again = before.ahead.length > 0 ? 0 : await store.eraseAgain();
  if (again > 0)
    log.info(
      { again },
      'what an older Lore had erased, or what was erased after a backup that was restored, is erased again',
    );
}
