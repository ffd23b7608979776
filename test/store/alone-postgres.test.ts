/** Work that one process at a time may do, on PostgreSQL, where several run. */
import { openStore } from '../../src/store/store.ts';
import { lastingEngines } from '../support/databases.ts';
import { counting, noon } from './support/world.ts';

it('of those in several processes that want to be alone with the same thing one is at a time, and one that fails lets the next begin', async () => {
  const database = await lastingEngines()
    .find(({ name }) => name === 'postgres')
    ?.fresh();
  if (database === undefined) throw new Error('there is no PostgreSQL');
  const stores = ['x', 'y'].map((letter) =>
    openStore({ url: database.url, ids: counting(letter), clock: { now: () => noon }, tables: [] }),
  );
  let inside = 0;
  const most: Record<string, number> = { same: 0, other: 0 };
  const both = Promise.withResolvers<void>();
  const work = (name: string) => async () => {
    inside += 1;
    most[name] = Math.max(most[name] ?? 0, inside);
    if (inside === 2) both.resolve();
    await (name === 'other' ? both.promise : stores[0]?.schema());
    inside -= 1;
    if (name === 'same') throw new Error('as it happens');
  };
  const same = await Promise.allSettled(
    [0, 1, 0, 1, 0, 1].map((nth) => stores[nth]?.alone('same', work('same'))),
  );
  expect([most['same'], inside]).toEqual([1, 0]);
  expect(same.map(({ status }) => status)).toEqual(Array(6).fill('rejected'));
  // What has another name does not wait.
  await Promise.all([stores[0]?.alone('one', work('other')), stores[1]?.alone('two', work('other'))]);
  expect(most['other']).toBe(2);
  for (const store of stores) await store.close();
  await database.remove();
});
