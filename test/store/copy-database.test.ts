/** `lore copy`: PostgreSQL has every row that SQLite had, or nothing; and Lore goes on there as it would have gone on here. */
import { randomBytes } from 'node:crypto';
import { copyFileSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'better-sqlite3';
import { sql } from 'kysely';
import pg from 'pg';
import { teamId } from '../../src/core/ids.ts';
import type { Term } from '../../src/core/search/stored.ts';
import { lessons } from '../../src/features/lessons/rows.ts';
import { randomIds } from '../../src/process.ts';
import { copyDatabase, type CopiedTable } from '../../src/store/copy/copy.ts';
import { derivedAmong } from '../../src/store/search/searched.ts';
import { openStore, type Store } from '../../src/store/store.ts';
import { emptyPostgres, type FreshDatabase, freshFile } from '../support/databases.ts';
import { factsOf, keptNames, restore as kept, storeAt, whatIsSeen } from '../support/kept/kept.ts';
import { installed } from '../support/installed.ts';
import { keptAndWanted } from '../support/search/written.ts';
import { personViewer } from './support/world.ts';

const newest = keptNames().at(-1) ?? '';
const [oldest = ''] = keptNames();
const { at } = factsOf(newest, 'sqlite');
const fileOf = ({ url }: FreshDatabase) => url.slice('sqlite:'.length);

const copy = (
  source: FreshDatabase,
  target: FreshDatabase,
  onTable: (table: CopiedTable) => void = () => undefined,
) =>
  copyDatabase({
    from: fileOf(source),
    to: target.url,
    clock: { now: () => at },
    ids: randomIds,
    onRows: () => undefined,
    onTable,
  });

let source: FreshDatabase;
let target: FreshDatabase;
beforeEach(async () => {
  [source, target] = [await kept(newest, 'sqlite'), await emptyPostgres()];
});
afterEach(async () => {
  for (const database of [source, target]) await database.remove();
});

/** Changes the source by hand, as no Lore does. */
function byHand(change: (database: Database.Database) => void): void {
  const database = new Database(fileOf(source));
  database.pragma('foreign_keys = off');
  for (const name of database.prepare("select name from sqlite_master where type = 'trigger'").pluck().all())
    database.exec(`drop trigger ${String(name)}`);
  change(database);
  database.close();
}

/** Every row of every table that is not made of others, in one order, and its columns too. */
async function rowsOf(store: Store): Promise<Record<string, readonly string[]>> {
  const all = await store.system.introspection.getTables({ withInternalKyselyTables: true });
  const derived = derivedAmong(all.map(({ name }) => name));
  const found: Record<string, readonly string[]> = {};
  for (const { name } of all) if (!derived.has(name)) found[name] = await rowsIn(store, name, '*');
  return found;
}

async function rowsIn(store: Store, table: string, columns: string): Promise<readonly string[]> {
  const { rows } = await sql<object>`select ${sql.raw(columns)} from ${sql.table(table)}`.execute(
    store.system,
  );
  return rows.map((row) => JSON.stringify(Object.entries(row).toSorted())).toSorted();
}

async function withBoth<T>(run: (before: Store, after: Store) => Promise<T>): Promise<T> {
  const stores = [storeAt(source.url, at), storeAt(target.url, at)] as const;
  try {
    return await run(...stores);
  } finally {
    for (const store of stores) await store.close();
  }
}

const tablesInTarget = async () => {
  const store = storeAt(target.url, at);
  try {
    return await store.system.introspection.getTables({ withInternalKyselyTables: true });
  } finally {
    await store.close();
  }
};

/** @returns once it was refused in these words; nothing is in the target then */
const isRefused = async (why: RegExp) => {
  await expect(copy(source, target)).rejects.toThrow(why);
  expect(await tablesInTarget()).toEqual([]);
};

describe('a database of this Lore', () => {
  beforeEach(async () => {
    const store = storeAt(source.url, at);
    await store.migrate();
    // In the kept one, of a single workspace, nobody has installed Lore by its page.
    await store.system
      .insertInto('installation')
      .values({
        team_id: teamId('E1'),
        is_organisation: 1,
        app_id: 'A1',
        bot_user_id: 'U1',
        scopes: '',
        tokens: 'sealed',
        expires_at: null,
        installed_at: at,
      })
      .execute();
    await store.close();
  });

  it('is copied with every row of every table, which is counted and compared, and is not touched', async () => {
    const before = readFileSync(fileOf(source));
    const told: CopiedTable[] = [];
    const { tables, leftOut, cleaned } = await copy(source, target, (table) => told.push(table));
    expect([leftOut, cleaned, told]).toEqual([[], 0, tables]);
    expect(readFileSync(fileOf(source)).equals(before)).toBe(true);
    await withBoth(async (was, is) => {
      const [expected, found] = [await rowsOf(was), await rowsOf(is)];
      // That it was copied is recorded in the copy.
      const recorded = found['audit']?.filter((row) => !expected['audit']?.includes(row)) ?? [];
      expect(recorded).toHaveLength(1);
      expect(recorded[0]).toMatch(/"actor","operator".*"deed","copy"/);
      found['audit'] = found['audit']?.filter((row) => !recorded.includes(row)) ?? [];
      for (const [table, rows] of Object.entries(expected))
        expect([table, found[table]]).toEqual([table, rows]);
      expect(Object.keys(found).toSorted()).toEqual(Object.keys(expected).toSorted());
      expect(Object.fromEntries(tables.map(({ name, rows }) => [name, rows]))).toEqual(
        Object.fromEntries(Object.entries(expected).map(([table, rows]) => [table, rows.length])),
      );
      // The others came after it was kept.
      const { rows: kept } = factsOf(newest, 'sqlite');
      expect(tables.filter(({ name, rows }) => rows === 0 && name in kept)).toEqual([]);
    });
  }, 60_000);

  it('is seen by the same people, who find the same words', async () => {
    await copy(source, target);
    await withBoth(async (was, is) => {
      for (const store of [was, is])
        for (const team of await store.withUncut()) while ((await store.cutWaiting(team)) > 0);
      expect(await whatIsSeen(is)).toEqual(await whatIsSeen(was));
      const columns = 'team_id, row_id, audience_id, seal_id, at, cut, words';
      for (const [table, of] of [
        ['lesson_words', columns],
        ['lesson_word', '*'],
        ['lesson_vocabulary', '*'],
      ] as const)
        expect([table, await rowsIn(is, table, of)]).toEqual([table, await rowsIn(was, table, of)]);
      const { kept: words, wanted } = await keptAndWanted(is);
      expect(words).toEqual(wanted);
      const found = (store: Store) =>
        store.read(teamId('T0LINDGROVE'), personViewer('U0MARA'), async ({ words: read }) =>
          (await read.candidates(lessons, { any: ['photo' as Term, 'move' as Term], most: 9 })).map(
            ({ id }) => id,
          ),
        );
      expect(await found(is)).toEqual(await found(was));
      expect(await found(is)).not.toEqual([]);
    });
  }, 60_000);

  it('has its token sealed as before: the same key opens it', async () => {
    const keys = { current: 'k1', keys: new Map([['k1', new Uint8Array(32).fill(7)]]) };
    const team = teamId('T0LINDGROVE');
    const withKey = (url: string) =>
      openStore({ url, clock: { now: () => at }, ids: randomIds, tables: [], tokenKeys: () => keys });
    const before = withKey(source.url);
    await before.workspaces.save(installed(team), 'a secret');
    await before.close();
    await copy(source, target);
    const after = withKey(target.url);
    expect(await after.workspaces.token(team)).toBe('a secret');
    await after.close();
  }, 60_000);

  it('holds what people typed exactly, whatever it is', async () => {
    const odd = '\u2028table is here\u2029}\u0085]\r\n\\N \\u0000 \\\t\v\f\u0001\u001b\ufeff "quoted" 👩🏽‍💻 é';
    byHand((database) => {
      const add = database.prepare(
        "insert into audit (team_id, id, at, actor, deed, subject) values ('T1', ?, ?, ?, 'odd', ?)",
      );
      // More than are held at once, one of them very long.
      for (let nth = 0; nth < 1_100; nth += 1)
        add.run(`${nth}${odd}`, nth, odd, `${nth} ${odd.repeat(nth === 700 ? 50_000 : 1)}`);
    });
    await copy(source, target);
    await withBoth(async (was, is) => {
      const [expected, found] = [await rowsIn(was, 'audit', '*'), await rowsIn(is, 'audit', '*')];
      expect(expected.filter((row) => !found.includes(row))).toEqual([]);
      expect(found).toHaveLength(expected.length + 1);
    });
  }, 60_000);

  it('loses the signs in a text that PostgreSQL refuses, which is counted, and nothing else', async () => {
    byHand((database) => {
      const add = database.prepare(
        "insert into audit (team_id, id, at, actor, deed, subject) values ('T1', ?, 1, 'U1', 'odd', ?)",
      );
      add.run('nul', 'one\0two');
      add.run('direction', 'one\u202Etwo');
      add.run('fine', 'one\\u0000two');
    });
    expect(await copy(source, target)).toMatchObject({ cleaned: 2 });
    await withBoth(async (_, is) => {
      const rows = await is.system
        .selectFrom('audit')
        .select(['id', 'subject'])
        .where('deed', '=', 'odd')
        .orderBy('id')
        .execute();
      expect(rows.map(({ id, subject }) => [id, subject])).toEqual([
        ['direction', 'onetwo'],
        ['fine', 'one\\u0000two'],
        ['nul', 'onetwo'],
      ]);
    });
  }, 60_000);

  it.each([
    ['text where a number belongs', "'later'"],
    ['a fraction', '1.5'],
    ['a number too large to be exact', '9007199254740993'],
    ['bytes', "x'00ff'"],
  ])(
    'that was changed by hand is refused with the column, never with what is in it: %s',
    async (_, value) => {
      byHand((database) =>
        database.exec(
          `update delivery set due_at = ${value} where rowid = (select max(rowid) from delivery)`,
        ),
      );
      await isRefused(
        /delivery\.due_at holds something else than a whole number(?!.*later).*typeof\(due_at\) finds it/,
      );
    },
    60_000,
  );

  it('in which a row belongs to one that is gone is refused, with the table', async () => {
    byHand((database) =>
      database.exec("update lesson set audience_id = 'gone' where rowid = (select max(rowid) from lesson)"),
    );
    await isRefused(/^PostgreSQL refuses a row of lesson \(23503\)\. Nothing was copied/);
  }, 60_000);

  it('in which something is longer than PostgreSQL keeps in an index is refused, with the table', async () => {
    const long = randomBytes(8_000).toString('base64');
    byHand((database) =>
      database.prepare('update job set key = ? where rowid = (select max(rowid) from job)').run(long),
    );
    await isRefused(/^PostgreSQL refuses a row of job \(54000\)\. Nothing was copied/);
  }, 60_000);

  it('leaves out what somebody else made in it, and says so', async () => {
    byHand((database) =>
      database.exec(
        "create table notes_of_somebody (said text); insert into notes_of_somebody values ('hello'); alter table home add column colour text",
      ),
    );
    expect((await copy(source, target)).leftOut).toEqual(['notes_of_somebody', 'home.colour']);
    expect((await tablesInTarget()).map(({ name }) => name)).not.toContain('notes_of_somebody');
  }, 60_000);

  it('that lacks a column is refused', async () => {
    byHand((database) => database.exec('alter table workspace drop column url'));
    await isRefused(/has no workspace\.url, although its migrations made it/);
  }, 60_000);

  it.each([
    [
      'may run on it, too',
      null,
      /^Lore 9\.1\.0 has updated the database that --from names \(2031-01-01t0000_later\), and this Lore .* Install that newer Lore, and copy with it/,
    ],
    ['may not', '2031-01-01t0000_later', /^Lore 9\.1\.0 has updated this database \(2031-01-01t0000_later\)/],
  ])(
    'that a newer Lore has updated is refused, where this one %s',
    async (_, needs, why) => {
      byHand((database) =>
        database
          .prepare(
            "insert into kysely_migration (name, timestamp, lore, needs) values ('2031-01-01t0000_later', '2031', '9.1.0', ?)",
          )
          .run(needs),
      );
      await isRefused(why);
    },
    60_000,
  );

  it('is not copied onto one in which anything is: not even tables without a row', async () => {
    const there = storeAt(target.url, at);
    await there.migrate();
    await expect(copy(source, target)).rejects.toThrow(
      /^The database that --to names is not empty\. Nothing was copied\. Make an empty one \(create database/,
    );
    expect(await there.workspaces.known()).toEqual([]);
    await there.close();
  }, 60_000);

  it('is not copied onto one that lacks signs which people write', async () => {
    const shell = new pg.Client({ connectionString: target.url.replace(/[^/]+$/, 'postgres') });
    await shell.connect();
    const latin = target.url.replace(/([^/]+)$/, '$1_latin');
    const name = latin.split('/').at(-1) ?? '';
    await shell.query(`create database ${name} encoding 'LATIN1' locale 'C' template template0`);
    try {
      const there = { url: latin, remove: async () => undefined };
      await expect(copy(source, there)).rejects.toThrow(
        /keeps text as LATIN1, which lacks signs that people write\. Nothing was copied\. Make one with: create database lore owner lore encoding 'UTF8'/,
      );
    } finally {
      await shell.query(`drop database ${name} with (force)`);
      await shell.end();
    }
  }, 60_000);

  it('is not copied where this user may make no tables', async () => {
    const shell = new pg.Client({ connectionString: target.url });
    await shell.connect();
    await shell.query("create role nobody_here login password 'x'");
    const url = new URL(target.url);
    [url.username, url.password] = ['nobody_here', 'x'];
    try {
      await expect(copy(source, { url: url.href, remove: async () => undefined })).rejects.toThrow(
        /^PostgreSQL does not let this user make tables in the database that --to names\. Nothing was copied/,
      );
    } finally {
      await shell.query('drop role nobody_here');
      await shell.end();
    }
  }, 60_000);
});

it('a database of an older Lore is copied as it is, and updated there: the source keeps its schema', async () => {
  const old = await kept(oldest, 'sqlite');
  const before = readFileSync(fileOf(old));
  await copy(old, target);
  expect(readFileSync(fileOf(old)).equals(before)).toBe(true);
  const updated = storeAt(old.url, at);
  await updated.migrate();
  const copied = storeAt(target.url, at);
  try {
    // What is not Lore’s own: the queue that wakes work begins empty.
    await copied.migrate();
    expect(await copied.schema()).toMatchObject({ waiting: [], ahead: [] });
    const [
      { kysely_migration: _, audit: was = [], ...expected },
      { kysely_migration: __, audit: is = [], ...found },
    ] = [await rowsOf(updated), await rowsOf(copied)];
    expect(found).toEqual(expected);
    expect(is.filter((row) => !was.includes(row))).toHaveLength(1);
    expect(await whatIsSeen(copied)).toEqual(await whatIsSeen(updated));
  } finally {
    for (const store of [updated, copied]) await store.close();
    await old.remove();
  }
}, 60_000);

it('what is in the log beside the file is copied, too', async () => {
  const store = storeAt(source.url, at);
  await store.migrate();
  const row = { team_id: teamId('T1'), id: 'late', at: 1, actor: 'x', deed: 'late', subject: 'z' };
  await store.system.insertInto('audit').values(row).execute();
  // As a killed process leaves it: nobody has taken the log in.
  const left = await freshFile();
  for (const name of readdirSync(dirname(fileOf(source))).filter((file) => !file.endsWith('-shm')))
    copyFileSync(`${dirname(fileOf(source))}/${name}`, `${left.folder}/${name}`);
  await store.close();
  expect(readdirSync(left.folder)).toContain('lore.db-wal');
  await copy(left, target);
  const copied = storeAt(target.url, at);
  expect((await copied.audit.of(teamId('T1'))).map(({ deed }) => deed)).toEqual(['late']);
  await copied.close();
  await left.remove();
}, 60_000);

it('a file that is none of Lore’s is refused', async () => {
  const other = await freshFile();
  for (const [bytes, why] of [
    ['', /holds nothing of Lore’s\. Nothing was copied/],
    ['# Notes\n'.repeat(200), /^The database that --from names cannot be opened/],
  ] as const) {
    writeFileSync(fileOf(other), bytes);
    await expect(copy(other, target)).rejects.toThrow(why);
  }
  expect(await tablesInTarget()).toEqual([]);
  await other.remove();
});
