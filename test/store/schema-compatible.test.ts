/** What a newer Lore has updated, under this one: a version that is rolled back starts where nothing that it uses was taken away, and says so. */
import { setImmediate as aTurnOfTheLoop } from 'node:timers/promises';
import { sql } from 'kysely';
import { pino } from 'pino';
import * as columns from '../../db/columns.ts';
import { type Environment, readConfig } from '../../src/config.ts';
import { person, text } from '../../src/core/columns.ts';
import { channelId, rowId, userId, type UserId } from '../../src/core/ids.ts';
import { ownTable, sharedTable } from '../../src/core/tables.ts';
import { createLore } from '../../src/lore.ts';
import { exportData, forget } from '../../src/operator/data.ts';
import { examine } from '../../src/operator/doctor.ts';
import { migrate, sayMigrated } from '../../src/operator/migrate.ts';
import { randomIds } from '../../src/process.ts';
import { features } from '../../src/features.ts';
import { judge } from '../../src/store/engines/compatible.ts';
import type { ExtraMigrations, MigrationFile } from '../../src/store/engines/migrate.ts';
import { openStore, type Store } from '../../src/store/store.ts';
import { updateDatabase } from '../../src/update-database.ts';
import { version } from '../../src/version.ts';
import { emptyPostgres, engines, type FreshDatabase, freshFile } from '../support/databases.ts';
import { factsOf, keptNames, restore, storeAt, whatIsSeen } from '../support/kept/kept.ts';
import { team } from '../support/kept/life.ts';
import { learning } from '../support/kept/steps.ts';
import { startLore } from '../support/lore-under-test.ts';

/** As the next landing would have it: a table, a column, an index. */
const adding: MigrationFile = {
  up: async (db, engine) => {
    await db.schema
      .createTable('pennant')
      .addColumn('team_id', columns.text(engine), (c) => c.notNull())
      .addColumn('id', columns.text(engine), (c) => c.notNull())
      .addPrimaryKeyConstraint('pk_pennant', ['team_id', 'id'] as never)
      .execute();
    await db.schema.alterTable('retro').addColumn('colour', columns.text(engine)).execute();
    await db.schema
      .alterTable('channel_rhythm')
      .addColumn('is_loud', columns.integer, (c) => c.notNull().defaultTo(0))
      .execute();
    await db.schema.createIndex('ix_retro_colour').on('retro').columns(['team_id', 'colour']).execute();
  },
};
/** As the landing after it would have it: what the one before has stopped using goes. */
const takingAway = (needs: string): MigrationFile => ({
  needs,
  up: async (db) => {
    await db.schema.alterTable('retro').dropColumn('card_count').execute();
  },
});

const newest = keptNames().at(-1) ?? '';
const tables = features.flatMap((feature) => feature.tables);

function newer(url: string, migrations: ExtraMigrations): Store {
  return openStore({ url, migrations, clock: { now: () => 0 }, ids: randomIds, tables });
}
/** What a newer Lore does to a database. */
async function updateBy(url: string, migrations: ExtraMigrations): Promise<void> {
  const store = newer(url, migrations);
  await store.migrate();
  await store.write((db) => sql`update kysely_migration set lore = '9.8.7' where name like '9%'`.execute(db));
  await store.close();
}

describe('a migration that this Lore does not know', () => {
  const known = ['a', 'b', 'c'];
  const ran = (more: readonly { name: string; needs: string | null | undefined }[], of = known) => [
    ...of.map((name) => ({ name, needs: null, lore: null })),
    ...more.map((one) => ({ ...one, lore: '9.8.7' })),
  ];
  it.each([
    ['adds only', null],
    ['takes away what this one has stopped using', 'c'],
    ['takes away what an older one has stopped using', 'b'],
  ])('and which %s lets it run', (_what, needs) => {
    expect(judge(ran([{ name: 'd', needs }]), known, '1.0.0')).toEqual({
      at: 'd',
      by: '9.8.7',
      waiting: [],
      ahead: ['d'],
    });
  });
  it.each([
    ['takes away what this one uses', ran([{ name: 'd', needs: 'cc' }])],
    [
      'comes before one that only adds',
      ran([
        { name: 'd', needs: 'cc' },
        { name: 'e', needs: null },
      ]),
    ],
    ['says nothing of it', ran([{ name: 'd', needs: undefined }])],
    ['is of another line, in which one of this is missing', ran([{ name: 'bb', needs: null }], ['a', 'b'])],
  ])('and which %s keeps it from running', (_what, rows) => {
    expect(() => judge(rows, known, '1.0.0')).toThrow(
      /^Lore 9\.8\.7 has updated this database \(\w+\), and this Lore \(1\.0\.0\) can’t run on it any more\. Install 9\.8\.7 or later again, or restore the backup from before that update: docs\/operations\/upgrade\.md\.$/,
    );
  });
});

