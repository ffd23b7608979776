/** Another process keeps the database while this one wants to update it: that one is waited for, and after a while a sentence says so. */
import { whyNot } from '../../src/run.ts';
import { engines } from '../support/databases.ts';
import { holdLock } from '../support/held-lock.ts';
import { factsOf, keptNames, restore, storeAt } from '../support/kept/kept.ts';

const oldest = keptNames()[0] ?? '';

it.each(engines())(
  'on $name, a database that another process keeps is not updated, in words, and is once it is free',
  async ({ name: engine }) => {
    const database = await restore(oldest, engine);
    const store = storeAt(database.url, factsOf(oldest, engine).at);
    const held = await holdLock(database.url);
    try {
      const { waiting } = await store.schema();
      // Background work waits for 30 seconds; here for less.
      const until = performance.now() + 300;
      const refused = await store
        .before({ left: () => until - performance.now() }, () => store.migrate())
        .then(() => 'updated', whyNot);
      expect(refused).toBe(
        'Another program has kept the database busy for 30 seconds. It may be another Lore that updates it. Nothing was changed. Start again when it is done.',
      );
      expect((await store.schema()).waiting).toEqual(waiting);
      await held.release();
      expect(await store.migrate()).toEqual(waiting);
    } finally {
      await store.close();
      await database.remove();
    }
  },
  60_000,
);
