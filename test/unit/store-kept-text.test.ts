/** Statements whose text is kept: it is never run with values that are not its own. */
import { sql } from 'kysely';
import { openSqlite } from '../../src/store/engines/sqlite.ts';
import { runKept } from '../../src/store/engines/kept-text.ts';

const engine = openSqlite(':memory:', false);
const { db } = engine;
afterAll(() => engine.close());

const said = async (first: string | number | null, second: string | number | null) => {
  let built = 0;
  const { rows } = await runKept(db, 'a pair', [first, second], () => {
    built += 1;
    return sql`select ${first} as first, typeof(${second}) as second`;
  });
  return { rows, built };
};

it('is put together once for values of the same kinds, and runs with those that are given', async () => {
  expect(await said('a', 1)).toEqual({ rows: [{ first: 'a', second: 'integer' }], built: 1 });
  expect(await said('b', 2)).toEqual({ rows: [{ first: 'b', second: 'integer' }], built: 0 });
  expect(await said('c', null)).toEqual({ rows: [{ first: 'c', second: 'null' }], built: 1 });
  expect(await said(3, 'd')).toEqual({ rows: [{ first: 3, second: 'text' }], built: 1 });
});

it('refuses a statement whose values are others, or in another order', async () => {
  const swapped = runKept(db, 'swapped', ['a', 'b'], () => sql`select ${'b'}, ${'a'}`);
  await expect(swapped).rejects.toThrow('not those of its text');
  const more = runKept(db, 'more', ['a'], () => sql`select ${'a'}, ${'b'}`);
  await expect(more).rejects.toThrow('not those of its text');
});

it('takes no value that a row cannot hold, also once the text is known', async () => {
  await said('a', 1);
  await expect(said('a', 0.5)).rejects.toThrow('a row holds');
});
