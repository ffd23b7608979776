/** The world in a file, when one is given; otherwise it lives and dies with the process. */
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { World } from './world.ts';

export interface Persistence {
  /** Says that the world has changed; it is written soon. */
  changed(): void;
  /** Writes what was not written yet and stops. */
  close(): void;
}

/** Reads the world from a file; `undefined` when there is no such file. */
export function readWorld(file: string): World | undefined {
  if (!existsSync(file)) return undefined;
  const kept = JSON.parse(readFileSync(file, 'utf8')) as Omit<World, 'scheduled' | 'uploads' | 'userGroups'> &
    Partial<World>;
  // A file may be older than scheduled messages, uploads and user groups.
  return {
    ...kept,
    scheduled: kept.scheduled ?? [],
    uploads: kept.uploads ?? [],
    userGroups: kept.userGroups ?? [],
  };
}

/** Keeps a file equal to the world, 50 ms behind it; the file is replaced as a whole, so a crash leaves the older one. */
export function keepWorld(world: World, file: string | undefined): Persistence {
  if (file === undefined) return { changed: () => undefined, close: () => undefined };
  let timer: NodeJS.Timeout | undefined;
  const write = (): void => {
    timer = undefined;
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(`${file}.new`, JSON.stringify(world), { mode: 0o600 });
    renameSync(`${file}.new`, file);
  };
  return {
    changed: () => (timer ??= setTimeout(write, 50)),
    close: () => {
      if (timer) clearTimeout(timer);
      write();
    },
  };
}
