/** `lore migrate`. */
import { Command } from 'commander';
import { type Environment, readDatabaseUrl } from '../config.ts';
import { wallClock } from '../process.ts';
import { bossSchema } from '../store/engines/boss-tables.ts';
import { claim } from '../store/engines/claim.ts';
import type { SchemaState } from '../store/engines/compatible.ts';
import { version } from '../version.ts';
import { withStore } from './open.ts';
import { say } from './terminal.ts';

/** On SQLite not beside a running Lore. @returns what the database was before, and the names of the migrations that ran @throws InUse */
export function migrate(
  environment: Environment,
): Promise<{ readonly before: SchemaState; readonly ran: readonly string[] }> {
  return withStore(environment, async (store) => {
    const before = await store.schema();
    if (before.waiting.length === 0) return { before, ran: [] };
    const claimed = { command: 'migrate', now: wallClock.now() };
    const release = await claim(readDatabaseUrl(environment), claimed);
    try {
      return { before, ran: await store.migrate() };
    } finally {
      await release();
    }
  });
}

/** Which Lore last updated a database, as the operator reads it. */
export const lastUpdatedBy = ({ by }: Pick<SchemaState, 'by'>): string => `Lore ${by ?? '0.1'}`;

/** What `lore migrate` has done, in a line each. */
export function sayMigrated({ before, ran }: Awaited<ReturnType<typeof migrate>>): readonly string[] {
  const now = `Lore ${version}`;
  if (before.ahead.length > 0)
    return [
      `${lastUpdatedBy(before)} has updated the database (${before.at ?? ''}), and ${now} may run on it. Nothing was changed.`,
    ];
  if (ran.length === 0) return [`The database is up to date: ${now}, schema ${before.at ?? ''}.`];
  // The queue’s tables have a version of their own.
  const at = ran.findLast((name) => !name.startsWith(bossSchema)) ?? before.at ?? '';
  return [
    before.at === null
      ? `Made the database of ${now}, schema ${at}.`
      : `Updated the database from ${lastUpdatedBy(before)}, schema ${before.at}, to ${now}, schema ${at}.`,
    `Ran ${ran.length === 1 ? '1 migration' : `${ran.length} migrations`}: ${ran.join(', ')}.`,
  ];
}

export const migrateCommand = (environment: Environment): Command =>
  new Command('migrate').description('update the database to the latest schema').action(async () => {
    for (const line of sayMigrated(await migrate(environment))) say(line);
  });
