/** Keeps SQLite from checkpointing a long log on the event loop at the end of a commit. */
import { statSync } from 'node:fs';
import type Database from 'better-sqlite3';
import { scrubSqlite } from '../erasure/scrub-sqlite.ts';

/** In pages of 4 KiB: SQLite's default. */
const usual = 1_000;

/** In bytes. A log grows longer than this when this or another process rewrites the database. */
const longest = 64 * 1024 * 1024;

/** How long to leave the log to the process that rewrote the database, in In ms, by a clock that does not jump. */
const patience = 60_000;

/** @returns a function to call before each write, while holding the lock, so that nobody else extends the log */
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
    // If it cannot be done now, the next write tries again.
    void scrubSqlite(file, true).catch(() => undefined);
  };
}
