import type pg from 'pg';
import { before } from '../../../src/store/engines/deadline.ts';
import { preparing } from '../../../src/store/engines/prepared.ts';

/** A pool that answers nothing, and says what it was asked. */
function pools() {
  const texts: string[] = [];
  const names: (string | undefined)[] = [];
  const client = {
    query: async (what: string | { readonly text: string; readonly name?: string }) => {
      const text = typeof what === 'string' ? what : what.text;
      // What holds for the whole connection.
      if (!text.startsWith('set lock_timeout')) texts.push(text);
      if (typeof what !== 'string') names.push(what.name);
      return { rows: [], rowCount: 0, command: 'SELECT' };
    },
    release: () => undefined,
  };
  const pool = { connect: async () => client, options: {} } as unknown as pg.Pool;
  return { texts, names, all: { background: pool, reader: pool, writer: pool } };
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
      'start transaction isolation level serializable read write; set local enable_seqscan = off; set local jit = off',
      'commit',
      'start transaction isolation level repeatable read read only',
      'commit',
    ]);
  });

  it('has a plan of its own for a statement that is elsewhere planned for any way of reading', async () => {
    const { names, all } = pools();
    const connection = await preparing(all).connect();
    const ask = () => connection.query('select $1', [1]);
    const ways = ['serializable read write', 'repeatable read read only', 'serializable read write'];
    for (const way of ways) {
      await connection.query(`start transaction isolation level ${way}`, []);
      await ask();
      await connection.query('commit', []);
    }
    await connection.query('start transaction isolation level serializable read write', []);
    await connection.query('rollback', []);
    await ask();
    const [serial, plain, again, after] = names.filter((name) => name !== undefined);
    expect([again, after]).toEqual([serial, plain]);
    expect(serial).not.toBe(plain);
  });

  it('that is rolled back goes back to the time limit from before it, which is not set again', async () => {
    const { texts, all } = pools();
    const connection = await preparing(all).connect();
    let left = 900;
    const asking = { left: () => left };
    await before(asking, () => connection.query('begin', []));
    left = 400;
    await before(asking, () => connection.query('select 1', []));
    await before(asking, () => connection.query('rollback', []));
    left = 900;
    await before(asking, () => connection.query('begin', []));
    expect(texts).toEqual([
      'set statement_timeout = 1000',
      'begin',
      'set statement_timeout = 500',
      'select 1',
      'rollback',
      'begin',
    ]);
  });
});
