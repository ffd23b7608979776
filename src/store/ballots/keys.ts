/** The keys of open ballots: a file each, in a folder outside the database and its backups. */
import { randomBytes } from 'node:crypto';
import {
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  unlinkSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { isId, type RowId, type TeamId } from '#core/ids.ts';
import { errorCode } from '../engines/error-code.ts';
import { syncFolder } from '../engines/sync-folder.ts';

const bytes = 32;

export interface BallotKeys {
  /** Makes the key unless it is there. @returns `false`: there is no folder for it, or it cannot be written there */
  readonly make: (team: TeamId, ballot: RowId) => boolean;
  /** `null`: there is none (any more). */
  readonly read: (team: TeamId, ballot: RowId) => Buffer | null;
  /** Overwrites and removes it, if it is there. */
  readonly destroy: (team: TeamId, ballot: RowId) => void;
  /** The ballots of a workspace with a key. */
  readonly of: (team: TeamId) => readonly RowId[];
}

const ending = '.key';

/** @param folder is made when the first key is; `null`: there is none, and no ballot can be opened */
export function ballotKeysIn(folder: string | null): BallotKeys {
  return folder === null ? noBallotKeys : keysIn(folder);
}

export const noBallotKeys: BallotKeys = {
  make: () => false,
  read: () => null,
  destroy: () => undefined,
  of: () => [],
};

function keysIn(folder: string): BallotKeys {
  const fileOf = (team: TeamId, ballot: RowId): string => {
    if (!isId(team) || !isId(ballot)) throw new Error('not an id');
    return join(folder, `${team}.${ballot}${ending}`);
  };
  return {
    make: (team, ballot) => {
      try {
        mkdirSync(folder, { recursive: true, mode: 0o700 });
        writeWhole(fileOf(team, ballot), randomBytes(bytes), 'wx');
        syncFolder(folder);
        return true;
      } catch (error) {
        if (errorCode(error) === 'EEXIST') return true;
        if (['EACCES', 'EPERM', 'EROFS', 'ENOSPC', 'ENOTDIR'].includes(errorCode(error))) return false;
        throw error;
      }
    },
    read: (team, ballot) => {
      try {
        const key = readFileSync(fileOf(team, ballot));
        // One that a crash cut short, or that is being destroyed, opens nothing.
        return key.length === bytes && key.some((byte) => byte !== 0) ? key : null;
      } catch (error) {
        if (errorCode(error) === 'ENOENT') return null;
        throw error;
      }
    },
    destroy: (team, ballot) => {
      const file = fileOf(team, ballot);
      try {
        // In place: a new file would leave the old bytes.
        writeWhole(file, Buffer.alloc(bytes), 'r+');
        unlinkSync(file);
        syncFolder(folder);
      } catch (error) {
        if (errorCode(error) !== 'ENOENT') throw error;
      }
    },
    of: (team) => {
      try {
        const begins = `${team}.`;
        return readdirSync(folder)
          .filter((name) => name.startsWith(begins) && name.endsWith(ending))
          .map((name) => name.slice(begins.length, -ending.length) as RowId);
      } catch (error) {
        if (errorCode(error) === 'ENOENT') return [];
        throw error;
      }
    },
  };
}

function writeWhole(file: string, content: Uint8Array, flag: 'wx' | 'r+'): void {
  const descriptor = openSync(file, flag, 0o600);
  try {
    writeSync(descriptor, content);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
