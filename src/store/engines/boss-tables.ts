/**
 * The tables of pg-boss, which wakes the workers on PostgreSQL. They stand in a schema of their own beside Lore's, and are made and updated in the
 * transaction that updates Lore's tables: never by a process that only works.
 */
import { type Kysely, sql } from 'kysely';
import { getConstructionPlans, getMigrationPlans } from 'pg-boss';
import type { TeamId } from '#core/ids.ts';
import type { Schema } from '../schema.ts';
import { errorCode } from './error-code.ts';

/** What pg-boss calls its own schema when nobody says otherwise. */
export const bossSchema = 'pgboss';

/** The queue of wake-ups: a job says which workspace has work, and nothing else. */
export const workQueue = 'work';

/** A wake-up is nothing but a hint, so one that is an hour old, or that failed, is of no use to anybody. */
const queueOptions = {
  policy: 'standard',
  notify: true,
  retryLimit: 0,
  expireInSeconds: 60,
  retentionSeconds: 60 * 60,
  deleteAfterSeconds: 60,
};

/** Those of its tables that name workspaces, and may hold old versions of rows. */
export const bossRows = ['job_common', 'warning'].map((table) => `${bossSchema}.${table}`);

/** The version that the tables of this pg-boss have, as they say themselves. */
export const bossVersion = Number(
  /version\(version\) VALUES \('(\d+)'\)/.exec(getConstructionPlans(bossSchema))?.[1],
);

/** How the tables of one version are named among the migrations. */
export const bossMigration = (version: number): string => `${bossSchema} ${version}`;

/** @returns the version of the tables that are there; `null`: none are. @param db may be a transaction */
export async function bossVersionIn(db: Kysely<Schema>): Promise<number | null> {
  const { rows: found } = await sql`select 1 where to_regclass('pgboss.version') is not null`.execute(db);
  if (found.length === 0) return null;
  const { rows } = await sql<{ version: number }>`select version from pgboss.version`.execute(db);
  return rows[0]?.version ?? null;
}

/** Makes the tables, or updates them. Those of a newer pg-boss stay as they are. @param db a transaction */
export async function migrateBoss(db: Kysely<Schema>): Promise<void> {
  const version = await bossVersionIn(db);
  if (version !== null && version >= bossVersion) return;
  const { rows } = await sql`select 1 from pg_namespace where nspname = ${bossSchema}`.execute(db);
  // Only who owns the database may ask for a schema, even for one that is there.
  const plans =
    version === null
      ? getConstructionPlans(bossSchema, { createSchema: rows.length === 0 })
      : getMigrationPlans(bossSchema, version);
  await sql.raw(inTransaction(plans)).execute(db);
  // Statistics would keep which workspaces there were: of the table, and of those that are its parts.
  await sql`alter table pgboss.job alter data set statistics 0, alter singleton_key set statistics 0`.execute(
    db,
  );
  await sql`select pgboss.create_queue(${workQueue}, cast(${JSON.stringify(queueOptions)} as jsonb))`.execute(
    db,
  );
}

/** Plans bring a transaction of their own, and indexes that are made beside work: in ours there is none, and the tables are small. */
const inTransaction = (plans: string): string =>
  plans.replaceAll(/^\s*(BEGIN|COMMIT);$/gm, '').replaceAll('INDEX CONCURRENTLY', 'INDEX');

/** What waits for a workspace that is erased. */
export async function forgetWakes(db: Kysely<Schema>, team: TeamId): Promise<void> {
  await sql`delete from pgboss.job where data ->> 'team' = ${team}`.execute(db);
}

/** Whether Lore's user may not make the schema. */
export const mayNotMakeSchema = (error: unknown): boolean =>
  errorCode(error) === '42501' && error instanceof Error && error.message.includes('for database');
