/** What happens to posts and jobs of a practice when it is turned on or off, for a workspace or for a channel. */
import { type Kysely, sql, type SqlBool } from 'kysely';
import type { Instant } from '#core/clock.ts';
import type { Ids, TeamId } from '#core/ids.ts';
import type { Schema } from '../schema.ts';
import { isJobOn, isPostOn, type StartsOff } from './practices.ts';

export interface Switching {
  readonly db: Kysely<Schema>;
  readonly team: TeamId;
  readonly ids: Ids;
  readonly startsOff: StartsOff;
  readonly now: Instant;
}

/** People who change a workspace's settings wait for one another: the same choice at once is one change. */
export async function oneAtATime(db: Kysely<Schema>, team: TeamId): Promise<void> {
  const row = db.updateTable('workspace').set((it) => ({ usual_reach: it.ref('usual_reach') }));
  await row.where('team_id', '=', team).execute();
}

/**
 * Changes where a practice is on. What waited where it was off is dropped before, and what waits where it is off from now on is held.
 * @param prompts its prompt jobs @param change writes it
 */
export async function switching(
  work: Switching,
  practice: string,
  prompts: readonly string[],
  change: () => Promise<void>,
): Promise<void> {
  await withdrawDirect(work, practice);
  await dropPrompts(work, prompts);
  await change();
  await withdrawDirect(work, practice);
  await holdPosts(work, practice);
}

/** The posts of a practice where it is off. */
function postsOf({ db, team, startsOff }: Switching, practice: string) {
  return db
    .updateTable('delivery')
    .where('team_id', '=', team)
    .where(sql<SqlBool>`substr(post, 1, ${practice.length + 1}) = ${`${practice}.`}`)
    .where(sql<SqlBool>`not ${isPostOn(startsOff, 'delivery')}`);
}

/** Withdraws unsent direct messages, which ask for something that cannot be done now. */
async function withdrawDirect(work: Switching, practice: string): Promise<void> {
  await postsOf(work, practice)
    .set({ state: 'withdrawn', note: 'switched_off', claimed_at: null })
    .where('kind', '=', 'person')
    .where('state', 'in', ['waiting', 'held', 'claimed', 'kept'])
    .execute();
}

/**
 * Unsent posts in channels wait until the practice is on again, and show the state of that moment. Their time moves, so that a worker that has just
 * read one as due cannot claim it.
 */
async function holdPosts(work: Switching, practice: string): Promise<void> {
  await postsOf(work, practice)
    .set((it) => ({ state: 'waiting' as const, claimed_at: null, due_at: it('due_at', '+', 1) }))
    .where('kind', '<>', 'person')
    .where('state', 'in', ['waiting', 'claimed'])
    .execute();
}

/** Drops prompts that fell due where the practice was off: nobody missed them, and nobody gets them all at once. */
async function dropPrompts(
  { db, team, startsOff, now }: Switching,
  prompts: readonly string[],
): Promise<void> {
  if (prompts.length === 0) return;
  await db
    .deleteFrom('job')
    .where('team_id', '=', team)
    .where('name', 'in', [...prompts])
    .where('state', '=', 'waiting')
    .where('run_at', '<=', now)
    .where(sql<SqlBool>`not ${isJobOn(startsOff, 'job')}`)
    .execute();
}
