/**
 * A process of its own, since this takes seconds for each gigabyte and would stop the event loop: rewrites a SQLite file without the old
 * copies of rows that `secure_delete` leaves in rebalanced pages, and takes the log beside it into the file. Told by `scrub-sqlite.ts`.
 */
import process from 'node:process';
import Database from 'better-sqlite3';
import { errorCode } from './error-code.ts';
import type { Held } from './held.ts';

/** How long whoever reads or writes is waited for, in ms. */
const patience = 3_000;
const pause = 50;
/** Nobody ever wakes it: what is waited for is time. */
const nothing = new Int32Array(new SharedArrayBuffer(4));

/** @returns what keeps it from being done; `null`: done */
function scrub(file: string, isRewritten: boolean): Held | null {
  const database = new Database(file, { fileMustExist: true, timeout: patience });
  try {
    // Only here, where it stops nobody.
    database.pragma('wal_autocheckpoint = 0');
    database.pragma('secure_delete = on');
    if (!isRewritten) database.exec('vacuum');
    // Most of it while others may write; then what they wrote meanwhile.
    database.pragma('wal_checkpoint(passive)');
    for (const until = performance.now() + patience; ; Atomics.wait(nothing, 0, 0, pause)) {
      // That it is busy comes as a row. Another process that takes the log in is not waited for by SQLite.
      const [row] = database.pragma('wal_checkpoint(truncate)') as readonly { readonly busy: number }[];
      if (row?.busy === 0) return null;
      if (performance.now() >= until) return { why: 'reader' };
    }
  } catch (error) {
    const code = errorCode(error);
    if (code.startsWith('SQLITE_BUSY')) return { why: 'writer' };
    return { why: 'failed', code };
  } finally {
    database.close();
  }
}

const [file = '', isRewritten] = process.argv.slice(2);
process.send?.(scrub(file, isRewritten === 'rewritten'));
process.disconnect();
