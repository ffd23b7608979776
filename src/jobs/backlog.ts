/** How much waits, and since when, in figures about nobody: a few statements, each answered by an index, however much was ever done. */
import { type Kysely, type RawBuilder, sql, type SqlBool } from 'kysely';
import type { Instant } from '#core/clock.ts';
import { files } from '../store/erasure/cleanup-queue.ts';
import { workQueue } from '../store/engines/boss-tables.ts';
import { readHeld } from '../store/erasure/held.ts';
import { isPostOn } from '../store/settings/practices.ts';
import type { DeliveryState } from '../store/outbox/tables.ts';
import type { Schema } from '../store/schema.ts';
import { isInstalled } from './outbox.ts';
import type { Parts } from './parts.ts';
import { mostRuns } from './retry.ts';
import { mayRun } from './run-jobs.ts';

/** What waits for its turn in each queue: what is due, and no more. */
export interface Due {
  readonly count: number;
  /** When the oldest of it was due; `null`: there is none. */
  readonly oldest: Instant | null;
}

type OurQueue = 'posts' | 'jobs' | 'inbox' | 'homes' | 'updates' | 'pictures' | 'left_behind';

/** `wakes`: on PostgreSQL, workspaces of which a worker was told that there is work; more than one may be of the same. */
export type Queue = OurQueue | 'wakes';

/** Deliveries that are not settled; `failed` as long as they are kept. */
const openStates = ['waiting', 'held', 'claimed', 'sending', 'unknown', 'failed'] as const;

export interface Backlog {
  readonly now: Instant;
  readonly due: Readonly<Record<Queue, Due>>;
  readonly posts: Readonly<Record<(typeof openStates)[number], number>>;
  /** Posts about which a person was asked whether they are there; `oldest` by when they were decided. */
  readonly inDoubt: Due;
  /** Jobs that will not run any more and that somebody should see. */
  readonly stoppedJobs: { readonly missed: number; readonly failed: number };
  readonly cleaning: {
    /** Workspaces of which something erased is still in the database's files, and since when. */
    readonly waiting: Due;
    /** What keeps it there, by `Held.why`. */
    readonly held: ReadonlyMap<string, number>;
    /**
     * The last end of the daily erasure of what is too old, in the workspace in which it is longest ago; where it never ended, when Lore was
     * installed there. `null`: it is installed nowhere.
     */
    readonly expiredAt: Instant | null;
  };
}

export async function readBacklog(parts: Parts): Promise<Backlog> {
  const db = parts.store.system;
  const now = parts.clock.now();
  return {
    now,
    due: await readDue(parts, now),
    posts: await countStates(db),
    inDoubt: await readInDoubt(db),
    stoppedJobs: await countStopped(db),
    cleaning: await readCleaning(db, now),
  };
}

/** Where a queue is, when its rows are due, and which of them wait: as those who work them off ask. */
function places(
  parts: Parts,
): Readonly<Record<OurQueue, readonly [RawBuilder<unknown>, at: string, RawBuilder<SqlBool>]>> {
  const isWaiting = sql<SqlBool>`it.state = 'waiting'`;
  const isStale = sql<SqlBool>`it.wanted > it.shown`;
  return {
    posts: [sql`delivery`, 'due_at', sql`${isWaiting} and ${isPostOn(parts.store.startsOff, 'it')}`],
    jobs: [sql`job`, 'run_at', sql`${isWaiting} and ${mayRun(parts, 'it')}`],
    inbox: [sql`inbox`, 'received_at', sql`it.done_at is null and it.attempts < ${mostRuns}`],
    homes: [sql`home`, 'due_at', isStale],
    updates: [sql`delivery`, 'due_at', sql`it.state = 'sent' and ${isStale} and it.ts is not null`],
    pictures: [sql`picture`, 'due_at', sql`it.state in ('wanted', 'uploaded')`],
    left_behind: [sql`left_behind`, 'due_at', sql`it.kind <> ${files.kind}`],
  };
}

