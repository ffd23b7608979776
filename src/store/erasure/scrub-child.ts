/**
 * Rewrites an SQLite file without the old copies of rows that `secure_delete` leaves in rebalanced pages, and checkpoints its log. It is a process
 * of its own, started by `scrub-sqlite.ts`, since it takes seconds per gigabyte and would stop the event loop.
 *
 * A commit waits for the disk on its process's event loop, and the disk is busy with this, so nobody may write until the log is in the file.
 * `vacuum` releases its lock before it is finished; a second thread takes it at that moment.
 */
import process from 'node:process';
import { isMainThread, Worker, workerData } from 'node:worker_threads';
import Database from 'better-sqlite3';
import { errorCode } from '../engines/error-code.ts';
import type { Held } from './held.ts';

/** How long to wait for readers and writers, in ms. */
const patience = 3_000;

const pause = 50;

/** How the threads signal each other, in one shared number. */
const said = { nothing: 0, ready: 1, locked: 2, over: 3 } as const;

/** @returns what prevents it; `null`: done */
function scrub(file: string, isRewritten: boolean): Held | null {
  const shared = new Int32Array(new SharedArrayBuffer(4));
  const database = new Database(file, { fileMustExist: true, timeout: patience });
  let isOnlyLogLeft = isRewritten;
  try {
    // Only here, where it blocks nobody.
    database.pragma('wal_autocheckpoint = 0');
    if (!isRewritten) {
      dropSamples(database);
      rewriteIndexes(database);
      new Worker(import.meta.filename, { workerData: { file, shared } });
      Atomics.wait(shared, 0, said.nothing, patience);
      database.exec('vacuum');
      isOnlyLogLeft = true;
      Atomics.wait(shared, 0, said.ready, patience);
    }
    database.pragma('wal_checkpoint(passive)');
    tell(shared, said.over);
    for (const until = performance.now() + patience; ; Atomics.wait(shared, 0, said.over, pause)) {
      // A row says if it is busy. SQLite does not wait for another process's checkpoint.
      const [row] = database.pragma('wal_checkpoint(truncate)') as readonly { readonly busy: number }[];
      if (row?.busy === 0) return null;
      if (performance.now() >= until) return { why: 'reader' };
    }
  } catch (error) {
    const code = errorCode(error);
    if (code.startsWith('SQLITE_BUSY')) return { why: isOnlyLogLeft ? 'reader' : 'writer' };
    return { why: 'failed', code };
  } finally {
    tell(shared, said.over);
    database.close();
  }
}

/** Lore has SQLite keep no statistics; if somebody did (`analyze`), they hold samples of what is in the indexes: words and people's ids. */
function dropSamples(database: Database.Database): void {
  const find = database.prepare(`select 1 from sqlite_schema where name = 'sqlite_stat4'`);
  if (find.get() !== undefined) database.exec('delete from sqlite_stat4');
}

/**
 * Of a deleted word, FTS5 leaves what separated two pages of its index until all of it is merged, which it does not do with one segment: so there is
 * another one for that moment.
 */
function rewriteIndexes(database: Database.Database): void {
  const find = database.prepare<[], string>(
    `select name from sqlite_schema where sql like 'create virtual table % using fts5(%'`,
  );
  for (const name of find.pluck().all())
    database.exec(`begin immediate;
      insert into ${name} (rowid, words) values (-1, '0');
      insert into ${name} (${name}) values ('optimize');
      insert into ${name} (${name}, rowid, words) values ('delete', -1, '0');
      commit`);
}

function tell(shared: Int32Array, what: number): void {
  Atomics.store(shared, 0, what);
  Atomics.notify(shared, 0);
}

/** Takes the lock as soon as the file is rewritten, and holds it to the end. */
function keepOut(file: string, shared: Int32Array): void {
  const database = new Database(file, { timeout: 0 });
  const version = () => database.pragma('schema_version', { simple: true });
  const before = version();
  tell(shared, said.ready);
  while (Atomics.load(shared, 0) === said.ready) {
    try {
      database.exec('begin immediate');
      // Each rewrite increments it; while it is unchanged, the rewrite has not begun.
      if (version() !== before) {
        Atomics.compareExchange(shared, 0, said.ready, said.locked);
        Atomics.notify(shared, 0);
        Atomics.wait(shared, 0, said.locked);
      }
      database.exec('rollback');
    } catch (error) {
      if (!errorCode(error).startsWith('SQLITE_BUSY')) throw error;
    }
    Atomics.wait(shared, 0, said.ready, 1);
  }
  database.close();
}

if (isMainThread) {
  const [file = '', isRewritten] = process.argv.slice(2);
  const held = scrub(file, isRewritten === 'rewritten');
  process.send?.(held, () => process.exit(0));
} else {
  const { file, shared } = workerData as { readonly file: string; readonly shared: Int32Array };
  keepOut(file, shared);
}
