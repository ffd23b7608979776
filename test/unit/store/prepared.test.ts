import type pg from 'pg';
import { preparing } from '../../../src/store/engines/prepared.ts';

/** A pool that answers nothing, and says what it was asked. */
function pools() {
  const texts: string[] = [];
  const client = {
    query: async (what: string | { readonly text: string }) => {
      texts.push(typeof what === 'string' ? what : what.text);
      return { rows: [], rowCount: 0, command: 'SELECT' };
    },
    release: () => undefined,
  };
  const pool = { connect: async () => client, options: {} } as unknown as pg.Pool;
  return { texts, all: { background: pool, reader: pool, writer: pool } };
}

describe('a transaction on PostgreSQL', () => {
  it('reads by index where others’ changes would count against it, and is left alone otherwise', async () => {
    const { texts, all } = pools();
    const connection = await preparing(all).connect();
    await connection.query('start transaction isolation level serializable read write', []);
    await connection.query('commit', []);
    await connection.query('start transaction isolation level repeatable read read only', []);
    await connection.query('commit', []);
    expect(texts).toEqual([
      'start transaction isolation level serializable read write; set local enable_seqscan = off; set local jit = off; set local plan_cache_mode = force_generic_plan',
      'commit',
      'start transaction isolation level repeatable read read only',
      'commit',
    ]);
  });
});
