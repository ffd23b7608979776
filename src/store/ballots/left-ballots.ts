/** What nothing else would end or remove, since what it waited for never came: looked for once a day. */
import { hour, type Instant } from '#core/clock.ts';
import type { AccessContext } from '../access/access.ts';
import { leaveBehind } from '../erasure/cleanup-queue.ts';
import { wordsIn } from '../outbox/mentions.ts';
import { isOpen } from './ballots.ts';

/**
 * Ends ballots that nothing would end any more, without what was cast: else their keys would stay. An erased channel takes along the jobs that name
 * them, and where Lore was uninstalled none runs.
 * @param openedBefore those that were opened earlier; `null`: those that no job knows of
 */
export async function endLeftBallots(
  { db, teamId, ballotKeys: keys }: Pick<AccessContext, 'db' | 'teamId' | 'ballotKeys'>,
  openedBefore: Instant | null,
  now: Instant,
): Promise<void> {
  const ballots = db.selectFrom('ballot').select(['id', 'opened_at']).where('team_id', '=', teamId);
  const open = await ballots.where('closed_at', 'is', null).execute();
  if (open.length === 0) return;
  const jobs = await db.selectFrom('job').select('key').where('team_id', '=', teamId).execute();
  const known = new Set(jobs.flatMap(({ key }) => wordsIn(key)));
  for (const { id, opened_at: at } of open) {
    if (openedBefore === null ? known.has(id) : at >= openedBefore) continue;
    for (const table of ['ballot_cast', 'ballot_part'] as const)
      await db.deleteFrom(table).where('team_id', '=', teamId).where('ballot_id', '=', id).execute();
    const ended = db.updateTable('ballot').set({ closed_at: now }).where('team_id', '=', teamId);
    await ended.where('id', '=', id).execute();
    await leaveBehind(db, teamId, [], now);
    keys.destroy(teamId, id);
  }
}

/** What was cast in a ballot that was closed before then, and of which nobody made figures, as where its channel went in between. */
export async function discardLeftCast(
  { db, teamId }: Pick<AccessContext, 'db' | 'teamId'>,
  closedBefore: Instant,
  now: Instant,
): Promise<void> {
  const closed = db.selectFrom('ballot').select('id').where('team_id', '=', teamId);
  const gone = await db
    .deleteFrom('ballot_cast')
    .where('team_id', '=', teamId)
    .where('ballot_id', 'in', closed.where('closed_at', '<', closedBefore))
    .executeTakeFirst();
  if (gone.numDeletedRows > 0n) await leaveBehind(db, teamId, [], now);
}

/**
 * Destroys keys that belong to no open ballot: of one that was never opened after all, or that a restored backup does not know. A younger one may be of a
 * ballot that is just being opened.
 */
export async function forgetKeys(
  { db, teamId, ballotKeys: keys }: Pick<AccessContext, 'db' | 'teamId' | 'ballotKeys'>,
  now: Instant,
): Promise<void> {
  for (const ballot of keys.of(teamId, now - hour))
    if (!(await isOpen({ db, teamId }, ballot))) keys.destroy(teamId, ballot);
}
