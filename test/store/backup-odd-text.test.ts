/** A backup holds what people typed exactly, whatever it is: a line may begin, end or be cut off in it. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { teamId } from '../../src/core/ids.ts';
import { backUp } from '../../src/store/backup/backup.ts';
import { restore } from '../../src/store/backup/restore.ts';
import { readBackup } from '../../src/store/backup/sealed.ts';
import { derivedAmong } from '../../src/store/search/searched.ts';
import type { Store } from '../../src/store/store.ts';
import { emptyPostgres, engines, freshFile, type TestEngine } from '../support/databases.ts';
import { factsOf, keptNames, restore as kept, storeAt } from '../support/kept/kept.ts';
import { rowsOf } from './support/restored-rows.ts';

const name = keptNames().at(-1) ?? '';
const takenAt = factsOf(name, 'sqlite').at;
const restoredAt = takenAt + 60_000;

/** What other programs take for the end of a line, of a value or of a file, and what JSON or `COPY` write in another way. */
const odd =
  '\u2028table is here\u2029}\u0085]\r\n{\r}\n\\\\.\n\\N \\u0000 \\\ttab\v\f\u0001\u001b\ufeff "quoted", \'said\' 👩🏽‍💻 é';

/** Behind every text that is there, in each table; and one table with more rows than are written at once, one of them very long. */
async function addOdd(store: Store, engine: TestEngine['name']): Promise<void> {
  const all = await store.system.introspection.getTables();
  const derived = derivedAmong(all.map(({ name }) => name));
  const tables = all.filter(({ name }) => !derived.has(name));
  await store.write(async (db) => {
    // What refers to an id has it changed in the same way.
    await sql
      .raw(
        engine === 'sqlite'
          ? 'pragma defer_foreign_keys = on'
          : 'set local session_replication_role = replica',
      )
      .execute(db);
    // What is made of rows would follow each change of an id by itself; SQLite cannot be told to leave that.
    const triggers = sql<{ name: string }>`select name from sqlite_master where type = 'trigger'`;
    if (engine === 'sqlite')
      for (const { name: trigger } of (await triggers.execute(db)).rows)
        await sql`drop trigger ${sql.ref(trigger)}`.execute(db);
    for (const words of derived)
      if (words.endsWith('_words')) await sql`delete from ${sql.table(words)}`.execute(db);
    for (const { name: table, columns } of tables)
      for (const { name: column, dataType } of columns)
        if (/text|varchar/i.test(dataType))
          await sql`update ${sql.table(table)}
            set ${sql.ref(column)} = cast(${sql.ref(column)} as text) || cast(${odd} as text)`.execute(db);
    for (let nth = 0; nth < 1_100; nth += 1) {
      const subject = `${nth} ${odd.repeat(nth === 700 ? 50_000 : 1)}`;
      await db
        .insertInto('audit')
        .values({ team_id: teamId('T1'), id: `${nth}${odd}`, at: nth, actor: odd, deed: 'odd', subject })
        .execute();
    }
  });
}

it.each(engines())(
  'on $name, whatever people typed comes back as it was, in every column that holds text',
  async ({ name: engine }) => {
    const folder = mkdtempSync(join(tmpdir(), 'lore-odd-'));
    const source = await kept(name, engine);
    const before = storeAt(source.url, takenAt);
    await before.migrate();
    await addOdd(before, engine);
    const file = join(folder, 'lore.backup');
    await backUp(source.url, file, { now: () => takenAt });
    const target = await (engine === 'sqlite' ? freshFile() : emptyPostgres());
    const restoring = { clock: { now: () => restoredAt }, open: (at: string) => storeAt(at, restoredAt) };
    await restore({ ...restoring, url: target.url, erasures: [] }, await readBackup(file), null);
    const after = storeAt(target.url, restoredAt);
    try {
      const [was, is] = [await rowsOf(before), await rowsOf(after)];
      const different = Object.entries(was).filter(([table, rows]) =>
        rows.some((row, nth) => row !== is[table]?.[nth]),
      );
      // No access token is restored.
      expect(different.map(([table]) => table)).toEqual(['access_token']);
      expect(is['access_token']).toEqual([]);
      expect(Object.keys(is)).toEqual(Object.keys(was));
      expect(was['audit']?.length).toBeGreaterThan(1_100);
      const odder = Object.values(was).filter((rows) => rows.some((row) => row.includes('table is here')));
      expect(odder.length).toBeGreaterThan(40);
    } finally {
      for (const store of [before, after]) await store.close();
      for (const database of [source, target]) await database.remove();
      rmSync(folder, { recursive: true });
    }
  },
  60_000,
);
