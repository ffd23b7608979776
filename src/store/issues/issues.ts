/** What a practice does with the issues of its rows (`Connections`). A worker makes them, later and once (`src/jobs/issues/`). */
import { sql } from 'kysely';
import { chunks } from '#core/chunks.ts';
import type { TrackedIssue, WantedIssue } from '#core/connections.ts';
import type { ConnectionId } from '#core/connector.ts';
import type { ChannelId, RowId } from '#core/ids.ts';
import { type AccessContext, readableRows } from '../access/access.ts';
import type { TrackerIssueTable } from './tables.ts';

/** What its practice may know of it. */
export const trackedOf = (row: TrackerIssueTable): TrackedIssue => ({
  connection: row.connection_id as ConnectionId,
  place: row.place,
  state: row.state,
  made: row.issue_id === null || row.link === null ? null : { id: row.issue_id, link: row.link },
  refused: row.refused,
  isUnmatched: row.is_unmatched === 1,
});

/** See `ConnectionsReader.issuesOf`. */
export async function issuesOf(
  access: AccessContext,
  of: readonly RowId[],
): Promise<ReadonlyMap<RowId, TrackedIssue>> {
  const found = new Map<RowId, TrackedIssue>();
  for (const some of chunks(of)) {
    const query = access.db.selectFrom('tracker_issue').selectAll().where('team_id', '=', access.teamId);
    const rows = await query.where('of_id', 'in', some).execute();
    const seen = await seenAmong(
      access,
      rows.map((row) => row.of_id),
    );
    for (const row of rows) if (seen.has(row.of_id)) found.set(row.of_id, trackedOf(row));
  }
  return found;
}

/** Those of these rows of practices that the viewer may see. */
async function seenAmong(access: AccessContext, ids: readonly RowId[]): Promise<ReadonlySet<RowId>> {
  if (ids.length === 0) return new Set();
  const each = access.catalogue.tables
    .filter(({ guard }) => guard === 'shared')
    .map(
      (table) => sql`select t.id from ${sql.table(table.name)} as t
        where t.id in (${sql.join(ids)}) and ${readableRows(access, table)}`,
    );
  if (each.length === 0) return new Set();
  const { rows } = await sql<{ id: RowId }>`${sql.join(each, sql` union all `)}`.execute(access.db);
  return new Set(rows.map(({ id }) => id));
}

/** See `Connections.make`. @throws if the viewer may not see the row */
export async function makeIssue(
  access: AccessContext,
  of: RowId,
  channel: ChannelId,
  issue: WantedIssue,
): Promise<void> {
  if (!(await seenAmong(access, [of])).has(of)) throw new Error('an issue is made of a row that one may see');
  const wanted = {
    channel_id: channel,
    connection_id: issue.connection,
    place: issue.place,
    title: issue.title,
    body: issue.body,
    audience: issue.audience,
    assignee: issue.assignee,
    by_id: issue.by,
    state: 'wanted' as const,
    refused: null,
    issue_id: null,
    link: null,
    is_unmatched: 0 as const,
    is_over: 0 as const,
    tell_at: null,
    looks: 0,
    attempts: 0,
    due_at: access.now,
  };
  await access.db
    .insertInto('tracker_issue')
    .values({ team_id: access.teamId, of_id: of, ...wanted })
    .onConflict((conflict) =>
      conflict
        .columns(['team_id', 'of_id'])
        .doUpdateSet(wanted)
        .where('tracker_issue.state', 'in', ['gone', 'refused']),
    )
    .execute();
}

/** See `Connections.forget`. What may be there already is looked for once more, so that its link is not lost. */
export async function forgetIssue({ db, teamId }: AccessContext, of: RowId): Promise<void> {
  const its = db.deleteFrom('tracker_issue').where('team_id', '=', teamId).where('of_id', '=', of);
  await its.where('state', 'in', ['wanted', 'refused']).execute();
  const left = db.updateTable('tracker_issue').where('team_id', '=', teamId).where('of_id', '=', of);
  await left.set({ is_over: 1, due_at: null }).where('state', 'in', ['made', 'closed', 'gone']).execute();
  await left.set({ is_over: 1 }).where('state', 'in', ['sending', 'unknown']).execute();
}
