/** What could not be imported, kept apart as it was: a line of JSON each, in a file for its owner alone. */
import { type FileHandle, open, rename, rm } from 'node:fs/promises';
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
        // Of a run that was killed; a link would lead elsewhere.
        await rm(part, { force: true });
        handle = await open(part, 'wx', 0o600);
      }
      const { at, ...rest } = refused;
      await handle.write(`${JSON.stringify({ ...at, ...rest })}\n`);
    },
    finish: async () => {
      if (handle === null || file === null) return null;
      await close();
      await rename(part, file);
      return file;
    },
    drop: async () => {
      if (handle === null) return;
      await close();
      await rm(part, { force: true });
    },
  };
}
