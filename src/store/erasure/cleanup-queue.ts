/**
 * What an erasure has to do outside the database, written down in its own transaction: a crash after that leaves nothing
 * undone, since whoever works rows off (src/jobs/cleanup-queue.ts) finds them at the next start. How the files are cleaned: clean-files.ts.
 */
import type { Kysely } from 'kysely';
import type { Instant } from '#core/clock.ts';
import type { TeamId } from '#core/ids.ts';
import type { LeftBehindTable, Schema } from '../schema.ts';
import type { LeftBehind } from './erase-system.ts';

/** The row of the database's own files. */
export const files = { kind: 'files', place: '', ts: '', locale: '' } as const;

/** Notes what is to be taken out of Slack, and that the files are to be cleaned. */
export async function leaveBehind(
  db: Kysely<Schema>,
  team: TeamId,
  left: readonly LeftBehind[],
  now: Instant,
): Promise<void> {
  const rows = [...left.map(cells), files].map((row): LeftBehindTable => ({
    team_id: team,
    ...row,
    attempts: 0,
    due_at: now,
    held: null,
  }));
  for (const row of rows)
    await db
      .insertInto('left_behind')
      .values(row)
      // Whoever is at it now has begun too early for this.
      .onConflict((conflict) =>
        conflict
          .columns(['team_id', 'kind', 'place', 'ts'])
          .doUpdateSet({ due_at: now, attempts: 0, held: null }),
      )
      .execute();
}

function cells(left: LeftBehind): Pick<LeftBehindTable, 'kind' | 'place' | 'ts' | 'locale'> {
  switch (left.kind) {
    case 'message':
      return { kind: 'message', place: left.channelId, ts: left.ts, locale: '' };
    case 'file':
      return { kind: 'file', place: left.fileId, ts: '', locale: '' };
    case 'home':
      return { kind: 'home', place: left.userId, ts: '', locale: left.locale };
  }
}
