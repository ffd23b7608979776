/** A full disk is one of several: that of the database, of the backup, or of what is kept. */
import { resolve } from 'node:path';
import { errorCode, isDiskFull } from '../engines/error-code.ts';
import { BackupError } from './backup-error.ts';

/** PostgreSQL says so of its own disk. */
const ofServer = '53100';

/** @param folder where `run` writes @throws BackupError that names the folder, if its disk is full; or PostgreSQL's */
export async function withRoomIn<T>(folder: string, run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    // Named already: it was another folder.
    if (error instanceof BackupError || !isDiskFull(error)) throw error;
    const where =
      errorCode(error) === ofServer ? 'on which PostgreSQL keeps its data' : `of ${resolve(folder)}`;
    throw new BackupError(
      `The disk ${where} is full. Nothing was changed. Free some space there, or choose another place, and try again.`,
      { cause: error },
    );
  }
}
