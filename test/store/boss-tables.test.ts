/** The tables of pg-boss come with Lore's own, in one transaction, and are updated with them. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import pg from 'pg';
import { getRollbackPlans, PgBoss } from 'pg-boss';
import { backUp } from '../../src/store/backup/backup.ts';
import { restore } from '../../src/store/backup/restore.ts';
import { readBackup } from '../../src/store/backup/sealed.ts';
import { bossSchema, bossVersion } from '../../src/store/engines/boss-tables.ts';
import { openStore, type Store } from '../../src/store/store.ts';
import { emptyPostgres, type FreshDatabase, lastingEngines } from '../support/databases.ts';
import { startLore } from '../support/lore-under-test.ts';
import { pebbleMigrations } from '../support/pebble-migrations.ts';
import { pebble } from '../support/test-feature/feature.ts';
import { counting, noon } from './support/world.ts';

const servers = lastingEngines().filter(({ name }) => name === 'postgres');

describe.each(servers)('the tables of the queue on $name', ({ fresh }) => {
  let database: FreshDatabase;
  let shell: pg.Client;
  let store: Store;
  const use = async (made: FreshDatabase, url = made.url) => {
    database = made;
    shell = new pg.Client({ connectionString: made.url });
    await shell.connect();
    store = openStore({ url, ids: counting('q'), clock: { now: () => noon }, tables: [] });
  };
  afterEach(async () => {
    await store.close();
    await shell.end();
    await database.remove();
  });
  const report = async () => {
    const boss = new PgBoss({ connectionString: database.url, schema: bossSchema, migrate: false });
    boss.on('error', () => undefined);
    await boss.start();
    const drift = await boss.detectSchemaDrift();
    await boss.stop({ graceful: false });
    return drift;
  };

  it('are as pg-boss itself makes them', async () => {
    await use(await fresh());
    expect((await store.schema()).waiting).toEqual([]);
    expect(await report()).toMatchObject({ ok: true });
  });

  it('are those of this version after an update from an older one, with what waits in them', async () => {
    await use(await fresh());
    for (let version = bossVersion; version > bossVersion - 3; version -= 1)
      await shell.query(getRollbackPlans(bossSchema, version));
    await shell.query(`insert into pgboss.job (name, data) values ('work', '{"team":"T1"}')`);
    expect((await store.schema()).waiting).toEqual([`pgboss ${bossVersion}`]);
    expect(await store.migrate()).toEqual([`pgboss ${bossVersion}`]);
    expect((await store.schema()).waiting).toEqual([]);
    expect(await report()).toMatchObject({ ok: true });
    expect((await shell.query('select data from pgboss.job')).rows).toEqual([{ data: { team: 'T1' } }]);
  });

  it('leave nothing of what they hold in the statistics of the server', async () => {
    await use(await fresh());
    await shell.query(`insert into pgboss.job (name, data, singleton_key)
      select 'work', '{"team":"T0SECRET"}', 'T0SECRET' from generate_series(1, 50)`);
    await shell.query('analyze');
    const all = await shell.query<{ row: string }>(
      `select pg_stats::text as row from pg_stats where schemaname = 'pgboss'`,
    );
    expect(all.rows.length).toBeGreaterThan(0);
    expect(all.rows.filter(({ row }) => row.includes('T0SECRET'))).toEqual([]);
  });

  it('are not in a backup, and are there again, empty, after a restore', async () => {
    await use(await fresh());
    await shell.query(`insert into pgboss.job (name, data) values ('work', '{"team":"T1"}')`);
    const folder = mkdtempSync(join(tmpdir(), 'lore-boss-'));
    const file = join(folder, 'one.lore');
    const { rows } = await backUp(database.url, file, { now: () => noon });
    expect(Object.keys(rows)).toContain('workspace');
    expect(Object.keys(rows).filter((table) => /^(queue|job_common|pgboss)/.test(table))).toEqual([]);
    const empty = await emptyPostgres();
    const open = (url: string) =>
      openStore({ url, ids: counting('q'), clock: { now: () => noon }, tables: [] });
    const restoring = { url: empty.url, clock: { now: () => noon }, open, erasures: [] };
    await restore(restoring, await readBackup(file), null);
    rmSync(folder, { recursive: true });
    const restored = open(empty.url);
    expect((await restored.schema()).waiting).toEqual([]);
    expect((await sql`select name from pgboss.queue`.execute(restored.system)).rows).toEqual([
      { name: 'work' },
    ]);
    expect((await sql`select from pgboss.job`.execute(restored.system)).rows).toEqual([]);
    await restored.close();
    await empty.remove();
  });

  it('keep out a Lore that only knows older ones', async () => {
    await use(await fresh());
    await shell.query('update pgboss.version set version = 9999');
    await expect(store.schema()).rejects.toThrow(/updated the queue in this database \(pgboss 9999\)/);
  });

  it('that are dropped while Lore runs are missed aloud: nothing is stored by half, the log says what to do, and then it goes on', async () => {
    await use(await fresh());
    const t = await startLore([pebble], { databaseUrl: database.url, migrations: pebbleMigrations });
    const kept = async () =>
      (await sql<{ words: string }>`select words from pebble`.execute(t.lore.store.system)).rows.map(
        ({ words }) => words,
      );
    await t.command('/pebble one');
    await shell.query('drop schema pgboss cascade');
    expect(JSON.stringify((await t.command('/pebble two')).json)).not.toContain('two');
    expect(t.logged()).toContain('a table is missing in the database: npx lore migrate makes it');
    expect(await kept()).toEqual(['one']);
    await t.lore.store.migrate();
    await t.command('/pebble three');
    expect(await kept()).toEqual(['one', 'three']);
    await t.stop();
  });

  it('where Lore may not make their schema are asked for, and nothing is changed', async () => {
    const made = await emptyPostgres();
    const url = new URL(made.url);
    const name = url.pathname.slice(1);
    const role = `${name}_user`;
    await use(made);
    await store.close();
    await shell.query(`create role ${role} login password 'x'; create extension btree_gin`);
    await shell.query(`grant all on schema public to ${role}`);
    [url.username, url.password] = [role, 'x'];
    store = openStore({ url: url.href, ids: counting('q'), clock: { now: () => noon }, tables: [] });
    await expect(store.migrate()).rejects.toThrow(`create schema pgboss authorization lore`);
    expect((await store.schema()).at).toBeNull();
    await shell.query(`create schema pgboss authorization ${role}`);
    expect((await store.migrate()).at(-1)).toBe(`pgboss ${bossVersion}`);
    await shell.query(`alter database ${name} owner to lore; reassign owned by ${role} to lore`);
    await shell.query(`drop owned by ${role}; drop role ${role}`);
  });
});
