/**
 * Rewrites the tables of a PostgreSQL database without old versions of rows, which otherwise stay in the files until PostgreSQL needs the space. One
 * process at a time, outside a transaction.
 */
import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import { errorCode } from '../engines/error-code.ts';
import type { Held } from './held.ts';

/** The name of the lock that only one process holds. */
const lock = 'lore scrub';

/** How long to wait for earlier transactions, in ms; those of people end sooner. */
const patience = 3_000;

const pause = 50;

/** How often a table is rewritten again because a later transaction saw intermediate changes. */
const mostTries = 3;

/** The planner's statistics contain the most frequent values, such as people's ids. */
const statistics = 'pg_statistic';

/**
 * Each table is locked while it is rewritten, about ten seconds per gigabyte.
 * @param tables the tables to rewrite, in the connection's schema; of those in another one no statistics may be kept of what names anybody
 * @returns what keeps old versions there; `null`: none is left
 */
export async function scrubPostgres(url: string, tables: readonly string[]): Promise<Held | null> {
  const client = new pg.Client({ connectionString: url, application_name: 'lore scrub' });
  // Pending queries get the error themselves.
  client.on('error', () => undefined);
  await client.connect();
  try {
    const { rows } = await client.query<{ is_ours: boolean }>(
      'select pg_try_advisory_lock(hashtext($1)) as is_ours',
      [lock],
    );
    if (rows[0]?.is_ours !== true) return { why: 'elsewhere' };
    const id = await nextId(client);
    const holder = await holderAfterWaiting(client, id);
    if (holder !== null) return { ...holder, left: tables };
    await client.query(`set lock_timeout = '1s'`);
    return await rewriteAll(client, id, tables);
  } finally {
    await client.end();
  }
}

interface Holder {
  readonly why: 'session' | 'prepared' | 'slot' | 'table' | 'owner';
  readonly name: string;
}

async function rewriteAll(client: pg.Client, id: string, tables: readonly string[]): Promise<Held | null> {
  const left: string[] = [];
  let holder: Holder | null = null;
  for (const table of tables) {
    const holds = await rewrite(client, id, table);
    if (holds === null) continue;
    left.push(table);
    holder ??= holds;
  }
  if (holder === null) {
    // The tables' statistics were only just replaced, and transactions that began after ours may still see the old ones.
    const later = await nextId(client);
    holder = (await holderAfterWaiting(client, later)) ?? (await rewrite(client, later, statistics));
  }
  return holder === null ? null : { ...holder, left };
}

async function rewrite(client: pg.Client, id: string, table: string): Promise<Holder | null> {
  for (let tries = 1; ; tries += 1) {
    const outcome = await vacuum(client, table);
    if (outcome === 'in use') return { why: 'table', name: table };
    if (outcome === 'not ours') return { why: 'owner', name: table };
    if (outcome === 'done') return null;
    // If all sessions are visible and none is that old, what PostgreSQL keeps was changed after everything we had to remove.
    const [oldest] = await holders(client, id, 'also those we know nothing of');
    if (oldest === undefined) return null;
    if (tries === mostTries) return oldest;
    await wait(pause);
  }
}

async function vacuum(
  client: pg.Client,
  table: string,
): Promise<'done' | 'keeps old versions' | 'in use' | 'not ours'> {
  const notices: { readonly code?: string | undefined; readonly detail?: string | undefined }[] = [];
  const listen = (notice: (typeof notices)[number]): void => void notices.push(notice);
  client.on('notice', listen);
  try {
    await client.query(`vacuum (full, analyze, verbose) ${nameOf(client, table)}`);
    // It only warns if it is not allowed to.
    if (notices.some(({ code }) => code === '01000')) return 'not ours';
    if (table !== statistics && !table.includes('.')) await dropStatisticsIfEmpty(client, table);
  } catch (error) {
    // lock_not_available, deadlock_detected
    if (['55P03', '40P01'].includes(errorCode(error))) return 'in use';
    throw error;
  } finally {
    client.off('notice', listen);
  }
  // "3 dead row versions cannot be removed yet", in any language.
  const kept = notices.some(({ detail }) => Number(/\d+/.exec(detail ?? '')?.[0] ?? '0') > 0);
  return kept ? 'keeps old versions' : 'done';
}

