/** The shape of every table, and how a database comes to it. */
import { Kysely, sql } from 'kysely';
import type { Up } from '../../db/columns.ts';
import { instant, number } from '../../src/core/columns.ts';
import type { UserId } from '../../src/core/ids.ts';
import { type AnyTable, ownTable, sharedTable } from '../../src/core/tables.ts';
import { features } from '../../src/features.ts';
import { openEngine } from '../../src/store/engines/open.ts';
import { retried } from '../../src/store/engines/retried.ts';
import { openStore } from '../../src/store/store.ts';
import { engines, freshFile } from '../support/databases.ts';
import { installed } from '../support/installed.ts';
import { differences } from './support/declared.ts';
import {
  counting,
  fixture,
  joint,
  noon,
  note,
  openWorld,
  personViewer,
  T1,
  vote,
  type World,
} from './support/world.ts';

interface Found {
  readonly table: string;
  readonly name: string;
  readonly columns: readonly string[];
}

const byTable = (rows: readonly { table: string; name: string; column: string }[]): Found[] =>
  [...Map.groupBy(rows, ({ table, name }) => `${table} ${name}`).values()].map((group) => ({
    table: group[0]?.table ?? '',
    name: group[0]?.name ?? '',
    columns: group.map(({ column }) => column),
  }));

/** Primary and unique keys, foreign keys, and columns with their types, as the engine itself tells them. */
const lookInto = {
  sqlite: {
    keys: sql`select m.name as "table", x.name as name, c.name as "column" from sqlite_master as m,
      pragma_index_list(m.name) as x, pragma_index_info(x.name) as c
      where m.type = 'table' and x.origin in ('pk', 'u') order by m.name, x.name, c.seqno`,
    foreign: sql`select m.name as "table", cast(f.id as text) as name, f."from" as "column" from sqlite_master as m,
      pragma_foreign_key_list(m.name) as f where m.type = 'table' order by m.name, f.id, f.seq`,
  },
  postgres: {
    keys: sql`select k.conrelid::regclass::text as "table", k.conname as name, a.attname as "column"
      from pg_constraint as k cross join unnest(k.conkey) with ordinality as u(num, place)
      inner join pg_attribute as a on a.attrelid = k.conrelid and a.attnum = u.num
      where k.contype in ('p', 'u') and k.connamespace = 'public'::regnamespace order by 1, 2, u.place`,
    foreign: sql`select k.conrelid::regclass::text as "table", k.conname as name, a.attname as "column"
      from pg_constraint as k cross join unnest(k.conkey) with ordinality as u(num, place)
      inner join pg_attribute as a on a.attrelid = k.conrelid and a.attnum = u.num
      where k.contype = 'f' and k.connamespace = 'public'::regnamespace order by 1, 2, u.place`,
  },
};

