/** What an erasure does with issues in connected tools: what is there is for its people to delete there. */
import type { Kysely } from 'kysely';
import { chunks } from '#core/chunks.ts';
import type { TeamId, UserId } from '#core/ids.ts';
import type { Schema } from '../schema.ts';

/** Those of rows that are gone: nothing is made of them any more. */
export async function forgetIssuesOf(
  db: Kysely<Schema>,
  team: TeamId,
  gone: readonly string[],
): Promise<void> {
  for (const some of chunks(gone))
    await db
      .deleteFrom('tracker_issue')
      .where('team_id', '=', team)
      .where((it) => it.eb('of_id', 'in', some as never))
      .execute();
}

/** Those of a person: what is not made yet is not made, what may be there is only looked for, and nothing says whose they are. */
export async function forgetIssuesBy(db: Kysely<Schema>, team: TeamId, user: UserId): Promise<void> {
  const theirs = db.deleteFrom('tracker_issue').where('team_id', '=', team).where('by_id', '=', user);
  await theirs.where('state', 'in', ['wanted', 'refused']).execute();
  const rest = () => db.updateTable('tracker_issue').where('team_id', '=', team).where('by_id', '=', user);
  await rest().set({ is_over: 1 }).where('state', 'in', ['sending', 'unknown']).execute();
  await rest().set({ by_id: null, assignee: null, title: '', body: '' }).execute();
}
