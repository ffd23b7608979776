/** Keeps SQLite from taking a long log into the file on the event loop, at the end of whatever commit comes first. */
import { statSync } from 'node:fs';
import type Database from 'better-sqlite3';
import { scrubSqlite } from '../erasure/scrub-sqlite.ts';

/** In pages of 4 KiB: as SQLite does it by itself. */
const usual = 1_000;

/** In bytes. Longer is what a rewritten database leaves, from this process or another one. */
const longest = 64 * 1024 * 1024;

/** So long it is left to whoever rewrote the database, in ms of a clock that does not jump. */
const patience = 60_000;

/** @returns what is to be called before each write, with the lock in hand: nobody else makes the log longer then */
export function keepsLogShort(file: string, database: Database.Database): () => void {
  let longSince: number | null = null;
  return () => {
    const size = file === ':memory:' ? 0 : (statSync(`${file}-wal`, { throwIfNoEntry: false })?.size ?? 0);
    if (size <= longest) {
      if (longSince !== null) database.pragma(`wal_autocheckpoint = ${usual}`);
      longSince = null;
      return;
    }
    if (longSince === null) database.pragma('wal_autocheckpoint = 0');
    longSince ??= performance.now();
    if (performance.now() - longSince < patience) return;
    longSince = performance.now();
    // Whether it can be done now or not: the next one to write looks again.
    void scrubSqlite(file, true).catch(() => undefined);
  };
}