describe.each(engines())('on $name, what a newer Lore has updated', ({ name: engine }) => {
  let database: FreshDatabase;
  let environment: Environment;
  const { at, seen } = factsOf(newest, engine);
  beforeEach(async () => {
    database = await restore(newest, engine);
    environment = { DATABASE_URL: database.url };
  });
  afterEach(() => database.remove());

  const databaseFinding = async () =>
    (await examine(environment)).find(({ line }) => line.startsWith('database: '));

  it('by adding shows everybody what they saw, and is updated no further', async () => {
    await updateBy(database.url, { '9998-next': adding });
    const store = storeAt(database.url, at);
    expect(await store.schema()).toEqual({ at: '9998-next', by: '9.8.7', waiting: [], ahead: ['9998-next'] });
    expect(await store.migrate()).toEqual([]);
    expect(await whatIsSeen(store)).toMatchObject(seen);
    await store.close();
  });

  it('by adding is opened by start, migrate, doctor, export and forget, which say so', async () => {
    await updateBy(database.url, { '9998-next': adding });
    expect(sayMigrated(await migrate(environment))).toEqual([
      `Lore 9.8.7 has updated the database (9998-next), and Lore ${version} may run on it. Nothing was changed.`,
    ]);
    expect(await databaseFinding()).toEqual({
      isFine: true,
      line: `database: ${engine}, 1 workspace, updated by Lore 9.8.7, on which Lore ${version} may run`,
    });
    await expect(exportData(environment, { workspace: true })).resolves.toHaveProperty('thanks');
    await expect(forget(environment, { person: 'U0SEUN' })).resolves.toHaveProperty('rows');
    const t = await startLore(features, { databaseUrl: database.url });
    expect(t.logged()).toContain('"updatedBy":"9.8.7","unknown":["9998-next"]');
    await t.stop();
  });

  it('by taking away what this one uses is refused by start, migrate, doctor, export and forget, in one sentence', async () => {
    await updateBy(database.url, { '9998-next': adding, '9999-after': takingAway('9998-next') });
    const refusal =
      /^Lore 9\.8\.7 has updated this database \(9999-after\), and this Lore .* can’t run on it/;
    const lore = createLore({
      config: readConfig({ ...environment, SLACK_BOT_TOKEN: 'xoxb-test', SLACK_APP_TOKEN: 'xapp-test' }),
      clock: { now: () => at },
      ids: randomIds,
      features,
      log: pino({ level: 'silent' }),
    });
    for (const refused of [
      () => lore.start(),
      () => migrate(environment),
      () => exportData(environment, { workspace: true }),
      () => forget(environment, { person: 'U0SEUN' }),
    ])
      await expect(refused()).rejects.toThrow(refusal);
    await lore.store.close();
    expect(await databaseFinding()).toEqual({
      isFine: false,
      line: expect.stringMatching(/^database: Lore 9\.8\.7 has updated/) as unknown,
    });
  });

  it('is known by the version that did it, and by what each migration needs', async () => {
    const [oldest = ''] = keptNames();
    const old = await restore(oldest, engine);
    const store = newer(old.url, { '9998-next': adding, '9999-after': takingAway('9998-next') });
    expect((await store.schema()).by).toBe(null);
    await store.migrate();
    const noted = sql`select name, lore, needs from kysely_migration where lore is not null order by name`;
    expect((await noted.execute(store.system)).rows).toEqual(
      expect.arrayContaining([
        { name: '2026-11-29t1130_compatible', lore: version, needs: null },
        { name: '9998-next', lore: version, needs: null },
        { name: '9999-after', lore: version, needs: '9998-next' },
      ]),
    );
    await store.close();
    await old.remove();
  });

  it('by half is as it was before: the migrations before the one that failed are undone too', async () => {
    const shape = async (store: Store) => ({
      state: await store.schema(),
      columns: (await store.system.introspection.getTables()).map(({ name, columns }) => [
        name,
        columns.map((column) => column.name),
      ]),
    });
    const store = newer(database.url, {
      '9998-next': adding,
      '9999-broken': async () => Promise.reject(new Error('no such column')),
    });
    const before = await shape(store);
    await expect(store.migrate()).rejects.toThrow('no such column');
    expect(await shape(store)).toEqual(before);
    await store.close();
    const again = newer(database.url, { '9998-next': adding });
    expect(await again.migrate()).toContain('9998-next');
    await again.close();
  });

  it('meanwhile is waited for, and not done again', async () => {
    await updateBy(database.url, {});
    const begun = Promise.withResolvers<null>();
    const goOn = Promise.withResolvers<null>();
    const slow = async (...on: Parameters<MigrationFile['up']>) => {
      await adding.up(...on);
      begun.resolve(null);
      await goOn.promise;
    };
    const [first, second] = [slow, adding].map((next) => newer(database.url, { '9998-next': next })) as [
      Store,
      Store,
    ];
    const one = first.migrate();
    await begun.promise;
    expect((await second.schema()).waiting).toContain('9998-next');
    const other = second.migrate();
    for (let turn = 0; turn < 20; turn += 1) await aTurnOfTheLoop();
    goOn.resolve(null);
    expect(await one).toContain('9998-next');
    expect(await other).toEqual([]);
    await first.close();
    await second.close();
  });
});

