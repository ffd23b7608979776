/** What an erasure leaves for later: messages to delete from Slack, and the database's files to clean. */
import type { Kysely } from 'kysely';
import type { Instant } from '#core/clock.ts';
import type { TeamId, UserId } from '#core/ids.ts';
import type { LeftBehindTable, Schema } from '../schema.ts';

/** Something still in Slack whose record was erased, so Lore can no longer redraw it. */
export type LeftBehind =
  | { readonly kind: 'message'; readonly channelId: string; readonly ts: string }
  /** Below somebody else's message, which stays. */
  | {
      readonly kind: 'preview';
      readonly channelId: string;
      readonly ts: string;
      /** Those of its post, as they were stored. */
      readonly params: string;
      readonly locale: string;
    }
  | { readonly kind: 'file'; readonly fileId: string }
  | { readonly kind: 'home'; readonly userId: UserId; readonly locale: string };

/** The row for the database's files. */
export const files = { kind: 'files', place: '', ts: '', locale: '' } as const;

/** A row for an erasure that a newer Lore has to repeat (erase-again.ts). Nothing is to be done for it in Slack. */
export const again = { kind: 'again', ts: '', locale: '' } as const;

/** Notes what to delete from Slack, and that the files need cleaning. */
export async function leaveBehind(
  db: Kysely<Schema>,
  team: TeamId,
  left: readonly LeftBehind[],
  now: Instant,
): Promise<void> {
  await enqueue(db, team, [...left.map(cells), files], now);
}

/** Notes uploaded files to delete from Slack, of which nothing was erased here. */
export async function removeFiles(
  db: Kysely<Schema>,
  team: TeamId,
  fileIds: readonly string[],
  now: Instant,
): Promise<void> {
  const rows = fileIds.map((fileId) => cells({ kind: 'file', fileId }));
  await enqueue(db, team, rows, now);
}

async function enqueue(
  db: Kysely<Schema>,
  team: TeamId,
  queued: readonly Pick<LeftBehindTable, 'kind' | 'place' | 'ts' | 'locale'>[],
  now: Instant,
): Promise<void> {
  const rows = queued.map((row): LeftBehindTable => ({
    team_id: team,
    ...row,
    attempts: 0,
    due_at: now,
    held: null,
    since: row.kind === files.kind ? now : null,
  }));
  for (const row of rows)
    await db
      .insertInto('left_behind')
      .values(row)
      // What is at it now has begun too early for this.
      .onConflict((conflict) =>
        conflict
          .columns(['team_id', 'kind', 'place', 'ts'])
          // `since` stays: what was erased first is still there.
          .doUpdateSet({ due_at: now, attempts: 0, held: null }),
      )
      .execute();
}

/** What `place` of a preview says. */
export function previewAt(place: string): { readonly channelId: string; readonly params: string } {
  const [channelId = ''] = place.split(' ', 1);
  return { channelId, params: place.slice(channelId.length + 1) };
}

function cells(left: LeftBehind): Pick<LeftBehindTable, 'kind' | 'place' | 'ts' | 'locale'> {
  switch (left.kind) {
    case 'message':
      return { kind: 'message', place: left.channelId, ts: left.ts, locale: '' };
    case 'preview':
      return { kind: 'preview', place: `${left.channelId} ${left.params}`, ts: left.ts, locale: left.locale };
    case 'file':
      return { kind: 'file', place: left.fileId, ts: '', locale: '' };
    case 'home':
      return { kind: 'home', place: left.userId, ts: '', locale: left.locale };
  }
}
