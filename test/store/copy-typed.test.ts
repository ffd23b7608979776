/** `lore copy` as it is typed: what the operator reads, and what they read when it cannot be done. */
import { existsSync } from 'node:fs';
import { claim } from '../../src/store/engines/claim.ts';
import { wallClock } from '../../src/process.ts';
import { emptyPostgres, type FreshDatabase, freshFile } from '../support/databases.ts';
import { factsOf, keptNames, restore as kept, storeAt } from '../support/kept/kept.ts';
import { endingAfter } from '../support/ending-after.ts';
import { runScript } from '../support/run-script.ts';

const newest = keptNames().at(-1) ?? '';
const { at } = factsOf(newest, 'sqlite');

let source: FreshDatabase;
let target: FreshDatabase;
beforeAll(async () => {
  source = await kept(newest, 'sqlite');
  const store = storeAt(source.url, at);
  await store.migrate();
  await store.close();
});
afterAll(() => source.remove());
beforeEach(async () => {
  target = await emptyPostgres();
});
afterEach(() => target.remove());

const typed = (from: string, to: string, ...node: readonly string[]) =>
  runScript([...node, 'src/cli.ts', 'copy', '--from', from, '--to', to], {}).ended;

const tablesInTarget = async () => {
  const store = storeAt(target.url, at);
  try {
    return await store.system.introspection.getTables({ withInternalKyselyTables: true });
  } finally {
    await store.close();
  }
};

it('prints a line for each table, that both are the same, and what to do then; a second time it is refused', async () => {
  const { code, said } = await typed(source.url, target.url);
  expect(code).toBe(0);
  const lines = said.trimEnd().split('\n');
  const tables = lines.filter((line) => /^\w+ +[0-9a-f]{16} \d+ rows?$/.test(line));
  expect(tables.length).toBeGreaterThan(60);
  expect(lines.slice(tables.length)).toEqual([
    expect.stringMatching(
      new RegExp(
        `^Copied and compared: ${tables.length} tables, \\d+ rows\\. Each table has the same number of rows and the same digest in both\\.$`,
      ),
    ),
    expect.stringMatching(/^Words of \d+ rows are ready for search\.$/),
    'Now start Lore with DATABASE_URL naming the new database, and the same LORE_KEY_FILE if you have one.',
    'Don’t start Lore on the old one again: both would post. It is as it was; delete it when you don’t need it.',
  ]);
  const store = storeAt(target.url, at);
  expect([await store.withUncut(), (await store.schema()).waiting]).toEqual([[], []]);
  await store.close();
  const again = await typed(source.url, target.url);
  expect([again.code, again.said]).toEqual([
    1,
    expect.stringMatching(/^The database that --to names is not empty\. Nothing was copied\./),
  ]);
}, 60_000);

it.each([
  [
    'is the other way round',
    () => [target.url, source.url],
    /^--from must begin with sqlite: and name a file/,
  ],
  ['is in memory', () => ['sqlite::memory:', target.url], /^--from must begin with sqlite: and name a file/],
  ['leads to SQLite', () => [source.url, 'sqlite:other.db'], /^--to must begin with postgres:\/\//],
  ['is a bare path', () => ['lore.db', target.url], /^--from must begin with sqlite:/],
  ['names no address', () => [source.url, 'postgres://'], /^The database that --to names cannot be opened/],
  [
    'names a database that is not there',
    () => [source.url, `${target.url}_none`],
    /^The database that --to names cannot be opened \(database "\w+_none" does not exist\)/,
  ],
] as const)(
  'an address that %s is refused in words, without the password',
  async (_, addresses, why) => {
    const [from = '', to = ''] = addresses();
    const { code, said } = await typed(from, to);
    expect([code, said]).toEqual([1, expect.stringMatching(why)]);
    expect(said.trimEnd().split('\n')).toHaveLength(1);
    expect(said).not.toContain(new URL(target.url).host);
  },
  60_000,
);

it('a file that is not there is not made', async () => {
  const none = await freshFile();
  const { code, said } = await typed(none.url, target.url);
  expect([code, said]).toEqual([
    1,
    expect.stringMatching(/^There is no database in .*lore\.db\. Nothing was copied\. Check --from\./),
  ]);
  expect(existsSync(none.url.slice('sqlite:'.length))).toBe(false);
  expect(existsSync(`${none.url.slice('sqlite:'.length)}-running`)).toBe(false);
  await none.remove();
});

it.each(['--from', '--to'])(
  'while Lore runs on the database that %s names, nothing is copied',
  async (option) => {
    const running = await claim(option === '--from' ? source.url : target.url, {
      command: 'start',
      now: wallClock.now(),
    });
    try {
      const { code, said } = await typed(source.url, target.url);
      expect([code, said]).toEqual([
        1,
        expect.stringMatching(
          new RegExp(`^The database that ${option} names is in use by “lore start” \\(process \\d+`),
        ),
      ]);
      expect(await tablesInTarget()).toEqual([]);
    } finally {
      await running();
    }
  },
);

it('when PostgreSQL goes away in the middle, its database is as empty as before, and both can be used at once', async () => {
  const through = await endingAfter(target.url, 300_000);
  const { code, said } = await typed(source.url, through.url);
  expect(through.hasEnded()).toBe(true);
  const last = said.trimEnd().split('\n').at(-1);
  expect([code, last]).toEqual([
    1,
    expect.stringMatching(
      /^The connection to PostgreSQL was lost\. The database that --to names is as empty as before/,
    ),
  ]);
  expect(await tablesInTarget()).toEqual([]);
  await through.close();
  expect((await typed(source.url, target.url)).code).toBe(0);
}, 60_000);
