/** `lore backup` and `lore restore` are killed before each thing they do, one after the other, and then run to their end. */
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { teamId, userId } from '../../src/core/ids.ts';
import { backUp } from '../../src/store/backup/backup.ts';
import { restore } from '../../src/store/backup/restore.ts';
import { readBackup } from '../../src/store/backup/sealed.ts';
import type { Store } from '../../src/store/store.ts';
import { updateDatabase } from '../../src/update-database.ts';
import { emptyPostgres, engines, type FreshDatabase } from '../support/databases.ts';
import { factsOf, keptNames, restore as kept, storeAt } from '../support/kept/kept.ts';
import { installed } from '../support/installed.ts';
import { runScript } from '../support/run-script.ts';

const name = keptNames().at(-1) ?? '';
const { at } = factsOf(name, 'sqlite');
const team = teamId('T0LINDGROVE');
const erased = userId('U0PRIYA');

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lore-killed-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

const hook = join(import.meta.dirname, '..', 'support', 'dies-at-call.ts');

/** @returns whether it came to its end before the n-th call. @throws when it failed instead */
async function runs(nth: number, url: string, ...args: readonly string[]): Promise<boolean> {
  const environment = { DATABASE_URL: url, DIES_AT: String(nth) };
  const { code, said } = await runScript(['--import', hook, 'src/cli.ts', ...args], environment).ended;
  if (code !== 0 && code !== null) throw new Error(said);
  return code === 0;
}

async function withStore<T>(url: string, run: (store: Store) => Promise<T>): Promise<T> {
  const store = storeAt(url, at);
  try {
    return await run(store);
  } finally {
    await store.close();
  }
}

/** A filled database with the tables of this Lore, to which nothing was ever restored. */
async function filled(engine: 'sqlite' | 'postgres'): Promise<FreshDatabase> {
  const database = await kept(name, engine);
  await withStore(database.url, async (store) => {
    await store.migrate();
    await store.write((db) => db.deleteFrom('restored').execute());
    await store.workspaces.save(installed(team));
  });
  return database;
}

const isRestored = (url: string): Promise<boolean> =>
  withStore(url, async (store) => {
    const rows = await store.system.selectFrom('restored').selectAll().execute();
    expect((await store.workspaces.known()).length).toBe(1);
    return rows.length > 0;
  });

it.each(engines())(
  'a backup of $name that is killed is whole, or is not there',
  async ({ name: engine }) => {
    const database = await filled(engine);
    let kills = 0;
    for (let nth = 1; ; nth = engine === 'sqlite' ? nth + 1 : Math.ceil(nth * 1.7)) {
      const file = join(folder, `backup-${nth}`);
      const isDone = await runs(nth, database.url, 'backup', '--out', file);
      if (existsSync(file)) expect((await readBackup(file)).about.engine).toBe(engine);
      expect(isDone && !existsSync(file)).toBe(false);
      if (isDone) break;
      kills += 1;
    }
    expect(kills).toBeGreaterThan(4);
    await database.remove();
  },
  240_000,
);

/** What a restore is told: the backup, and the log of who was erased after it was taken. */
type Told = readonly ['--from', string, '--erased', string];

/** Whether somebody is there who was erased after the backup. */
const isThere = (url: string): Promise<boolean> =>
  withStore(url, async (store) => {
    const known = await store.known(team, 'person');
    expect(known).toContain('U0MARA');
    return known.includes(erased);
  });

/** The same once a Lore has started on the restored database. */
async function isBack(url: string): Promise<boolean> {
  await withStore(url, (store) => updateDatabase(store, pino({ enabled: false })));
  return isThere(url);
}

/** @returns how often it was killed before it came to its end */
async function killRestores(told: Told, before: string): Promise<number> {
  for (let nth = 1; ; nth += 1) {
    const inside = join(folder, `at-${nth}`);
    mkdirSync(inside);
    const [place, aside] = [join(inside, 'lore.db'), join(inside, 'aside')];
    const url = `sqlite:${place}`;
    copyFileSync(before, place);
    const isDone = await runs(nth, url, 'restore', ...told, '--keep', aside);
    const isNew = await isRestored(url);
    if (isNew) expect([await isRestored(`sqlite:${aside}`), await isBack(url)]).toEqual([false, false]);
    expect(isDone && !isNew).toBe(false);
    if (isDone) {
      expect(readdirSync(inside).filter((file) => file.includes('restoring'))).toEqual([]);
      return nth - 1;
    }
    const again = {
      url,
      clock: { now: () => at },
      open: (where: string) => storeAt(where, at),
      erasures: [],
    };
    await restore(again, await readBackup(told[1]), `${aside}-2`);
    expect(await isRestored(url)).toBe(true);
  }
}

/** The same on PostgreSQL, where hundreds of statements make the tables: at ever later ones, then half-way to where it is done. */
async function killRestoresOfPostgres(told: Told): Promise<number> {
  let kills = 0;
  let isErasedByNext = false;
  const isDoneBefore = async (nth: number): Promise<boolean> => {
    const target = await emptyPostgres();
    const isDone = await runs(nth, target.url, 'restore', ...told);
    const tables = await withStore(target.url, (store) => store.system.introspection.getTables());
    if (tables.length > 0) {
      expect(await isRestored(target.url)).toBe(true);
      isErasedByNext ||= await isThere(target.url);
      expect(await isBack(target.url)).toBe(false);
    }
    expect(isDone && tables.length === 0).toBe(false);
    await target.remove();
    if (!isDone) kills += 1;
    return isDone;
  };
  let [killed, done] = [0, 1];
  while (!(await isDoneBefore(done))) [killed, done] = [done, Math.ceil(done * 2.5)];
  while (done - killed > 1) {
    const between = Math.floor((killed + done) / 2);
    if (await isDoneBefore(between)) done = between;
    else killed = between;
  }
  expect(isErasedByNext).toBe(true);
  return kills;
}

it.each(engines())(
  'a restore of $name that is killed leaves the database as it was, or restored without who was erased since, and can be done again',
  async ({ name: engine }) => {
    const source = await filled(engine);
    const backup = join(folder, 'backup');
    await backUp(source.url, backup, { now: () => at });
    const before = join(folder, 'before');
    if (engine === 'sqlite') copyFileSync(source.url.slice('sqlite:'.length), before);
    const log = join(folder, 'log');
    const { mark } = await withStore(source.url, (store) =>
      store.erasing(team, 'operator', { kind: 'person', userId: erased }),
    );
    writeFileSync(log, String(mark));
    const told = ['--from', backup, '--erased', log] as const;
    const kills = await (engine === 'sqlite' ? killRestores(told, before) : killRestoresOfPostgres(told));
    expect(kills).toBeGreaterThan(4);
    await source.remove();
  },
  400_000,
);