describe.each(engines())('on $name', (engine) => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld(engine);
  });
  afterAll(() => world.close());

  const look = async (what: 'keys' | 'foreign'): Promise<Found[]> => {
    const query = sql<{ table: string; name: string; column: string }>`${lookInto[engine.name][what]}`;
    return byTable((await query.execute(world.store.system)).rows).filter(
      // An index of SQLite's own is made of tables too.
      ({ table }) => !table.startsWith('kysely_') && !table.includes('_terms_'),
    );
  };

  it('begins every key with the workspace, so that no row can point into another one', async () => {
    const keys = await look('keys');
    const foreign = await look('foreign');
    expect(keys.length).toBeGreaterThan(15);
    expect(foreign.length).toBeGreaterThan(7);
    expect([...keys, ...foreign].filter(({ columns }) => columns[0] !== 'team_id')).toEqual([]);
  });

  it('gives every table a key', async () => {
    const tables = (await world.store.system.introspection.getTables()).map(({ name }) => name);
    const keyed = new Set((await look('keys')).map(({ table }) => table));
    expect(tables.length).toBeGreaterThan(15);
    expect(tables.filter((name) => !keyed.has(name))).toEqual([]);
  });

  it('holds text and whole numbers only', async () => {
    const tables = await world.store.system.introspection.getTables();
    const types = tables.flatMap(({ columns }) => columns.map(({ dataType }) => dataType.toLowerCase()));
    expect([...new Set(types)].sort()).toEqual(
      engine.name === 'sqlite' ? ['bigint', 'integer', 'text'] : ['int8', 'text'],
    );
  });

  it('has the tables and columns that are declared, of their types, and no others', async () => {
    const tables = [...fixture.tables, ...features.flatMap((feature) => feature.tables)];
    expect(tables.length).toBeGreaterThan(30);
    expect(await differences(world.store.system, engine.name, tables)).toEqual([]);
  });

  it('is reported by what differs from what is declared', async () => {
    const { store, close } = await openWorld(engine);
    const tables = features.flatMap((feature) => feature.tables);
    const of = async (...others: readonly AnyTable[]) =>
      differences(store.system, engine.name, [...tables, ...others]);
    expect(await of(note, vote, joint)).toEqual([]);
    await sql`alter table note add column colour text`.execute(store.system);
    await sql`alter table person add column nickname text`.execute(store.system);
    expect(
      await of(
        note,
        joint,
        ownTable('vote', ['note', 'score'], { note: instant, score: number.orNull, at: instant }),
      ),
    ).toEqual([
      'person.nickname is declared nowhere',
      'note.colour is declared nowhere',
      expect.stringMatching(/^vote\.note is text, and declared as instant$/i),
      'vote.score may not be null, and is declared otherwise',
      'vote.at is made by no migration',
      'the key of vote is team_id,user_id,note, and declared as team_id,user_id,note,score',
    ]);
    expect(await of(note, vote, sharedTable('missing', {}))).toEqual([
      'person.nickname is declared nowhere',
      'note.colour is declared nowhere',
      'missing is made by no migration',
      'joint is declared nowhere',
    ]);
    await close();
  });

  it('sorts text by code point', async () => {
    const people = world.store.system.selectFrom('person').select('user_id').orderBy('user_id');
    for (const id of ['b', 'B', 'ä', '_'] as UserId[])
      await world.store.system
        .insertInto('person')
        .values({
          team_id: T1,
          user_id: id,
          standing: 'member',
          is_admin: 0,
          tz: 'UTC',
          locale: 'en',
          work_days: '',
          work_start: 0,
          work_end: 0,
          holidays: null,
          away_until: null,
          fetched_at: 0,
        })
        .execute();
    expect((await people.execute()).map(({ user_id }) => user_id)).toEqual(['B', '_', 'b', 'ä']);
  });

  it('runs each migration once, in the order of their names', async () => {
    expect(await world.store.migrate()).toEqual([]);
    const ran = await sql<{ name: string }>`select name from kysely_migration order by name`.execute(
      world.store.system,
    );
    expect(ran.rows.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['2026-11-24t1000_platform', '9999-test']),
    );
  });

  it('shows a column that came meanwhile to a statement that was asked before', async () => {
    const database = await engine.fresh();
    const opened = openEngine(database.url);
    const ask = () => sql`select * from pebbles where name = ${'round'}`.execute(opened.db);
    await sql`create table pebbles (name text)`.execute(opened.db);
    await sql`insert into pebbles values ('round')`.execute(opened.db);
    expect((await ask()).rows).toEqual([{ name: 'round' }]);
    await sql`alter table pebbles add column colour text`.execute(opened.db);
    expect((await retried(opened, ask)).rows).toEqual([{ name: 'round', colour: null }]);
    await opened.db.destroy();
    await database.remove();
  });

  it('says which migration failed, and starts with no table that is missing', async () => {
    const database = await engine.fresh();
    const clock = { now: () => noon };
    const failing: Up = async () => Promise.reject(new Error('no such column'));
    const broken = openStore({
      ...fixture,
      migrations: { '9999-broken': failing },
      url: database.url,
      ids: counting('y'),
      clock,
    });
    await expect(broken.migrate()).rejects.toThrow('no such column');
    const read = broken.read(T1, personViewer('ann'), async () => 1);
    await expect(read).rejects.toThrow(/the table note is declared, but no migration makes it/);
    await broken.close();
    await database.remove();
  });
});

describe('a database address', () => {
  it('is refused without being repeated, since it may hold a password', () => {
    expect(() => openEngine('mysql://me:secret@host')).toThrow(/^the database address must begin with/);
    expect(() => openEngine('mysql://me:secret@host')).not.toThrow(/secret/);
  });

  it('of a file keeps what was written after it is opened again', async () => {
    const file = await freshFile();
    const open = () =>
      openStore({
        url: file.url,
        ids: counting('x'),
        clock: { now: () => noon },
        tables: [],
        migrations: fixture.migrations,
      });
    const first = open();
    await first.migrate();
    await first.workspaces.save(installed(T1));
    await first.inbox.add({ teamId: T1, eventId: 'e', type: 't', body: '{}', receivedAt: noon });
    await first.close();
    const second = open();
    expect(await second.migrate()).toEqual([]);
    expect(await second.inbox.next(T1, 5, 1)).toHaveLength(1);
    expect(second.system).toBeInstanceOf(Kysely);
    await second.close();
    await file.remove();
  });
});
