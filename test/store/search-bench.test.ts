/** What the bench of searches fills a database with, in bulk, is what Lore itself keeps of the same lessons. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { sql } from 'kysely';
import { makePostgres, makeSqlite, openAt } from '../../bench/search/data.ts';
import type { Store } from '../../src/store/store.ts';
import { emptyPostgres, engines } from '../support/databases.ts';
import { keptAndWanted } from '../support/search/written.ts';

const size = { workspaces: 3, lessons: 40 };

const everything = async (store: Store, tables: readonly string[]): Promise<readonly unknown[]> => {
  const all: unknown[] = [];
  for (const table of tables) {
    const { rows } = await sql`select * from ${sql.table(table)}`.execute(store.system);
    all.push(rows.map((row) => JSON.stringify(row)).toSorted());
  }
  return all;
};

it('on sqlite: the same words, numbers, counts and vocabulary, and the same in the index of words', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'lore-search-bench-'));
  const url = `sqlite:${join(folder, 'lore.db')}`;
  await makeSqlite(join(folder, 'lore.db'), size);
  const store = openAt(url);
  const indexed = () => {
    const raw = new Database(join(folder, 'lore.db'));
    raw.exec('create virtual table temp.seen using fts5vocab(main, lesson_terms, instance)');
    const all = raw.prepare('select term, doc from temp.seen order by term, doc').raw().all();
    raw.close();
    return all;
  };
  const kept = ['lesson_words', 'lesson_word', 'lesson_vocabulary'];
  const before = [await everything(store, kept), indexed()];
  expect(await store.migrate()).toEqual([]);
  expect(await everything(store, kept)).toEqual(before[0]);
  await sql`drop trigger lesson_words_begin`.execute(store.system);
  // Makes all of it again from the lessons.
  await store.migrate();
  expect(await everything(store, kept)).not.toEqual(before[0]);
  for (const team of await store.withUncut()) while ((await store.cutWaiting(team)) > 0);
  expect([await everything(store, kept), indexed()]).toEqual(before);
  await store.close();
  rmSync(folder, { recursive: true });
});

for (const { name } of engines().filter((engine) => engine.name === 'postgres'))
  it(`on ${name}: the same words, counts and vocabulary`, async () => {
    const database = await emptyPostgres();
    await makePostgres(database.url, size);
    const store = openAt(database.url);
    const { kept, wanted } = await keptAndWanted(store);
    expect(kept.words).toHaveLength(120);
    expect(kept).toEqual(wanted);
    await store.close();
    await database.remove();
  }, 60_000);
