/** A PostgreSQL that has given out all its connections: people are told at once, work waits, and both go on when there is room. */
import pg from 'pg';
import { teamId } from '../../src/core/ids.ts';
import { bossWakes } from '../../src/jobs/boss/wakes.ts';
import { DatabaseBusy } from '../../src/store/engines/deadline.ts';
import { workSession } from '../../src/store/engines/work-session.ts';
import { openStore } from '../../src/store/store.ts';
import { type FreshDatabase, lastingEngines } from '../support/databases.ts';
import { counting, noon } from './support/world.ts';

const servers = lastingEngines().filter(({ name }) => name === 'postgres');
const most = 3;

describe.each(servers)('$name without room for another connection', ({ fresh }) => {
  let database: FreshDatabase;
  let admin: pg.Client;
  let role: string;
  let url: string;
  let others: readonly pg.Client[];
  beforeEach(async () => {
    database = await fresh();
    admin = new pg.Client({ connectionString: database.url });
    await admin.connect();
    const place = new URL(database.url);
    role = `${place.pathname.slice(1)}_user`;
    await admin.query(`create role ${role} login password 'x' connection limit ${most}`);
    await admin.query(`grant all on schema public, pgboss to ${role}`);
    await admin.query(`grant all on all tables in schema public, pgboss to ${role}`);
    [place.username, place.password] = [role, 'x'];
    url = place.href;
    others = Array.from({ length: most }, () => new pg.Client({ connectionString: url }));
    for (const other of others) {
      other.on('error', () => undefined);
      await other.connect();
    }
  });
  afterEach(async () => {
    await admin.query(`drop owned by ${role}; drop role ${role}`);
    await admin.end();
    await database.remove();
  });
  const leave = async () => {
    for (const other of others) await other.end();
  };

  it('lets work wait, says what to do, and goes on with it', async () => {
    const [said, taken] = [Promise.withResolvers<string>(), Promise.withResolvers<string>()];
    const wakes = bossWakes({
      url,
      clock: { now: () => Date.now() },
      log: { error: (_facts: unknown, words?: string) => said.resolve(words ?? ''), warn: () => undefined },
      session: workSession(url, 'lore work here', {
        wall: () => Date.now(),
        elapsed: () => performance.now(),
      }),
      chance: () => 0.5,
      dueTeams: async () => [teamId('T1')],
      send: async () => undefined,
    });
    await wakes.start(async (team) => {
      taken.resolve(team);
      return null;
    });
    expect(await said.promise).toBe('the database takes no more connections; work goes on when it has room');
    await leave();
    expect(await taken.promise).toBe('T1');
    await wakes.stop();
  });

  it('tells people that it is busy, and who starts Lore what to do', async () => {
    const store = openStore({ url, ids: counting('r'), clock: { now: () => noon }, tables: [] });
    const ask = () => store.before({ left: () => 2_000 }, () => store.workspaces.installed());
    await expect(ask()).rejects.toThrow(DatabaseBusy);
    await expect(store.schema()).rejects.toThrow(/takes no more connections .+ docs\/operations\/many\.md/);
    await leave();
    expect(await ask()).toEqual([]);
    await store.close();
  });
});
