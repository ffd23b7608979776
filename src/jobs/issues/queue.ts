/** The rows of issues as a queue: what is due, and changes that only one worker makes. */
import { type RawBuilder, sql, type SqlBool } from 'kysely';
import type { Kysely } from 'kysely';
import type { Instant } from '#core/clock.ts';
import type { TeamId } from '#core/ids.ts';
import type { Schema } from '../../store/schema.ts';
import { isInstalled } from '../outbox.ts';
import type { Change, IssueRow } from './rules.ts';

/** When there is something to do about the row `it`. */
export const issueDueAt: RawBuilder<Instant | null> = sql`(case
  when it.tell_at is null then it.due_at when it.due_at is null then it.tell_at
  when it.tell_at < it.due_at then it.tell_at else it.due_at end)`;

const isWaiting: RawBuilder<SqlBool> = sql`(it.due_at is not null or it.tell_at is not null)`;

const ofTeam = (db: Kysely<Schema>, team: TeamId) =>
  db.selectFrom('tracker_issue as it').where('it.team_id', '=', team).where(isInstalled).where(isWaiting);

export async function dueIssues(
  db: Kysely<Schema>,
  team: TeamId,
  now: Instant,
  limit: number,
): Promise<IssueRow[]> {
  return ofTeam(db, team)
    .selectAll('it')
    .where(sql<SqlBool>`${issueDueAt} <= ${now}`)
    .orderBy(issueDueAt)
    .orderBy('it.of_id')
    .limit(limit)
    .execute();
}

export async function nextIssue(db: Kysely<Schema>, team: TeamId): Promise<Instant | null> {
  const row = await ofTeam(db, team)
    .select(issueDueAt.as('at'))
    .orderBy(issueDueAt)
    .limit(1)
    .executeTakeFirst();
  return row?.at ?? null;
}

/** A row as it is now. @returns `undefined`: it is gone */
export const issueOf = (db: Kysely<Schema>, { team_id: team, of_id: of }: IssueRow) =>
  db
    .selectFrom('tracker_issue')
    .selectAll()
    .where('team_id', '=', team)
    .where('of_id', '=', of)
    .executeTakeFirst();

/** Changes a row that is as it was read. @returns whether it was: a press or an erasure may have come between */
export async function changeIssue(db: Kysely<Schema>, row: IssueRow, to: Change): Promise<boolean> {
  const isSame = sql<SqlBool>`team_id = ${row.team_id} and of_id = ${row.of_id} and state = ${row.state}
    and is_over = ${row.is_over} and ${is('by_id', row.by_id)} and ${is('due_at', row.due_at)}`;
  if (to !== 'drop' && Object.keys(to).length === 0) return true;
  if (to === 'drop') {
    const gone = await db.deleteFrom('tracker_issue').where(isSame).executeTakeFirstOrThrow();
    return gone.numDeletedRows > 0n;
  }
  const done = await db.updateTable('tracker_issue').set(to).where(isSame).executeTakeFirstOrThrow();
  return done.numUpdatedRows > 0n;
}

const is = (column: string, value: string | number | null): RawBuilder<SqlBool> =>
  value === null ? sql`${sql.ref(column)} is null` : sql`${sql.ref(column)} = ${value}`;

/** All others of a connection wait until then: its tool asked for it. */
export async function putOffConnection(
  db: Kysely<Schema>,
  { team_id: team, connection_id: connection }: IssueRow,
  until: Instant,
): Promise<void> {
  await db
    .updateTable('tracker_issue')
    .set({ due_at: until })
    .where('team_id', '=', team)
    .where('connection_id', '=', connection)
    .where('state', '!=', 'sending')
    .where('due_at', '<', until)
    .execute();
}

/** A process that was making them died, or vanished: whether they are there is looked up at once. */
export async function leftSending(db: Kysely<Schema>, team: TeamId, now: Instant): Promise<void> {
  await db
    .updateTable('tracker_issue')
    .set({ due_at: now })
    .where('team_id', '=', team)
    .where('state', '=', 'sending')
    .execute();
}
