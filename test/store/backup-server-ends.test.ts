/** PostgreSQL goes away during a backup or a restore: the operator reads so in a sentence, and nothing half done is left. */
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { backUp } from '../../src/store/backup/backup.ts';
import { emptyPostgres, type FreshDatabase } from '../support/databases.ts';
import { endingAfter } from '../support/ending-after.ts';
import { factsOf, keptNames, restore as kept, storeAt } from '../support/kept/kept.ts';
import { runScript } from '../support/run-script.ts';

const name = keptNames().at(-1) ?? '';
const { at } = factsOf(name, 'postgres');

let folder: string;
let source: FreshDatabase;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'lore-ends-'));
  source = await kept(name, 'postgres');
});
afterAll(async () => {
  await source.remove();
  rmSync(folder, { recursive: true });
});

it.each([4_000, 40_000, 150_000])(
  'a backup is not there when the server goes away after %d bytes, and says so',
  async (most) => {
    const through = await endingAfter(source.url, most);
    const typed = ['src/cli.ts', 'backup', '--out', join(folder, 'backup')];
    const { code, said } = await runScript(typed, { DATABASE_URL: through.url }).ended;
    expect(through.hasEnded()).toBe(true);
    expect(said).toBe(
      'The connection to PostgreSQL was lost while it was read, so no backup was written. Try again when PostgreSQL is back.\n',
    );
    expect(code).toBe(1);
    expect(readdirSync(folder)).toEqual([]);
    await through.close();
  },
);

it('a restore leaves the database as empty as it was, and says so', async () => {
  const file = join(folder, 'backup');
  await backUp(source.url, file, { now: () => at });
  const target = await emptyPostgres();
  const through = await endingAfter(target.url, 150_000);
  const typed = ['src/cli.ts', 'restore', '--from', file];
  const { code, said } = await runScript(typed, { DATABASE_URL: through.url }).ended;
  expect(through.hasEnded()).toBe(true);
  expect(said).toMatch(/^The connection to PostgreSQL was lost\. The database is as empty as before/);
  expect(code).toBe(1);
  const store = storeAt(target.url, at);
  expect(await store.system.introspection.getTables()).toEqual([]);
  await store.close();
  await target.remove();
  await through.close();
});