async function readDue(parts: Parts, now: Instant): Promise<Backlog['due']> {
  const each = Object.entries(places(parts)).map(([queue, [table, instant, waits]]) => {
    const at = sql.ref(`it.${instant}`);
    return sql`select ${sql.lit(queue)} as queue, count(*) as count, min(${at}) as oldest
      from ${table} as it where ${at} <= ${now} and ${waits} and ${isInstalled}`;
  });
  if (parts.store.engine === 'postgres') each.push(wakes);
  const all = sql<DueRow & { readonly queue: string }>`${sql.join(each, sql` union all `)}`;
  const { rows } = await all.execute(parts.store.system);
  const of = (queue: Queue) => dueOf(rows.find((row) => row.queue === queue));
  return {
    posts: of('posts'),
    jobs: of('jobs'),
    inbox: of('inbox'),
    homes: of('homes'),
    updates: of('updates'),
    pictures: of('pictures'),
    left_behind: of('left_behind'),
    wakes: of('wakes'),
  };
}

/** By the database's clock, which is pg-boss's. */
const wakes = sql`select 'wakes' as queue, count(*) as count,
  cast(extract(epoch from min(it.start_after)) * 1000 as bigint) as oldest
  from pgboss.job as it where it.name = ${sql.lit(workQueue)} and it.state < 'active' and it.start_after <= now()`;

interface DueRow {
  readonly count: number;
  readonly oldest: number | null;
}

const dueOf = ({ count, oldest }: DueRow = { count: 0, oldest: null }): Due => ({ count, oldest });

async function readInDoubt(db: Kysely<Schema>): Promise<Due> {
  return dueOf(
    await db
      .selectFrom('delivery')
      .select((it) => [
        it.fn.countAll<number>().as('count'),
        it.fn.min<number | null>('created_at').as('oldest'),
      ])
      .where('state', '=', 'unknown')
      .where('note', 'is not', null)
      .executeTakeFirst(),
  );
}

async function readCleaning(db: Kysely<Schema>, now: Instant): Promise<Backlog['cleaning']> {
  const notes = await db
    .selectFrom('left_behind')
    .select(['due_at', 'since', 'held'])
    .where('kind', '=', files.kind)
    .execute();
  const held = Map.groupBy(
    notes.flatMap((note) => readHeld(note.held) ?? []),
    ({ why }) => why,
  );
  return {
    waiting: {
      count: notes.length,
      oldest: notes.length === 0 ? null : Math.min(now, ...notes.map((note) => note.since ?? note.due_at)),
    },
    held: new Map([...held].map(([why, all]) => [why, all.length])),
    expiredAt: await lastExpiry(db),
  };
}

async function countStates(db: Kysely<Schema>): Promise<Backlog['posts']> {
  const rows = await db
    .selectFrom('delivery')
    .select((it) => ['state', it.fn.countAll<number>().as('count')])
    .where('state', 'in', openStates satisfies readonly DeliveryState[])
    .groupBy('state')
    .execute();
  const of = (state: DeliveryState) => rows.find((row) => row.state === state)?.count ?? 0;
  return {
    waiting: of('waiting'),
    held: of('held'),
    claimed: of('claimed'),
    sending: of('sending'),
    unknown: of('unknown'),
    failed: of('failed'),
  };
}

async function countStopped(db: Kysely<Schema>): Promise<Backlog['stoppedJobs']> {
  const rows = await db
    .selectFrom('job')
    .select((it) => ['state', it.fn.countAll<number>().as('count')])
    .where('state', 'in', ['missed', 'failed'])
    .groupBy('state')
    .execute();
  const of = (state: 'missed' | 'failed') => rows.find((row) => row.state === state)?.count ?? 0;
  return { missed: of('missed'), failed: of('failed') };
}

async function lastExpiry(db: Kysely<Schema>): Promise<Instant | null> {
  const row = await db
    .selectFrom('workspace')
    .select((it) => it.fn.min<number | null>(it.fn.coalesce('expired_at', 'installed_at')).as('at'))
    .where('removed_at', 'is', null)
    .executeTakeFirst();
  return row?.at ?? null;
}