/** Of another schema with that in front. */
const nameOf = (client: pg.Client, table: string): string =>
  table
    .split('.')
    .map((part) => client.escapeIdentifier(part))
    .join('.');

/**
 * Of an empty table `analyze` replaces nothing: the statistics stay that hold words of its last rows. Giving a column the type that it has drops them,
 * and an owner may do it. PostgreSQL refuses that for a column that a trigger names, so such triggers are made again in the same transaction.
 */
async function dropStatisticsIfEmpty(client: pg.Client, table: string): Promise<void> {
  const name = client.escapeIdentifier(table);
  const { rows } = await client.query<{ changes: string | null; before: string; after: string }>(
    `with named as (select oid, tgname from pg_trigger where tgrelid = to_regclass($1) and not tgisinternal
        and (cardinality(tgattr::int2[]) > 0 or tgqual is not null))
      select string_agg(format('alter column %I type %s%s', a.attname, format_type(a.atttypid, a.atttypmod),
        case when a.attcollation = t.typcollation then ''
          else format(' collate %I.%I', c.collnamespace::regnamespace, c.collname) end), ', ') as changes,
        (select coalesce(string_agg(format('drop trigger %I on ${name};', tgname), ' '), '') from named) as before,
        (select coalesce(string_agg(pg_get_triggerdef(oid) || ';', ' '), '') from named) as after
      from pg_attribute as a inner join pg_type as t on t.oid = a.atttypid
      left join pg_collation as c on c.oid = a.attcollation
      where a.attrelid = to_regclass($1) and a.attnum > 0 and not a.attisdropped and not exists (select from ${name})
        and exists (select from pg_stats as s where s.schemaname = current_schema() and s.tablename = $2
          and s.attname = a.attname)`,
    [name, table],
  );
  const [found] = rows;
  if (found === undefined || found.changes === null) return;
  // Statements that are sent as one are one transaction.
  await client.query(`${found.before} alter table ${name} ${found.changes}; ${found.after}`);
}

/** @returns the id of the next transaction: everything erased so far came before it */
async function nextId(client: pg.Client): Promise<string> {
  const { rows } = await client.query<{ id: string }>(
    'select pg_snapshot_xmax(pg_current_snapshot())::text as id',
  );
  return rows[0]?.id ?? '0';
}

/**
 * Who may still see the state before a transaction, whatever table they read; the oldest first. Writers in any database count, since transactions
 * are numbered across all databases.
 */
async function holders(
  client: pg.Client,
  id: string,
  which: 'only those we know' | 'also those we know nothing of' = 'only those we know',
): Promise<readonly Holder[]> {
  const { rows } = await client.query<{ why: 'session' | 'prepared' | 'slot'; name: string }>(
    `select why, name from (
      select 'session' as why,
        coalesce(nullif(application_name, ''), usename, backend_type, '?') || ' (pid ' || pid || ')' as name,
        case when query = '<insufficient privilege>' and $2 then 2147483647
          when datid is null or datname = current_database() then greatest(age(backend_xmin), age(backend_xid))
          else age(backend_xid) end as age
      from pg_stat_activity where pid <> pg_backend_pid()
      union all select 'prepared', gid, age(transaction) from pg_prepared_xacts
      union all select 'slot', slot_name, greatest(age(xmin), age(catalog_xmin)) from pg_replication_slots
      union all select 'session', '?', age(pg_snapshot_xmin(pg_current_snapshot())::xid)
    ) as holder where age > age(($1::text)::xid8::xid) order by age desc, name = '?'`,
    [id, which === 'also those we know nothing of'],
  );
  return rows;
}

/** @returns `null` once every earlier transaction has ended */
async function holderAfterWaiting(client: pg.Client, id: string): Promise<Holder | null> {
  for (let waited = 0; ; waited += pause) {
    const [oldest] = await holders(client, id);
    if (oldest === undefined) return null;
    if (waited >= patience) return oldest;
    await wait(pause);
  }
}
