/** The server ends a connection in the middle of a transaction: as when it is restarted. */
import pg from 'pg';
import { sql } from 'kysely';
import { openStore } from '../../src/store/store.ts';
import { emptyPostgres } from '../support/databases.ts';
import { counting, noon } from './support/world.ts';

describe('a connection to PostgreSQL that the server ends', () => {
  it('fails the transaction that was under way, and nothing else', async () => {
    const database = await emptyPostgres();
    const store = openStore({
      url: database.url,
      clock: { now: () => noon },
      ids: counting('x'),
      tables: [],
    });
    const operator = new pg.Client({ connectionString: database.url });
    await operator.connect();
    try {
      const transaction = store.system.transaction().execute(async (db) => {
        const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(db);
        // Between two statements nobody waits for an answer.
        await operator.query('select pg_terminate_backend($1, 60000)', [rows[0]?.pid]);
        await sql`select 1`.execute(db);
      });
      await expect(transaction).rejects.toThrow('not queryable');
      const { rows } = await sql<{ n: number }>`select 2 as n`.execute(store.system);
      expect(rows).toEqual([{ n: 2 }]);
    } finally {
      await operator.end();
      await store.close();
      await database.remove();
    }
  });
});
