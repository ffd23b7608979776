/** Nothing of what was erased is left in the files of a PostgreSQL database; and what is not done is not said to be. */
import pg from 'pg';
import type { Held } from '../../src/store/erasure/held.ts';
import { scrubPostgres } from '../../src/store/erasure/scrub-postgres.ts';
import { type FreshDatabase, lastingEngines } from '../support/databases.ts';
import { clean, copiesIn, filesOf, manySaves } from '../support/erasures.ts';
import { openWorld, type World } from './support/world.ts';

describe('a PostgreSQL database', () => {
  let database: FreshDatabase;
  let world: World;
  let shell: pg.Client;
  let files: Awaited<ReturnType<typeof filesOf>>;
  beforeEach(async () => {
    const fresh = lastingEngines().find(({ name }) => name === 'postgres')?.fresh;
    if (fresh === undefined) throw new Error('there is no PostgreSQL');
    database = await fresh();
    world = await openWorld({ fresh: async () => database });
    shell = await open();
    files = await filesOf(database.url);
  });
  afterEach(async () => {
    await shell.end();
    await world.close();
  });

  const open = async (where = new URL(database.url).pathname): Promise<pg.Client> => {
    const url = new URL(where, database.url);
    const client = new pg.Client({ connectionString: url.href, application_name: 'pg_dump' });
    await client.connect();
    return client;
  };
  const copies = async (what: RegExp) => copiesIn(await files(), what);

  /** Has the files cleaned until that is what keeps it from being done: other tests’ transactions do too, as long as they last. */
  const heldBy = async (why: Held['why']) => {
    for (;;) {
      const cleaned = await world.store.cleanFiles('now');
      if (cleaned.did === 'held' && cleaned.held.why === why) return cleaned.held;
    }
  };

  it('holds no copy of what people, retention and unlinking erased after many saves', async () => {
    const erase = await manySaves(world, 1_000, 1);
    // The planner’s statistics hold what is frequent.
    await shell.query('analyze');
    const { gone, stays } = await erase();
    expect(await copies(gone)).toBeGreaterThan(0);
    await clean(world.store);
    expect(await copies(gone)).toBe(0);
    expect(await copies(stays)).toBeGreaterThan(0);
  });

  it('holds no copy in the planner’s statistics of a table that nothing is left in', async () => {
    const erase = await manySaves(world, 400, 8);
    await shell.query('analyze');
    await erase();
    const typesOf = async () => {
      const { rows } = await shell.query<{ column: string }>(
        `select attname || ' ' || format_type(atttypid, atttypmod) || ' ' || attcollation as column
          from pg_attribute where attrelid in ('note'::regclass, 'vote'::regclass) and attnum > 0 order by attrelid, attnum`,
      );
      return rows.map(({ column }) => column);
    };
    const before = await typesOf();
    await shell.query('delete from note; delete from vote; delete from authorship');
    const words = /what-uperson\d\d-wrote|what somebody wrote/;
    expect(await copies(words)).toBeGreaterThan(0);
    await clean(world.store);
    expect(await copies(words)).toBe(0);
    expect(await typesOf()).toEqual(before);
  });

  it('is clean also where a table is empty whose columns a trigger names, which stays as it was', async () => {
    const triggersOf = async () => {
      const { rows } = await shell.query<{ text: string }>(
        `select pg_get_triggerdef(oid) as text from pg_trigger
          where not tgisinternal and tgrelid in ('seal'::regclass, 'note'::regclass) order by 1`,
      );
      return rows.map(({ text }) => text);
    };
    const erase = await manySaves(world, 400, 9);
    await shell.query(`create trigger named before update of words on note for each row
      when (new.words is distinct from old.words) execute function suppress_redundant_updates_trigger()`);
    const before = await triggersOf();
    expect(before.join(' ')).toMatch(/UPDATE OF is_open.+UPDATE OF words/);
    await shell.query('analyze');
    await erase();
    await shell.query('delete from note; delete from vote; delete from authorship; delete from seal');
    const words = /what-uperson\d\d-wrote|what somebody wrote/;
    expect(await copies(words)).toBeGreaterThan(0);
    await clean(world.store);
    expect(await copies(words)).toBe(0);
    expect(await triggersOf()).toEqual(before);
  });

  it('is not said to be clean while somebody may still see what was there, be it in another table', async () => {
    const erase = await manySaves(world, 200, 2);
    const reader = await open();
    await reader.query('begin isolation level repeatable read');
    await reader.query('select * from kysely_migration');
    const { gone } = await erase();
    const held = await heldBy('session');
    expect(JSON.stringify(held)).toContain('pg_dump (pid ');
    expect(await copies(gone)).toBeGreaterThan(0);
    await reader.end();
    await clean(world.store);
    expect(await copies(gone)).toBe(0);
  });

  it('is not said to be clean while a transaction that began in the middle may still see the statistics of before', async () => {
    const erase = await manySaves(world, 1_000, 7);
    await shell.query('analyze');
    const { gone } = await erase();
    await shell.query('begin; lock table note in access share mode');
    const cleaned = world.store.cleanFiles('now');
    const isWaiting = async () => {
      const { rows } = await shell.query(
        `select from pg_locks where not granted and relation = 'note'::regclass`,
      );
      return rows.length > 0;
    };
    while (!(await isWaiting()));
    const reader = await open();
    await reader.query('begin isolation level repeatable read');
    await reader.query('select 1');
    await shell.query('commit');
    // Held also where another test’s transaction came first.
    expect(await cleaned).toMatchObject({ did: 'held' });
    expect(await heldBy('session')).toMatchObject({ left: [] });
    await reader.end();
    await clean(world.store);
    expect(await copies(gone)).toBe(0);
  });

  it('is not said to be clean beside a transaction in another database, which holds up what is seen in ours', async () => {
    const erase = await manySaves(world, 50, 6);
    const writer = await open('/postgres');
    await writer.query('begin; select pg_current_xact_id()');
    await erase();
    expect(await heldBy('session')).toMatchObject({ why: 'session' });
    await writer.end();
    await clean(world.store);
  });

  it('is not said to be clean beside a prepared transaction, nor a replication slot', async () => {
    await shell.query('create table elsewhere (n int)');
    await shell.query(`begin; insert into elsewhere values (1); prepare transaction 'half done'`);
    const erase = await manySaves(world, 50, 3);
    const { gone } = await erase();
    expect(await heldBy('prepared')).toMatchObject({ name: 'half done' });
    await shell.query(`commit prepared 'half done'`);
    await shell.query(`select pg_create_logical_replication_slot('standby', 'pgoutput')`);
    await shell.query('insert into elsewhere values (2)');
    expect(await heldBy('slot')).toMatchObject({ name: 'standby' });
    await shell.query(`select pg_drop_replication_slot('standby')`);
    await clean(world.store);
    expect(await copies(gone)).toBe(0);
  });

  it('does not wait behind a table that is in use, and rewrites that one alone the next time', async () => {
    const erase = await manySaves(world, 200, 4);
    const { gone } = await erase();
    const fileOf = async (table: string) =>
      (await shell.query<{ at: string }>('select pg_relation_filepath($1) as at', [table])).rows[0]?.at;
    const user = await open();
    await user.query('begin; lock table note in access share mode');
    expect(await heldBy('table')).toEqual({ why: 'table', name: 'note', left: ['note'] });
    await user.end();
    const before = [await fileOf('note'), await fileOf('vote')];
    await clean(world.store);
    const after = [await fileOf('note'), await fileOf('vote')];
    expect(after[0]).not.toBe(before[0]);
    expect(after[1]).toBe(before[1]);
    expect(await copies(gone)).toBe(0);
  });

  it('is left to the process that is at it', async () => {
    await shell.query(`select pg_advisory_lock(hashtext('lore scrub'))`);
    expect(await scrubPostgres(database.url, ['note'])).toEqual({ why: 'elsewhere' });
  });

  describe('as a role that is told little', () => {
    const role = 'told_little';
    const asRole = () => {
      const url = new URL(database.url);
      [url.username, url.password] = [role, role];
      return url.href;
    };
    beforeEach(async () => {
      await shell.query(`create role ${role} login password '${role}'`);
    });
    afterEach(async () => {
      const name = new URL(database.url).pathname.slice(1);
      await shell.query(`alter database ${name} owner to lore; reassign owned by ${role} to lore`);
      await shell.query(`drop owned by ${role}; drop role ${role}`);
    });

    it('is not said to be clean where the tables are not ours', async () => {
      expect(await scrubPostgres(asRole(), ['note'])).toEqual({ why: 'owner', name: 'note', left: ['note'] });
    });

    it('sees by what is kept that somebody whose session it may not see holds it', async () => {
      const name = new URL(database.url).pathname.slice(1);
      await shell.query(`alter database ${name} owner to ${role}; alter table note owner to ${role}`);
      await shell.query(`grant all on schema public to ${role}`);
      const reader = await open();
      await reader.query('begin isolation level repeatable read');
      await reader.query('select 1');
      const erase = await manySaves(world, 50, 5);
      await erase();
      expect(await scrubPostgres(asRole(), ['note'])).toMatchObject({ why: 'session', left: ['note'] });
      await reader.query('rollback');
      await reader.end();
      expect(await scrubPostgres(asRole(), ['note'])).toBeNull();
    });
  });
});
