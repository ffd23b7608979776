/** `lore copy` is killed before statement after statement, and run with less memory than a table takes. */
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { emptyPostgres, type FreshDatabase } from '../support/databases.ts';
import { factsOf, keptNames, restore as kept, storeAt } from '../support/kept/kept.ts';
import { runScript } from '../support/run-script.ts';

const newest = keptNames().at(-1) ?? '';
const { at } = factsOf(newest, 'sqlite');
const hook = join(import.meta.dirname, '..', 'support', 'dies-at-call.ts');

let source: FreshDatabase;
beforeEach(async () => {
  source = await kept(newest, 'sqlite');
});
afterEach(() => source.remove());

const typed = (to: string, node: readonly string[], environment: Readonly<Record<string, string>> = {}) =>
  runScript([...node, 'src/cli.ts', 'copy', '--from', source.url, '--to', to], environment).ended;

/** How many tables are in a database, and whether it is what was copied, with the schema of this Lore. */
async function whatIsIn(url: string): Promise<readonly [tables: number, isWhole: boolean]> {
  const store = storeAt(url, at);
  try {
    const tables = (await store.system.introspection.getTables({ withInternalKyselyTables: true })).length;
    if (tables === 0) return [0, false];
    const [team] = await store.workspaces.known();
    const deeds = team === undefined ? [] : await store.audit.of(team);
    expect(deeds.filter(({ deed }) => deed === 'copy')).toHaveLength(1);
    const ours = (await store.schema()).waiting.filter((name) => name.startsWith('20'));
    return [tables, ours.length === 0];
  } finally {
    await store.close();
  }
}

it('a copy that is killed leaves an empty database, onto which it is copied then, or the whole of it', async () => {
  let [kills, copies] = [0, 0];
  /** @returns whether it came to its end before the n-th call */
  const isDoneBefore = async (nth: number): Promise<boolean> => {
    const target = await emptyPostgres();
    const { code, said } = await typed(target.url, ['--import', hook], { DIES_AT: String(nth) });
    if (code !== 0 && code !== null) throw new Error(said);
    const [tables, isWhole] = await whatIsIn(target.url);
    expect([code, isWhole]).toEqual([code, tables > 0]);
    if (code === 0) expect(isWhole).toBe(true);
    else kills += 1;
    if (code === null && tables > 0) copies += 1;
    if (code === null && tables === 0 && kills % 4 === 0) expect((await typed(target.url, [])).code).toBe(0);
    await target.remove();
    return code === 0;
  };
  let [killed, done] = [0, 1];
  while (!(await isDoneBefore(done))) [killed, done] = [done, Math.ceil(done * 2.5)];
  while (done - killed > 1) {
    const between = Math.floor((killed + done) / 2);
    if (await isDoneBefore(between)) done = between;
    else killed = between;
  }
  // The last of them fall between the end of the copy and the end of the command.
  expect(kills).toBeGreaterThan(copies);
  expect(copies).toBeGreaterThan(0);
}, 400_000);

it('a table that is larger than what the process may hold is copied', async () => {
  const target = await emptyPostgres();
  const rows = 25_000;
  const database = new Database(source.url.slice('sqlite:'.length));
  const add = database.prepare(
    "insert into audit (team_id, id, at, actor, deed, subject) values ('T1', ?, 1, 'U1', 'odd', ?)",
  );
  const text = 'word '.repeat(1_000);
  database.transaction(() => {
    for (let nth = 0; nth < rows; nth += 1) add.run(String(nth), text);
  })();
  database.close();
  try {
    // 125 MB of rows in 80 MB.
    const { code, said } = await typed(target.url, ['--max-old-space-size=80']);
    expect([code, said.split('\n').find((line) => line.startsWith('audit '))]).toEqual([
      0,
      expect.stringMatching(/^audit +[0-9a-f]{16} 250\d\d rows$/),
    ]);
  } finally {
    await target.remove();
  }
}, 120_000);
