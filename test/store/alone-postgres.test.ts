/** Work that one process at a time may do, on PostgreSQL, where several run. */
import { openStore } from '../../src/store/store.ts';
import { lastingEngines } from '../support/databases.ts';
import { counting, noon } from './support/world.ts';

it('of those in several processes that want to be alone with the same thing one is at a time, and one that fails lets the next begin', async () => {
  const database = await lastingEngines()
    .find(({ name }) => name === 'postgres')
    ?.fresh();
  if (database === undefined) throw new Error('there is no PostgreSQL');
  const open = (letter: string) =>
    openStore({ url: database.url, ids: counting(letter), clock: { now: () => noon }, tables: [] });
  const [one, two] = [open('x'), open('y')];
  let inside = 0;
  let most = 0;
  const fails = async () => {
    inside += 1;
    most = Math.max(most, inside);
    // Long enough for another to begin, if it could.
    await one.schema();
    inside -= 1;
    throw new Error('as it happens');
  };
  const same = await Promise.allSettled(
    [one, two, one, two, one, two].map((store) => store.alone('same', fails)),
  );
  expect([most, inside]).toEqual([1, 0]);
  expect(same.map(({ status }) => status)).toEqual(Array(6).fill('rejected'));

  // What has another name does not wait: each ends only when both have begun.
  const begun = [Promise.withResolvers<null>(), Promise.withResolvers<null>()] as const;
  const meeting = async (nth: 0 | 1) => {
    begun[nth].resolve(null);
    await Promise.all(begun.map(({ promise }) => promise));
    return nth;
  };
  const met = [one.alone('one', () => meeting(0)), two.alone('two', () => meeting(1))];
  expect(await Promise.all(met)).toEqual([0, 1]);
  await one.close();
  await two.close();
  await database.remove();
});
