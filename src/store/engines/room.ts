/** Whether there is room to update a database, and what the operator reads when it could not be updated. */
import { stat, statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import { bossSchema, mayNotMakeSchema } from './boss-tables.ts';
import { DatabaseBusy, patient } from './deadline.ts';
import type { Engine } from './engine.ts';
import { errorCode, isDiskFull } from './error-code.ts';

/** The database could not be updated, and is as it was; the message is for the operator. */
export class NotUpdated extends Error {
  override readonly name = 'NotUpdated';
}

/** @returns how many bytes this process may still use in a folder */
export async function freeIn(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize;
}

/** What a new database takes, with its log, in bytes. */
const least = 8_000_000;

/** What SQLite may need to update its file, in bytes: each changed page stands in the log before it stands in the file. */
export async function roomFor(file: string): Promise<number> {
  const { size } = await stat(file);
  return size + least;
}

const inMegabytes = (bytes: number): string => `${Math.ceil(bytes / 1_000_000)} MB`;

/** PostgreSQL keeps its files elsewhere. @throws NotUpdated */
export async function mustHaveRoom({ file }: Pick<Engine, 'file'>): Promise<void> {
  if (file === null) return;
  const [needed, free] = await Promise.all([roomFor(file), freeIn(dirname(file))]);
  if (free < needed)
    throw new NotUpdated(
      `Updating the database needs ${inMegabytes(needed)} of free disk space where it is (${dirname(file)}), and ${inMegabytes(free)} are free. Nothing was changed. Free some space, and start again.`,
    );
}

/** lock_not_available. */
const isBusy = (error: unknown): boolean => error instanceof DatabaseBusy || errorCode(error) === '55P03';

/** @returns the same error where there are no words for it */
export function notUpdated(error: unknown, engine: Engine['name']): unknown {
  if (isDiskFull(error))
    return new NotUpdated(
      `The disk of the database is full, so it could not be updated. It is as it was. Free some space where ${engine === 'sqlite' ? 'its file is' : 'PostgreSQL keeps its data'}, and start again.`,
      { cause: error },
    );
  if (isBusy(error))
    return new NotUpdated(
      `Another program has kept the database busy for ${patient / 1000} seconds. It may be another Lore that updates it. Nothing was changed. Start again when it is done.`,
      { cause: error },
    );
  if (error instanceof Error && error.message.includes('btree_gin'))
    return new NotUpdated(
      'Lore’s search needs PostgreSQL’s extension btree_gin, which this database lacks and Lore may not add. Nothing was changed. Have an administrator of the server run “create extension btree_gin” in Lore’s database (where the server does not know it, the package postgresql-contrib brings it), and start again.',
      { cause: error },
    );
  if (mayNotMakeSchema(error))
    return new NotUpdated(
      `Lore keeps what wakes its workers in a schema “${bossSchema}” beside its tables, which its user may not make. Nothing was changed. Have an administrator of the server run “create schema ${bossSchema} authorization lore” in Lore’s database, with Lore’s user in place of lore, and start again.`,
      { cause: error },
    );
  return error;
}
