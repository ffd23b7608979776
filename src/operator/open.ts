/** Opens the database for a command of the operator, beside a running Lore: one action, one opening. */
import { existsSync } from 'node:fs';
import { startingOff } from '#core/feature.ts';
import { ConfigError, type Environment, readBallotKeys, readDatabaseUrl, readKeyFile } from '../config.ts';
import { features } from '../features.ts';
import { randomIds, wallClock } from '../process.ts';
import { ballotKeysIn } from '../store/ballots/keys.ts';
import { mustNotBeReplaced } from '../store/engines/claim.ts';
import { keysFrom } from '../store/settings/key-file.ts';
import { openStore, type Store, type StoreOptions } from '../store/store.ts';

/** With a database that is there and of this Lore's schema. @throws NotReached, SchemaTooNew, ConfigError */
export const withData = <T>(environment: Environment, run: (store: Store) => Promise<T>): Promise<T> =>
  withStore(environment, async (store) => {
    if ((await store.schema()).waiting.length > 0)
      throw new ConfigError('This database is new, or from an older Lore. Update it with: npx lore migrate');
    return run(store);
  });

/**
 * As `withData`, for what changes something: a restore would take that back, and a copy would lack it.
 * @throws InUse while one is at work; then run it again afterwards
 */
export async function changeData<T>(environment: Environment, run: (store: Store) => Promise<T>): Promise<T> {
  const url = readDatabaseUrl(environment);
  await mustNotBeReplaced(url);
  const done = await withData(environment, run);
  // It may have begun since.
  await mustNotBeReplaced(url);
  return done;
}

/** The store of these practices. */
export const openAt = (
  url: string,
  over: Pick<StoreOptions, 'mayMake' | 'tokenKeys' | 'ballotKeys'> = {},
): Store =>
  openStore({
    url,
    clock: wallClock,
    ids: randomIds,
    tables: features.flatMap((feature) => feature.tables),
    startsOff: startingOff(features),
    ...over,
  });

/** @param mayMake whether a database that is not there is made */
export async function withStore<T>(
  environment: Environment,
  run: (store: Store) => Promise<T>,
  mayMake = true,
): Promise<T> {
  const keys = keysFrom(readKeyFile(environment));
  const store = openAt(readDatabaseUrl(environment), {
    ...{ mayMake, ...keys },
    ballotKeys: ballotKeysIn(readBallotKeys(environment)),
  });
  try {
    return await run(store);
  } finally {
    await store.close();
  }
}

/** Whether there is a database to look into; a server is asked when it is opened. @throws ConfigError */
export function isDatabaseThere(environment: Environment): boolean {
  const url = readDatabaseUrl(environment);
  return !url.startsWith('sqlite:') || existsSync(url.slice('sqlite:'.length));
}
