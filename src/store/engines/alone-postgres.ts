/** Work that only one process at a time may do, by a lock of a session: it goes with the process, however that ends. */
import pg from 'pg';
import { patient } from './deadline.ts';

/** What the server's list of sessions calls them. */
export const aloneName = 'lore alone';

/** Sessions that hold a lock, or wait for one; others wait in this process. */
const most = 2;

export function aloneOn(url: string): {
  readonly alone: <T>(name: string, work: () => Promise<T>) => Promise<T>;
  readonly end: () => Promise<void>;
} {
  const pool = new pg.Pool({ connectionString: url, max: most, application_name: aloneName });
  const ignore = (): void => undefined;
  pool.on('error', ignore).on('connect', (connection) => connection.on('error', ignore));
  return {
    alone: async (name, work) => {
      const session = await pool.connect();
      let isFree = false;
      try {
        const key = [`lore ${name}`];
        await session.query(`set lock_timeout = ${patient}`);
        await session.query('select pg_advisory_lock(hashtextextended($1, 0))', key);
        const result = await work();
        isFree = await session.query('select pg_advisory_unlock(hashtextextended($1, 0))', key).then(
          () => true,
          () => false,
        );
        return result;
      } finally {
        // A session that may still hold the lock is closed, which gives it back.
        session.release(!isFree);
      }
    },
    end: () => pool.end(),
  };
}
