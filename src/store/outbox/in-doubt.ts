/**
 * After a restore: the database that was lost may have done what this one is about to do again. What is decided then is posted only once it is known
 * that it is not in Slack yet (see docs/decisions/0025-backups.md).
 */
import { AsyncLocalStorage } from 'node:async_hooks';
import { createHash } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { Instant } from '#core/clock.ts';
import type { TeamId } from '#core/ids.ts';
import type { Schema } from '../schema.ts';

/** Between these instants another database was in use, which is lost. */
export interface Lost {
  readonly since: Instant;
  readonly until: Instant;
}

const lost = new AsyncLocalStorage<Lost>();

/** @returns `null` if this database was never restored */
export async function lostIn(db: Kysely<Schema>, team: TeamId): Promise<Lost | null> {
  const query = db.selectFrom('restored').select(['taken_at', 'restored_at']).where('team_id', '=', team);
  const row = await query.executeTakeFirst();
  return row === undefined ? null : { since: row.taken_at, until: row.restored_at };
}

/** Whatever `run` publishes and schedules may have happened already; `null`: it cannot. */
export const whileInDoubt = <T>(of: Lost | null, run: () => T): T =>
  of === null ? run() : lost.run(of, run);

/** Since when what is published now may have been posted; `null`: it cannot have been. */
export const mayBePostedSince = (): Instant | null => lost.getStore()?.since ?? null;

/**
 * The same for a job that is scheduled now. The lost database scheduled it at `since` at the earliest and as long ahead, so it ran there only if that
 * was before `until`.
 */
export function mayHaveRunSince(runAt: Instant): Instant | null {
  const of = lost.getStore();
  return of !== undefined && runAt < of.until + (of.until - of.since) ? of.since : null;
}

/**
 * By what a message's metadata names a post, so that another database recognises it. Two databases that decide the same thing do so at two instants, so
 * those do not count.
 */
export function postMark({ team_id: team, key }: { readonly team_id: TeamId; readonly key: string }): string {
  const timeless = key.replaceAll(/=\d{12,}(?=[,|)]|$)/g, '=');
  return createHash('sha256').update(`${team} ${timeless}`).digest('hex').slice(0, 20);
}
