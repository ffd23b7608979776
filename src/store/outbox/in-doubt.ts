/**
 * After a restore: the database that was lost may have done what this one is about to do again. What is decided then is posted only once it is known
 * that it is not in Slack yet (see docs/decisions/0026-backups.md).
 */
import { AsyncLocalStorage } from 'node:async_hooks';
import { createHmac } from 'node:crypto';
import type { Kysely } from 'kysely';
import { day, hour, type Instant } from '#core/clock.ts';
import type { TeamId } from '#core/ids.ts';
import type { Schema } from '../schema.ts';

/** Between these instants another database was in use, which is lost. */
export interface Lost {
  readonly since: Instant;
  readonly until: Instant;
}

interface Doubt extends Lost {
  /** Of an occurrence that the lost database had not come to. */
  readonly isOfLaterRitual: boolean;
}

const lost = new AsyncLocalStorage<Doubt>();

/** @returns `null` if this database was never restored */
export async function lostIn(db: Kysely<Schema>, team: TeamId): Promise<Lost | null> {
  const query = db.selectFrom('restored').select(['taken_at', 'restored_at']).where('team_id', '=', team);
  const row = await query.executeTakeFirst();
  return row === undefined ? null : { since: row.taken_at, until: row.restored_at };
}

/**
 * Whether an event is one that the lost database may have handled: it came before, or it tells what was found when Slack was asked about everybody again,
 * which the lost one had heard at its time.
 */
export async function lostBefore(
  db: Kysely<Schema>,
  team: TeamId,
  receivedAt: Instant,
): Promise<Lost | null> {
  const found = await lostIn(db, team);
  if (found === null || receivedAt <= found.until + askedAgain) return found;
  const walk = db.selectFrom('directory_walk').select('whole_at').where('team_id', '=', team);
  const row = await walk.executeTakeFirst();
  return row !== undefined && row.whole_at === null ? found : null;
}

/** How long asking about a small workspace takes at most. */
const askedAgain = hour;

/** Whatever `run` publishes and schedules may have happened already; `null`: it cannot. */
export const whileInDoubt = <T>(of: Lost | null, run: () => T): T =>
  of === null ? run() : lost.run({ ...of, isOfLaterRitual: false }, run);

/** For how long after a restore rituals are asked: those that recur once a month have come by then. */
const ritualsAsked = 35 * day;

/** A ritual that is due after the restore; what is said only once ever may have been said by an earlier occurrence. */
export const whileOnceIsInDoubt = <T>(of: Lost | null, now: Instant, run: () => T): T =>
  of === null || now > of.until + ritualsAsked ? run() : lost.run({ ...of, isOfLaterRitual: true }, run);

/** A day, or an instant: the post is of one occurrence. */
const isOfOne = /:\d{4}-\d\d-\d\d|=\d{12,}/;

/** Since when what is published now may have been posted; `null`: it cannot have been. */
export function mayBePostedSince(key: string): Instant | null {
  const of = lost.getStore();
  return of === undefined || (of.isOfLaterRitual && isOfOne.test(key)) ? null : of.since;
}

/**
 * The same for a job that is scheduled now. The lost database scheduled it at `since` at the earliest and as long ahead, so it ran there only if that
 * was before `until`.
 */
export function mayHaveRunSince(runAt: Instant): Instant | null {
  const of = lost.getStore();
  if (of === undefined || of.isOfLaterRitual) return null;
  return runAt < of.until + (of.until - of.since) ? of.since : null;
}

/** A post, as the outbox names it. */
interface Named {
  readonly team_id: TeamId;
  readonly key: string;
}

/**
 * By what a message's metadata names its posts, so that a database that was restored recognises them. Two databases that decide the same thing do so at
 * two instants, so those do not count. Other apps may read it, and learn nothing: its key is in the database and its backups alone.
 * @param posts of one workspace
 */
export async function postMarks(db: Kysely<Schema>, posts: readonly Named[]): Promise<readonly string[]> {
  const team = posts[0]?.team_id;
  if (team === undefined) return [];
  const query = db.selectFrom('workspace').select('erasure_key').where('team_id', '=', team);
  const secret = (await query.executeTakeFirst())?.erasure_key ?? null;
  if (secret === null) return [];
  return posts.map(({ key }) => {
    const timeless = key.replaceAll(/=\d{12,}(?=[,|)]|$)/g, '=');
    return createHmac('sha256', secret).update(`post ${timeless}`).digest('hex').slice(0, 20);
  });
}

/** The mark that the lost database gave a post, if it posted it; `null`: nobody can know, since this database is from before such marks. */
export async function lostMark(db: Kysely<Schema>, post: Named): Promise<string | null> {
  const query = db.selectFrom('restored').select('has_marks').where('team_id', '=', post.team_id);
  const row = await query.executeTakeFirst();
  return row?.has_marks === 1 ? ((await postMarks(db, [post]))[0] ?? null) : null;
}
