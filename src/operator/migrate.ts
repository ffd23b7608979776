/** `lore migrate`. */
import { Command } from 'commander';
import { type Environment, readDatabaseUrl } from '../config.ts';
import { wallClock } from '../process.ts';
import { claim } from '../store/engines/claim.ts';
import { withStore } from './open.ts';
import { say } from './terminal.ts';

/** Not beside a running Lore, which knows only its own schema. @returns the names of the migrations that ran @throws InUse */
export function migrate(environment: Environment): Promise<readonly string[]> {
  return withStore(environment, async (store) => {
    if ((await store.waiting()).length === 0) return [];
    const claimed = { command: 'migrate', now: wallClock.now() };
    const release = await claim(readDatabaseUrl(environment), claimed);
    try {
      return await store.migrate();
    } finally {
      await release();
    }
  });
}

export const migrateCommand = (environment: Environment): Command =>
  new Command('migrate').description('update the database to the latest schema').action(async () => {
    const ran = await migrate(environment);
    say(ran.length === 0 ? 'The database is up to date.' : `Ran ${ran.join(', ')}.`);
  });
