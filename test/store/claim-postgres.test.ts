/** The claim of a PostgreSQL database is a session's, and a session can be lost while its process runs. */
import pg from 'pg';
import { claim } from '../../src/store/engines/claim.ts';
import { lastingEngines } from '../support/databases.ts';

const now = Date.parse('2026-11-29T06:41:07Z');
const held = `select 1 from pg_locks where locktype = 'advisory' and granted
  and database = (select oid from pg_database where datname = current_database())`;
const endOurs = `select pg_terminate_backend(pid) from pg_stat_activity
  where application_name like 'lore start %' and datname = current_database()`;

it('a claim whose session is lost is taken again, or ends this process where another has claimed the database since', async () => {
  const database = await lastingEngines()
    .find(({ name }) => name === 'postgres')
    ?.fresh();
  const url = database?.url ?? '';
  const admin = new pg.Client({ connectionString: url });
  await admin.connect();
  const lost = Promise.withResolvers<string>();
  const first = await claim(url, {
    command: 'start',
    now,
    onLost: (error) => lost.resolve(error.message),
  });
  await admin.query(endOurs);
  // It is there again by itself.
  while ((await admin.query(held)).rowCount === 0);
  await expect(claim(url, { command: 'restore', now })).rejects.toThrow('in use by “lore start”');

  await admin.query(endOurs);
  const release = await claim(url, { command: 'restore', now });
  expect(await lost.promise).toContain('in use by “lore restore”');
  await release();
  await first();
  await admin.end();
  await database?.remove();
});
