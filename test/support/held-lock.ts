/** A lock that somebody else holds on a database, over a connection of their own, until a test lets go of it. */
import Database from 'better-sqlite3';
import pg from 'pg';
import { errorCode } from '../../src/store/engines/error-code.ts';

export interface HeldLock {
  readonly release: () => Promise<void>;
}

/**
 * Nobody else can write.
 * @param url of a database in a file, or of PostgreSQL
 * @param isWhole nobody can read either; PostgreSQL only, since in SQLite's log readers are never locked out
 */
export async function holdLock(url: string, isWhole = false): Promise<HeldLock> {
  return url.startsWith('sqlite:') ? ofSqlite(url.slice('sqlite:'.length)) : ofPostgres(url, isWhole);
}

function ofSqlite(file: string): HeldLock {
  const other = new Database(file);
  other.exec('begin immediate');
  return {
    release: async () => {
      other.exec('rollback');
      other.close();
    },
  };
}

async function ofPostgres(url: string, isWhole: boolean): Promise<HeldLock> {
  const other = new pg.Client({ connectionString: url });
  await other.connect();
  const { rows } = await other.query<{ name: string }>(
    `select quote_ident(tablename) as name from pg_tables where schemaname = 'public' order by 1`,
  );
  const mode = isWhole ? 'access exclusive' : 'exclusive';
  const tables = rows.map(({ name }) => name).join(', ');
  const isHeld = async (): Promise<boolean> => {
    await other.query('begin');
    try {
      await other.query(`lock table ${tables} in ${mode} mode`);
      return true;
    } catch (error) {
      await other.query('rollback');
      // It takes one table after the other, and somebody who works in them may have them in another order.
      if (errorCode(error) === '40P01') return false;
      await other.end();
      throw error;
    }
  };
  while (!(await isHeld()));
  return {
    release: async () => {
      await other.query('rollback');
      await other.end();
    },
  };
}