/** What the next landing might add: people keep something of their own, and something that names somebody. */
const keepsake = ownTable('keepsake', ['about'], { about: text.internal, words: text });
const pennant = sharedTable('pennant', { words: text, holder: person.orNull });
const withTables: MigrationFile = {
  up: async (db, engine) => {
    await columns
      .ownColumns(db.schema.createTable('keepsake'), engine, 'keepsake', ['about'])
      .addColumn('about', columns.text(engine), (c) => c.notNull())
      .addColumn('words', columns.text(engine), (c) => c.notNull())
      .execute();
    await columns
      .sharedColumns(db.schema.createTable('pennant'), engine, 'pennant')
      .addColumn('words', columns.text(engine), (c) => c.notNull())
      .addColumn('holder', columns.text(engine))
      .execute();
  },
};

describe.each(engines())('on $name, what is erased by an older Lore', ({ name: engine }) => {
  const { at } = factsOf(newest, engine);
  const seun = userId('U0SEUN');
  const where = channelId(learning);
  let database: FreshDatabase;
  const nextLore = () =>
    openStore({
      url: database.url,
      migrations: { '9998-next': withTables },
      clock: { now: () => at },
      ids: randomIds,
      tables: [...tables, keepsake, pennant],
    });
  const rowsOf = async (store: Store, table: string) =>
    (
      await sql<Readonly<Record<string, unknown>>>`select * from ${sql.table(table)} order by words`.execute(
        store.system,
      )
    ).rows;
  beforeEach(async () => {
    database = await restore(newest, engine);
    const store = nextLore();
    await store.migrate();
    const asSeun = { kind: 'person', userId: seun } as const;
    const toChannel = { kind: 'conversation', channel: where } as const;
    const write = (by: UserId, words: string) =>
      store.transact(team, { kind: 'person', userId: by }, async (scope) => {
        const audience = await scope.audience(toChannel);
        await scope.insert(
          pennant,
          { id: rowId(randomIds.next()), words, holder: seun },
          { audience, by: [by], names: 'shown' },
        );
      });
    await store.transact(team, asSeun, (scope) => scope.upsertOwn(keepsake, { about: 'x', words: 'Mine' }));
    await write(seun, 'by Seun');
    await write(userId('U0MARA'), 'by Mara');
    await store.close();
  });
  afterEach(() => database.remove());

  it('goes from a newer one’s tables as far as that one is known, is not said to be finished, and the newer one finishes it', async () => {
    const older = storeAt(database.url, at);
    expect((await older.schema()).ahead).toEqual(['9998-next']);
    await older.erasing(team, 'operator', { kind: 'person', userId: seun });
    expect(await rowsOf(older, 'keepsake')).toEqual([]);
    // Who holds it is in a column that only the newer one knows.
    expect(await rowsOf(older, 'pennant')).toEqual([
      expect.objectContaining({ words: 'by Mara', holder: seun }),
    ]);
    expect(await older.cleanFiles('now')).toMatchObject({ did: 'held', held: { why: 'newer' } });
    expect(await older.uncleaned(team)).toMatchObject({ held: { why: 'newer' } });
    await older.close();
    const next = nextLore();
    await updateDatabase(next, pino({ level: 'silent' }));
    expect(await rowsOf(next, 'pennant')).toEqual([
      expect.objectContaining({ words: 'by Mara', holder: null }),
    ]);
    expect(await next.cleanFiles('now')).toEqual({ did: 'cleaned' });
    expect(await next.eraseAgain()).toBe(0);
    await next.close();
  });

  it.each([
    ['a channel', { kind: 'channel', channelId: where } as const],
    ['a workspace', { kind: 'workspace' } as const],
  ])('goes with %s, though a newer one’s rows lead to it', async (_what, subject) => {
    const older = storeAt(database.url, at);
    await older.schema();
    await older.erasing(team, 'operator', subject);
    expect(await rowsOf(older, 'pennant')).toEqual([]);
    await older.close();
    const next = nextLore();
    await updateDatabase(next, pino({ level: 'silent' }));
    expect(await next.cleanFiles('now')).toEqual({ did: 'cleaned' });
    await next.close();
  });
});

describe.each(engines())('on $name, a new database', ({ name: engine }) => {
  it('says that it is new until its tables are made', async () => {
    const database = engine === 'sqlite' ? await freshFile() : await emptyPostgres();
    const store = storeAt(database.url, 0);
    expect(await store.schema()).toMatchObject({ at: null, by: null, ahead: [] });
    await store.migrate();
    expect(await store.schema()).toMatchObject({ by: version, waiting: [] });
    await store.close();
    await database.remove();
  });
});
