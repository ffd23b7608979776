/** The keys of open ballots: a file each, in a folder outside the database and its backups. */
import { randomBytes, randomInt, randomUUID } from 'node:crypto';
import {
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  statSync,
  unlinkSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import type { Instant } from '#core/clock.ts';
import { isId, type RowId, type TeamId } from '#core/ids.ts';
import { errorCode } from '../engines/error-code.ts';
import { syncFolder } from '../engines/sync-folder.ts';

const bytes = 32;

/** In which order what was cast is stored, and under which ids. Somebody who foresees it knows who cast what. */
export interface BallotChance {
  readonly id: () => string;
  /** A whole number from 0 up to, and without, `end`. */
  readonly below: (end: number) => number;
}

const systemChance: BallotChance = { id: randomUUID, below: randomInt };

export interface BallotKeys {
  readonly chance: BallotChance;
  /** Makes the key unless it is there. @returns `false`: there is no folder for it, or it cannot be written there */
  readonly make: (team: TeamId, ballot: RowId) => boolean;
  /** `null`: there is none (any more). */
  readonly read: (team: TeamId, ballot: RowId) => Buffer | null;
  /** Overwrites and removes it, if it is there. */
  readonly destroy: (team: TeamId, ballot: RowId) => void;
  /** The ballots of a workspace with a key. @param madeBefore only those whose key is older, by this machine's clock */
  readonly of: (team: TeamId, madeBefore?: Instant) => readonly RowId[];
  /** Whether there is a folder for keys: without one it is unknown what was lost. */
  readonly hasPlace: boolean;
}

const ending = '.key';

/** @param folder is made when the first key is; `null`: there is none, and no ballot can be opened */
export function ballotKeysIn(folder: string | null, chance = systemChance): BallotKeys {
  return folder === null ? noBallotKeys : keysIn(folder, chance);
}

export const noBallotKeys: BallotKeys = {
  chance: systemChance,
  make: () => false,
  read: () => null,
  destroy: () => undefined,
  of: () => [],
  hasPlace: false,
};

function keysIn(folder: string, chance: BallotChance): BallotKeys {
  const fileOf = (team: TeamId, ballot: RowId): string => {
    if (!isId(team) || !isId(ballot)) throw new Error('not an id');
    return join(folder, `${team}.${ballot}${ending}`);
  };
  const read = (team: TeamId, ballot: RowId): Buffer | null => {
    try {
      const key = readFileSync(fileOf(team, ballot));
      // One that a crash cut short, or that is being destroyed, opens nothing.
      return key.length === bytes && key.some((byte) => byte !== 0) ? key : null;
    } catch (error) {
      if (['ENOENT', 'ENOTDIR'].includes(errorCode(error))) return null;
      throw error;
    }
  };
  return {
    chance,
    hasPlace: true,
    read,
    make: (team, ballot) => {
      const file = fileOf(team, ballot);
      try {
        mkdirSync(folder, { recursive: true, mode: 0o700 });
        if (read(team, ballot) !== null) return true;
        writeWhole(file, randomBytes(bytes), 'w');
        syncFolder(folder);
        return true;
      } catch (error) {
        if (errorCode(error) === '') throw error;
        return false;
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
    of: (team, madeBefore = Infinity) => {
      const begins = `${team}.`;
      try {
        return readdirSync(folder)
          .filter((name) => name.startsWith(begins) && name.endsWith(ending))
          .filter((name) => statSync(join(folder, name)).mtimeMs < madeBefore)
          .map((name) => name.slice(begins.length, -ending.length) as RowId);
      } catch (error) {
        if (['ENOENT', 'ENOTDIR'].includes(errorCode(error))) return [];
        throw error;
      }
    },
  };
}

function writeWhole(file: string, content: Uint8Array, flag: 'w' | 'r+'): void {
  const descriptor = openSync(file, flag, 0o600);
  try {
    writeSync(descriptor, content);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
