/**
 * What a database has to know once it was put back as it was at an earlier instant: whatever it has not sent by then may be in Slack already, and what it
 * knows about people and channels is old.
 */
import { type Kysely, sql } from 'kysely';
import { day, type Instant } from '#core/clock.ts';
import { toEraseAgain } from '../erasure/erase-again.ts';
import type { ErasedMark } from '../erasure/erased-mark.ts';
import type { Schema } from '../schema.ts';
import { type Repeating, whichToRepeat } from './repeating.ts';

/** Messages older than this are not redrawn: nothing changes them any more. */
const redrawn = 30 * day;

/** What happened since. */
export interface Happened {
  /** As of when the database is. */
  readonly takenAt: Instant;
  /** Until when the lost one may have been in use. */
  readonly now: Instant;
  /** What the logs say was erased. What the database has no record of is noted here, so that whatever opens it next has to erase it again. */
  readonly erasures: readonly ErasedMark[];
}

/** @returns which of these erasures have to be repeated */
export async function markRestored(
  db: Kysely<Schema>,
  { takenAt, now, erasures }: Happened,
): Promise<Repeating> {
  const teams = await db.selectFrom('workspace').select(['team_id', 'erasure_key']).execute();
  // Before this restore is noted.
  const repeating = await whichToRepeat(db, erasures, takenAt);
  const lost = { taken_at: takenAt, restored_at: now };
  if (teams.length > 0)
    await db
      .insertInto('restored')
      .values(
        teams.map(({ team_id, erasure_key: key }) => ({ team_id, ...lost, has_marks: key === null ? 0 : 1 })),
      )
      .onConflict((conflict) =>
        conflict
          .column('team_id')
          .doUpdateSet((it) => ({ ...lost, has_marks: it.ref('excluded.has_marks') })),
      )
      .execute();
  for (const [team, marks] of repeating.marks) await toEraseAgain(db, [team], marks, now);
  await doubtPosts(db, takenAt, now);
  await db
    .updateTable('job')
    .set({ lost_since: takenAt })
    .where('state', '=', 'waiting')
    .where('run_at', '<', now)
    .execute();
  await redrawAll(db, takenAt, now);
  await distrustDirectory(db);
  // One that was revoked since, because it was stolen for example, would open everything again.
  await db.deleteFrom('access_token').execute();
  return repeating;
}

/** It is looked up whether they are there, or a person is asked. */
async function doubtPosts(db: Kysely<Schema>, takenAt: Instant, now: Instant): Promise<void> {
  await db
    .updateTable('delivery')
    .set((it) => ({
      state: 'unknown' as const,
      note: null,
      due_at: now,
      // Slack's history shows nothing that was posted a moment ago.
      claimed_at: now,
      lost_since: takenAt,
      // Which messages went in one is not known any more.
      under: it.case().when('kind', '=', 'thread').then(it.ref('under')).else(null).end(),
    }))
    .where((it) =>
      it.or([
        it('state', 'in', ['waiting', 'held', 'claimed', 'sending']),
        it.and([it('state', '=', 'unknown'), it('note', 'is', null)]),
      ]),
    )
    .execute();
}

/** What stands in Slack may show what is lost. */
async function redrawAll(db: Kysely<Schema>, takenAt: Instant, now: Instant): Promise<void> {
  const again = { wanted: sql<number>`wanted + 1`, due_at: now };
  await db
    .updateTable('delivery')
    .set(again)
    .where('state', '=', 'sent')
    .where('ts', 'is not', null)
    .where('sent_at', '>', takenAt - redrawn)
    .execute();
  await db.updateTable('home').set(again).execute();
}

/** Somebody may have left a channel since: until Slack was asked again, its members see there only what they wrote. */
async function distrustDirectory(db: Kysely<Schema>): Promise<void> {
  await db
    .updateTable('channel')
    .set({ members_at: null, list_asked_at: null, list_cursor: null, fetched_at: 0 })
    .execute();
  await db.updateTable('person').set({ fetched_at: 0 }).execute();
  await db.updateTable('workspace').set({ groups_at: null }).execute();
  await db
    .updateTable('directory_walk')
    .set({ stage: 'done', cursor: null, began_at: 0, whole_at: null })
    .execute();
}
