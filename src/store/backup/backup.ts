/** Writes a backup while Lore runs: a whole file, or none. */
import { existsSync } from 'node:fs';
import { link, open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Clock, Instant } from '#core/clock.ts';
import { errorCode, isDiskFull } from '../engines/error-code.ts';
import { syncFolder } from '../engines/sync-folder.ts';
import { BackupError } from './backup-error.ts';
import { copyPostgres } from './copy-postgres.ts';
import { copySqlite } from './copy-sqlite.ts';
import { withRoomIn } from './full-disk.ts';
import { readBackup, seal, type Manifest } from './sealed.ts';

/**
 * @param file is not there yet; until it is complete, it is called `<file>.part`
 * @param clock the wall clock
 * @throws BackupError, or the database's error; what was begun is then gone
 */
export async function backUp(url: string, file: string, clock: Clock): Promise<Manifest> {
  if (existsSync(file)) throw new BackupError(`${file} already exists. Choose another name.`);
  const part = `${file}.part`;
  return withRoomIn(dirname(file), async () => {
    await makeOwn(part);
    try {
      await copyTo(part, url, clock.now());
      const { about } = await readBackup(part);
      await publish(part, file);
      return about;
    } catch (error) {
      await rm(part, { force: true });
      throw error;
    }
  });
}

async function copyTo(part: string, url: string, takenAt: Instant): Promise<void> {
  const isSqlite = url.startsWith('sqlite:');
  const copied = await (isSqlite ? copySqlite(url.slice('sqlite:'.length), part) : copyPostgres(url, part));
  if (copied === null)
    throw new BackupError('The database that DATABASE_URL names holds nothing of Lore’s yet.');
  await seal(part, { engine: isSqlite ? 'sqlite' : 'postgres', takenAt, ...copied });
}

/** Nobody but its owner may read it, from the beginning on. */
async function makeOwn(part: string): Promise<void> {
  try {
    await (await open(part, 'wx', 0o600)).close();
  } catch (error) {
    if (isDiskFull(error)) throw error;
    if (errorCode(error) !== 'EEXIST')
      throw new BackupError(
        `${part} cannot be written (${errorCode(error)}). Its folder has to be there, and to be yours to write in.`,
        { cause: error },
      );
    throw new BackupError(
      `${part} already exists: another backup is being written there, or one was interrupted. If none is running, delete it and try again.`,
    );
  }
}

/** Gives the finished file its name, unless another one has taken it. */
async function publish(part: string, file: string): Promise<void> {
  try {
    await link(part, file);
    await rm(part);
  } catch (error) {
    if (errorCode(error) === 'EEXIST') throw new BackupError(`${file} already exists. Choose another name.`);
    // Some network drives know no links.
    await rename(part, file);
  }
  syncFolder(dirname(file));
}
