/** There is no room to update a database, or none any more in the middle of it: it is as it was, and a sentence says what to do. */
import { readdirSync, statSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import { examine } from '../../src/operator/doctor.ts';
import { migrate } from '../../src/operator/migrate.ts';
import { whyNot } from '../../src/run.ts';
import { roomFor } from '../../src/store/engines/room.ts';
import type { Store } from '../../src/store/store.ts';
import { engines } from '../support/databases.ts';
import { factsOf, keptNames, restore, storeAt, whatIsSeen } from '../support/kept/kept.ts';

/** Everything since then is to be run. */
const oldest = keptNames()[0] ?? '';
const migrations = readdirSync(join(import.meta.dirname, '..', '..', 'db', 'migrations'));
const toUpdate = keptNames().filter((kept) => factsOf(kept, 'sqlite').migrations.length < migrations.length);
const fileOf = (url: string) => url.slice('sqlite:'.length);

async function shapeOf(store: Store) {
  const tables = await store.system.introspection.getTables();
  return {
    state: await store.schema(),
    tables: tables.map(({ name, columns }) => [name, columns.map((column) => column.name)]),
  };
}

describe.each(engines())(
  'on $name, a disk that becomes full while the database is updated',
  ({ name: engine }) => {
    const { at, seen } = factsOf(oldest, engine);
    const sentence =
      /^The disk of the database is full, so it could not be updated\. It is as it was\. Free some space where (its file is|PostgreSQL keeps its data), and start again\.$/;

    /** As the engine itself meets it, after so much of the work. */
    const fill = (store: Store, after: number) =>
      store.write(async (db) => {
        if (engine === 'sqlite') {
          const { rows } = await sql<{ page_count: number }>`pragma page_count`.execute(db);
          await sql`pragma max_page_count = ${sql.lit((rows[0]?.page_count ?? 0) + after)}`.execute(db);
          return;
        }
        await sql`create sequence done`.execute(db);
        await sql`create function full_disk() returns event_trigger language plpgsql as ${sql.lit(
          `begin if nextval('done') > ${after} then raise exception 'could not extend file' using errcode = 'disk_full'; end if; end`,
        )}`.execute(db);
        await sql`create event trigger full_disk on ddl_command_end execute function full_disk()`.execute(db);
      });
    const makeRoom = (store: Store) =>
      store.write(async (db) => {
        if (engine === 'sqlite') await sql`pragma max_page_count = 1000000`.execute(db);
        else await sql`drop event trigger full_disk`.execute(db);
        if (engine === 'postgres') await sql`drop sequence done`.execute(db);
        if (engine === 'postgres') await sql`drop function full_disk`.execute(db);
      });

    it('leaves it as it was, wherever that happens, and it is updated once there is room', async () => {
      const database = await restore(oldest, engine);
      const store = storeAt(database.url, at);
      const before = await shapeOf(store);
      for (const after of [0, 1, 5, 20]) {
        await fill(store, after);
        const error: unknown = await store.migrate().catch((thrown: unknown) => thrown);
        expect([after, whyNot(error)]).toEqual([after, expect.stringMatching(sentence)]);
        await makeRoom(store);
        expect(await shapeOf(store)).toEqual(before);
      }
      expect((await store.migrate()).length).toBeGreaterThan(10);
      expect(await whatIsSeen(store)).toMatchObject(seen);
      await store.close();
      await database.remove();
    }, 60_000);
  },
);

describe('on sqlite, too little free disk space', () => {
  it('is said before anything is changed, with what is needed, and by the doctor', async () => {
    const database = await restore(oldest, 'sqlite');
    const { at } = factsOf(oldest, 'sqlite');
    const store = storeAt(database.url, at);
    const before = await shapeOf(store);
    await store.close();
    // A file as large as no disk of a test: a hole at its end, which SQLite leaves alone.
    const size = 15_000_000_000_000;
    truncateSync(fileOf(database.url), size);
    const environment = { DATABASE_URL: database.url };
    const sentence =
      /Updating the database needs 15000008 MB of free disk space where it is \(.*lore-store-.*\), and \d+ MB are free\. Nothing was changed\. Free some space, and start again\./;
    await expect(migrate(environment)).rejects.toThrow(sentence);
    const found = (await examine(environment)).find(({ line }) => line.startsWith('database: '));
    expect(found).toEqual({ isFine: false, line: expect.stringMatching(sentence) as unknown });
    const again = storeAt(database.url, at);
    expect(await shapeOf(again)).toEqual(before);
    await again.close();
    await database.remove();
  });

  it.each(toUpdate)('is not met by who has what is said to be needed for %s', async (kept) => {
    const database = await restore(kept, 'sqlite');
    const file = fileOf(database.url);
    const [needed, before] = [await roomFor(file), statSync(file).size];
    const store = storeAt(database.url, factsOf(kept, 'sqlite').at);
    await store.migrate();
    // The log does not shrink until the file is closed.
    const log = statSync(`${file}-wal`).size;
    expect(log).toBeGreaterThan(0);
    await store.close();
    expect(log + statSync(file).size - before).toBeLessThan(needed);
    await database.remove();
  });
});
