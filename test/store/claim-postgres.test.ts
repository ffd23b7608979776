/** The claim of a PostgreSQL database is a session's, and a session can be lost while its process runs. */
import pg from 'pg';
import { claim } from '../../src/store/engines/claim.ts';
import { holderHere, holderText } from '../../src/store/engines/holder.ts';
import { lastingEngines } from '../support/databases.ts';

const now = Date.parse('2026-11-29T06:41:07Z');
const inThis = `from pg_locks where locktype = 'advisory'
  and database = (select oid from pg_database where datname = current_database())`;
const held = `select objid::integer as key ${inThis} and granted`;
const waited = `select 1 ${inThis} and not granted`;
const endOurs = `select pg_terminate_backend(pid, 60000) from pg_stat_activity
  where application_name like 'lore start %' and datname = current_database()`;

const sessionOf = async (url: string, name: string) => {
  const session = new pg.Client({ connectionString: url, application_name: name });
  await session.connect();
  return session;
};

it('a claim whose session is lost is taken again, or ends this process where another has claimed the database since', async () => {
  const database = await lastingEngines()
    .find(({ name }) => name === 'postgres')
    ?.fresh();
  const url = database?.url ?? '';
  const admin = await sessionOf(url, 'admin');
  const lost = Promise.withResolvers<string>();
  const first = await claim(url, {
    command: 'start',
    now,
    onLost: (error) => lost.resolve(error.message),
  });
  const [{ key } = { key: 0 }] = (await admin.query<{ key: number }>(held)).rows;
  await admin.query(endOurs);
  // It is there again by itself.
  while ((await admin.query(held)).rowCount === 0);
  await expect(claim(url, { command: 'restore', now })).rejects.toThrow('in use by “lore start”');

  // It waits in the queue of PostgreSQL, so that it is the next, however long this takes.
  const other = await sessionOf(url, holderText(holderHere('restore')));
  const isTaken = other.query('select pg_advisory_lock($1)', [key]);
  while ((await admin.query(waited)).rowCount === 0);
  await admin.query(endOurs);
  await isTaken;
  expect(await lost.promise).toContain('in use by “lore restore”');
  await first();
  await other.end();
  await admin.end();
  await database?.remove();
});
