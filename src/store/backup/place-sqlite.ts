/** Unpacks an SQLite backup beside the database, and puts it in its place once it is ready. */
import { createReadStream, createWriteStream, existsSync } from 'node:fs';
import { chmod, link, mkdir, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { pipeline } from 'node:stream/promises';
import Database from 'better-sqlite3';
import { errorCode } from '../engines/error-code.ts';
import { syncFolder } from '../engines/sync-folder.ts';
import { whatIsIn } from './copy-sqlite.ts';
import { BackupError } from './backup-error.ts';
import { withRoomIn } from './full-disk.ts';
import type { Manifest } from './sealed.ts';

/** What SQLite keeps beside a file: changes that are not in it yet, and who reads them. */
const log = '-wal';
const beside = [log, '-shm'] as const;

/** Where a backup is unpacked. @param place where the database belongs */
export const unpackedAt = (place: string): string => `${place}.restoring`;

/**
 * Removes what a restore has left that was interrupted: it holds what the backup does. No restore is going on.
 * @returns whether there was something
 */
export async function removeUnpacked(place: string): Promise<boolean> {
  const files = ['', ...beside]
    .map((name) => `${unpackedAt(place)}${name}`)
    .filter((file) => existsSync(file));
  for (const file of files) await rm(file, { force: true });
  return files.length > 0;
}

/**
 * @param place where the database belongs
 * @param aside where the one that is there is to be kept; `null`: none may be there
 * @returns the file, which no Lore opens by itself
 * @throws BackupError
 */
export async function unpackSqlite(
  file: string,
  about: Manifest,
  place: string,
  aside: string | null,
): Promise<string> {
  await mkdir(dirname(place), { recursive: true, mode: 0o700 });
  if (aside === null && existsSync(place))
    throw new BackupError(
      `There is a database in ${place}. Nothing was changed. Say where to keep it, with --keep and the name of a new file.`,
    );
  if (aside !== null && existsSync(aside))
    throw new BackupError(`${aside} already exists. Nothing was changed. Choose another name.`);
  if (aside !== null && !existsSync(dirname(aside)))
    throw new BackupError(
      `${dirname(aside)}, where the database of now is to be kept, is not there. Nothing was changed. Make that folder first.`,
    );
  const unpacked = unpackedAt(place);
  await removeUnpacked(place);
  await pipeline(createReadStream(file, { end: about.bytes - 1 }), newFile(unpacked));
  try {
    whatIsIn(unpacked);
    dropForeign(unpacked);
    return unpacked;
  } catch (error) {
    throw new BackupError(
      `There is no whole database in ${file} (${error instanceof Error ? error.message : 'unknown'}). Nothing was changed. Restore another backup.`,
      { cause: error },
    );
  }
}

/** Others' would run while it restores, or be in the way of an update. Lore makes its own again (`search/make-sure.ts`). */
function dropForeign(unpacked: string): void {
  const database = new Database(unpacked);
  try {
    const found = database
      .prepare<[], { type: string; name: string }>(
        "select type, name from sqlite_master where type in ('trigger', 'view')",
      )
      .all();
    for (const { type, name } of found)
      database.exec(`drop ${type} if exists "${name.replaceAll('"', '""')}"`);
  } finally {
    database.close();
  }
}

/** The database that was there is kept first; then the other one takes its name. @returns whether there was one */
export async function placeSqlite(unpacked: string, place: string, aside: string | null): Promise<boolean> {
  const isKept = aside !== null && existsSync(place);
  if (isKept) {
    takeInLog(place);
    await withRoomIn(dirname(aside), () => keepAll(place, aside));
    syncFolder(dirname(aside));
  }
  // They belong to the database that goes: beside another one they would be taken for its own.
  for (const name of beside) await rm(`${place}${name}`, { force: true });
  await rename(unpacked, place);
  syncFolder(dirname(place));
  return isKept;
}

/** Then the kept file holds everything. A damaged one is kept with its log. */
function takeInLog(place: string): void {
  try {
    const database = new Database(place, { fileMustExist: true });
    database.pragma('wal_checkpoint(truncate)');
    database.close();
  } catch (error) {
    if (errorCode(error) === '') throw error;
  }
}

/** All of it, or none: the name is free for the next try. */
async function keepAll(place: string, aside: string): Promise<void> {
  const kept: string[] = [];
  try {
    for (const name of ['', log].filter((it) => existsSync(`${place}${it}`))) {
      await keep(`${place}${name}`, `${aside}${name}`);
      kept.push(`${aside}${name}`);
    }
  } catch (error) {
    for (const copy of kept) await rm(copy);
    throw error;
  }
}

/** Nobody but its owner may read it, however open the folder is. */
async function keep(from: string, to: string): Promise<void> {
  try {
    await chmod(from, 0o600);
    await link(from, to);
  } catch (error) {
    if (errorCode(error) === 'EEXIST') throw error;
    // Another disk, or one that knows no links.
    await pipeline(createReadStream(from), newFile(to)).catch(async (why: unknown) => {
      if (errorCode(why) !== 'EEXIST') await rm(to, { force: true });
      throw why;
    });
  }
}

const newFile = (file: string) => createWriteStream(file, { flags: 'wx', mode: 0o600, flush: true });
