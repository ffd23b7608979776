/** What could not be imported, kept apart as it was: a line of JSON each, in a file for its owner alone. */
import { type FileHandle, open, rename, rm } from 'node:fs/promises';
import { errorCode } from '../../../store/engines/error-code.ts';
import type { Refused } from './entry.ts';

export interface Rejected {
  readonly count: () => number;
  /** The first few. */
  readonly first: () => readonly Refused[];
  readonly add: (refused: Refused) => Promise<void>;
  /** Puts the file in its place. @returns its name; `null`: there was nothing to keep */
  readonly finish: () => Promise<string | null>;
  /** Leaves nothing behind. */
  readonly drop: () => Promise<void>;
}

const mostShown = 5;

/** A new file, in place of that of a run that was killed; a link would lead elsewhere. */
async function opened(part: string): Promise<FileHandle> {
  for (;;) {
    await rm(part, { force: true });
    try {
      return await open(part, 'wx', 0o600);
    } catch (error) {
      if (errorCode(error) !== 'EEXIST') throw error;
    }
  }
}

/** @param file where it is to be, in place of that of an earlier run; `null`: nothing is written */
export function rejectedIn(file: string | null): Rejected {
  const part = `${file ?? ''}.part`;
  const first: Refused[] = [];
  let count = 0;
  let handle: FileHandle | null = null;
  const close = async () => {
    await handle?.close();
    handle = null;
  };
  return {
    count: () => count,
    first: () => first,
    add: async (refused) => {
      count += 1;
      if (first.length < mostShown) first.push(refused);
      if (file === null) return;
      if (handle === null) {
        handle = await opened(part);
      }
      const { at, ...rest } = refused;
      await handle.write(`${JSON.stringify({ ...at, ...rest })}\n`);
    },
    finish: async () => {
      if (handle === null || file === null) return null;
      await close();
      // The same import at the same time may have put it there: it has the same rows, and this one's file goes on under that name.
      await rename(part, file).catch((error: unknown) => {
        if (errorCode(error) !== 'ENOENT') throw error;
      });
      return file;
    },
    drop: async () => {
      if (handle === null) return;
      await close();
      await rm(part, { force: true });
    },
  };
}
