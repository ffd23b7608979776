/** The claim of a database in a file: an open transaction in a small SQLite file beside it. */
import { closeSync, existsSync, lstatSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { errorCode } from './error-code.ts';
import { type Held, type Holder, holderIn, holderText, inUse, isReplacing } from './holder.ts';
import { cannotOpen, NotReached } from './reachable.ts';
import { realPlace } from './real-place.ts';

/** ms in which a process that has just claimed has also written who it is. */
const whileWriting = 100;

/**
 * @param file the database, perhaps behind a link; neither it nor its folder has to be there yet
 * @throws InUse, NotReached
 */
export async function claimSqlite(file: string, mine: Holder, now: number): Promise<() => Promise<void>> {
  const lock = openLock(file);
  try {
    hold(lock, holderText(mine), now);
    return async () => void lock.close();
  } catch (error) {
    try {
      if (isDamaged(error)) throw damaged(lock.name);
      if (!errorCode(error).startsWith('SQLITE_BUSY')) throw cannotOpen(error);
      await wait(whileWriting);
      throw inUse(...holderOf(lock));
    } finally {
      lock.close();
    }
  }
}

const isDamaged = (error: unknown): boolean => /^SQLITE_(NOTADB|CORRUPT)/.test(errorCode(error));

/** Lore does not delete it by itself: another process may have its lock. */
const damaged = (place: string): NotReached =>
  new NotReached(
    `${place} is damaged. It only keeps a second Lore from the database beside it, and holds nothing of what people wrote; the database itself has not been looked at. If no Lore runs on it, delete that file, and start again.`,
  );

/** Two links lead to one lock, as they lead to one database. */
const lockOf = (file: string): string => `${realPlace(file)}-running`;

/** @throws NotReached, with the name of the file that is in the way */
function openLock(file: string): Database.Database {
  try {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    const place = lockOf(file);
    // Somebody else may have put it there, to have another file of ours written to.
    if (lstatSync(place, { throwIfNoEntry: false })?.isSymbolicLink() === true)
      throw new Error(`${place} is a link: delete it`);
    // Of another user it may not be written; nobody else may read who we are.
    closeSync(openSync(place, 'a', 0o600));
    return new Database(place, { timeout: 0 });
  } catch (error) {
    throw cannotOpen(error);
  }
}

/** Who is restoring to a file, or copying it. The name alone stays after its process has ended. */
export function replacerOfSqlite(file: string): Held {
  const place = lockOf(file);
  if (!existsSync(place)) return [null, null];
  const lock = new Database(place, { timeout: 0 });
  const found = holderOf(lock);
  try {
    // No other is tried: for that instant the lock is ours, and who claims the database would be refused.
    if (found[0] !== null && isReplacing(found[0])) lock.exec('begin immediate; rollback');
    return [null, null];
  } catch {
    return found;
  } finally {
    lock.close();
  }
}

/** Others may read the file beside an `immediate` transaction that has written nothing. So who we are is committed before the one that stays. */
function hold(lock: Database.Database, said: string, now: number): void {
  for (;;) {
    lock.exec('begin immediate');
    lock.exec('create table if not exists holder (said text not null, since integer not null)');
    const found = lock.prepare<[], { said: string }>('select said from holder').get();
    if (found?.said === said) return;
    lock.exec('delete from holder');
    lock.prepare('insert into holder values (?, ?)').run(said, now);
    lock.exec('commit');
  }
}

function holderOf(lock: Database.Database): Held {
  try {
    const read = lock.prepare<[], { said: string; since: number }>('select said, since from holder').get();
    return [holderIn(read?.said ?? ''), read?.since ?? null];
  } catch {
    return [null, null];
  }
}
