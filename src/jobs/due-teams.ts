/** The workspaces in which something is due: what is due decides what this costs, not how many workspaces there are. */
import { type RawBuilder, sql } from 'kysely';
import { day, hour, type Instant } from '#core/clock.ts';
import type { TeamId } from '#core/ids.ts';
import { again, files } from '../store/erasure/cleanup-queue.ts';
import { queues } from './connections/queue.ts';
import { issueDueAt } from './issues/queue.ts';
import { isInstalled, mayLeave, unsent } from './outbox.ts';
import type { Parts } from './parts.ts';
import { mayShow } from './pictures.ts';
import { mostRuns } from './retry.ts';
import { mayRun } from './run-jobs.ts';
import { canChange } from './updates.ts';

/** What is asked of Slack each hour, whatever happens. */
export const tending = hour;

/**
 * A workspace that is worked on is among them, too: another turn there finds nothing.
 * @param limit at most so many, those in which something has been due longest
 */
export async function dueTeams(parts: Parts, now: Instant, limit: number): Promise<readonly TeamId[]> {
  const each = sql.join(dueRows(parts, now), sql` union all `);
  const { rows } = await sql<{ team_id: TeamId }>`select it.team_id from (${each}) as it
    where it.is_anywhere = 1 or ${isInstalled}
    group by it.team_id order by min(it.due_at), it.team_id limit ${limit}`.execute(parts.store.system);
  const uncut = await parts.store.withUncut();
  return [...new Set([...rows.map((row) => row.team_id), ...uncut])].slice(0, limit);
}

/** @returns what is due in each table, with where and since when; `is_anywhere`: also where Lore is not installed any more */
function dueRows(parts: Parts, now: Instant): readonly RawBuilder<unknown>[] {
  const of = (
    table: string | RawBuilder<unknown>,
    at: RawBuilder<unknown>,
    waits: RawBuilder<unknown>,
    isAnywhere: RawBuilder<unknown> = sql.lit(0),
  ) => sql`select it.team_id, ${at} as due_at, ${isAnywhere} as is_anywhere
    from ${typeof table === 'string' ? sql.table(table) : table} as it where ${waits}`;
  const due = (column: string) => sql`${sql.ref(`it.${column}`)} <= ${now}`;
  const dueAt = sql.ref('it.due_at');
  return [
    // Only there is it asked what holds up what.
    of(
      unsent(
        parts.store.startsOff,
        sql`d.team_id in (select w.team_id from delivery as w where w.state in ('waiting', 'held') and w.due_at <= ${now})`,
      ),
      dueAt,
      sql`${due('due_at')} and ${mayLeave}`,
    ),
    // Of a process that is at work there, or died.
    of('delivery', dueAt, sql`it.state in ('claimed', 'sending')`),
    of(
      'delivery',
      dueAt,
      sql`it.state = 'unknown' and it.note is null and (it.under is null or it.kind = 'thread')
        and ${due('due_at')}`,
    ),
    of(
      'delivery',
      dueAt,
      sql`it.state = 'sent' and it.wanted > it.shown and it.ts is not null and ${due('due_at')} and ${canChange}`,
    ),
    of(
      'picture',
      dueAt,
      sql`${due('due_at')} and exists (select 1 from delivery as d
        where d.team_id = it.team_id and d.id = it.delivery_id and ${mayShow('it', 'd')})`,
    ),
    of('home', dueAt, sql`it.wanted > it.shown and ${due('due_at')}`),
    of(
      'job',
      sql.ref('it.run_at'),
      sql`it.state = 'waiting' and ${due('run_at')} and ${mayRun(parts, 'it')}`,
    ),
    of('ritual', sql.ref('it.next_at'), due('next_at')),
    of(
      'inbox',
      sql.ref('it.received_at'),
      sql`it.done_at is null and it.attempts < ${mostRuns} and coalesce(it.due_at, 0) <= ${now}`,
      // What came after the uninstallation is handled, too, and its text goes.
      sql.lit(1),
    ),
    of(
      'left_behind',
      dueAt,
      sql`it.kind <> ${again.kind} and ${due('due_at')}`,
      sql`case it.kind when ${files.kind} then 1 else 0 end`,
    ),
    ...queues.map((name) => of(name, dueAt, due('due_at'))),
    of('tracker_issue', issueDueAt, sql`${issueDueAt} <= ${now}`),
    of(
      'directory_walk',
      sql`coalesce(it.due_at, it.began_at)`,
      sql`it.stage <> 'done' and coalesce(it.due_at, 0) <= ${now}`,
    ),
    of(
      'workspace',
      sql`coalesce(it.expired_at, 0)`,
      sql`it.expired_at is null or it.expired_at <= ${now - day}`,
      sql.lit(1),
    ),
    of(
      'work_pace',
      sql`coalesce(it.tended_at, 0)`,
      sql`it.tended_at is null or it.tended_at <= ${now - tending}`,
    ),
  ];
}

/** Every workspace in which something may be due, ever. */
export async function everyTeam({ store }: Pick<Parts, 'store'>): Promise<readonly TeamId[]> {
  const { rows } = await sql<{ team_id: TeamId }>`select team_id from workspace
    union select team_id from left_behind order by team_id`.execute(store.system);
  return rows.map((row) => row.team_id);
}
