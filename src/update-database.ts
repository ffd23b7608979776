/** Brings the database to this Lore's schema before anything else, and tells the log. */
import type { Logger } from 'pino';
import { NotUpdated } from './store/engines/room.ts';
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
  if (before.ahead.length === 0) await eraseAgain(store, log);
}

/**
 * For a process of several, which never changes the schema.
 * @throws NotUpdated, with what to do; NotReached, SchemaTooNew
 */
export async function mustBeUpdated(
  store: Pick<Store, 'schema' | 'eraseAgain'>,
  role: 'web' | 'worker',
  log: Logger,
): Promise<void> {
  const { waiting, ahead } = await store.schema();
  if (waiting.length > 0)
    throw new NotUpdated(
      `The database that DATABASE_URL names is new, or from an older Lore, and a process with LORE_ROLE=${role} leaves it as it is. Update it first, with: npx lore migrate`,
    );
  if (role === 'worker' && ahead.length === 0) await eraseAgain(store, log);
}

async function eraseAgain(store: Pick<Store, 'eraseAgain'>, log: Logger): Promise<void> {
  const again = await store.eraseAgain();
  if (again > 0)
    log.info(
      { again },
      'what an older Lore had erased, or what was erased after a backup that was restored, is erased again',
    );
}
