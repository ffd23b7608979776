/** `lore migrate`. */
import { Command } from 'commander';
import type { Environment } from '../config.ts';
import { withStore } from './open.ts';
import { say } from './terminal.ts';

/** @returns the names of the migrations that ran */
export function migrate(environment: Environment): Promise<readonly string[]> {
  return withStore(environment, (store) => store.migrate());
}

export const migrateCommand = (environment: Environment): Command =>
  new Command('migrate').description('update the database to the latest schema').action(async () => {
    const ran = await migrate(environment);
    say(ran.length === 0 ? 'The database is up to date.' : `Ran ${ran.join(', ')}.`);
  });
