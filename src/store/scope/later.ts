/** What a scope does for later: posts, redraws of App Home, jobs. */
import { sql } from 'kysely';
import { chunks } from '#core/chunks.ts';
import type { Instant } from '#core/clock.ts';
import { isId, type UserId } from '#core/ids.ts';
import { jobKey, type JobRef } from '#core/job-ref.ts';
import { type Destination, keyOf, type Params, type PostRef } from '#core/post-ref.ts';
import type { Viewer } from '#core/visibility.ts';
import type { AccessContext } from '../access/access.ts';
import { invalidatePosts, type Showing, shows } from '../access/depends-on.ts';
import { runKept } from '../engines/kept-text.ts';
import { mayBePostedSince, mayHaveRunSince } from '../outbox/in-doubt.ts';
import { invalidateHomes } from '../outbox/invalidate-homes.ts';

/** See `Scope.publish`. @param id of the delivery: random */
export async function publish(access: Showing, post: PostRef, id: string): Promise<void> {
  const root = rootOf(post.to);
  const lostSince = mayBePostedSince(keyOf(post));
  await access.db
    .insertInto('delivery')
    .values({
      team_id: access.teamId,
      id,
      key: keyOf(post),
      post: post.post,
      params: storedParams(post.params),
      kind: post.to.kind,
      channel_id: root.kind === 'channel' ? root.channel : null,
      user_id: root.kind === 'person' ? root.user : null,
      urgency: post.to.kind === 'person' ? post.to.urgency : null,
      date: post.to.kind === 'person' ? (post.to.date ?? null) : null,
      held_at: null,
      under: post.to.kind === 'thread' ? keyOf(post.to.under) : null,
      owner_id: ownerOf(access, post),
      state: lostSince === null ? 'waiting' : 'unknown',
      ts: null,
      wanted: 1,
      shown: 0,
      attempts: 0,
      due_at: access.now,
      claimed_at: lostSince === null ? null : access.now,
      note: null,
      // Unique in a workspace, since it orders the posts.
      created_at: sql<number>`(
        select case when max(created_at) >= ${access.now} then max(created_at) + 1 else ${access.now} end
        from delivery where team_id = ${access.teamId})`,
      sent_at: null,
      lost_since: lostSince,
    })
    .onConflict((conflict) => conflict.columns(['team_id', 'key']).doNothing())
    .execute();
  await shows(access, keyOf(post), post.shows ?? []);
}

/** See `Scope.refresh`. Takes owners from the references, since a ritual can be handed over. */
export async function refresh(access: AccessContext, posts: readonly PostRef[]): Promise<boolean> {
  let count = 0n;
  for (const some of chunks(posts)) {
    const keys = some.map(keyOf);
    const owned = some.flatMap((post) =>
      post.owner === undefined ? [] : [{ key: keyOf(post), owner: post.owner }],
    );
    const values = [access.now, ...owned.flatMap(({ key, owner }) => [key, owner]), access.teamId, ...keys];
    const { numAffectedRows = 0n } = await runKept(access.db, `refresh ${owned.length}`, values, () => {
      const them = invalidatePosts(access).where('key', 'in', keys);
      if (owned.length === 0) return them;
      const cases = owned.map(({ key, owner }) => sql`when ${key} then ${owner}`);
      return them.set({
        owner_id: sql<UserId | null>`case key ${sql.join(cases, sql` `)} else owner_id end`,
      });
    });
    count += numAffectedRows;
  }
  return count > 0n;
}

/** See `Scope.refreshHome`. */
export async function refreshHome(access: AccessContext, users: readonly UserId[]): Promise<void> {
  for (const some of chunks(users))
    await runKept(access.db, 'refresh home', [access.now, access.teamId, ...some], () =>
      invalidateHomes(access.db, access.teamId, access.now).where('user_id', 'in', some),
    );
}

/** See `Scope.runAt`. */
export async function schedule(
  access: Pick<AccessContext, 'db' | 'teamId'>,
  job: JobRef,
  at: Instant,
  as: Viewer,
): Promise<void> {
  const renewed = {
    viewer_kind: as.kind,
    viewer_id: as.kind === 'person' ? as.userId : as.channelId,
    owner_id: job.owner ?? null,
    run_at: at,
    state: 'waiting' as const,
    attempts: 0,
    note: null,
    lost_since: mayHaveRunSince(at),
  };
  await access.db
    .insertInto('job')
    .values({
      team_id: access.teamId,
      key: jobKey(job),
      name: job.job,
      params: storedParams(job.params),
      ...renewed,
    })
    .onConflict((conflict) => conflict.columns(['team_id', 'key']).doUpdateSet(renewed))
    .execute();
}

/** See `Scope.cancel`. */
export async function cancel(access: AccessContext, jobs: readonly JobRef[]): Promise<void> {
  for (const keys of chunks(jobs.map(jobKey)))
    await runKept(
      access.db,
      'cancel jobs',
      [access.teamId, ...keys],
      () => sql`delete from job where team_id = ${access.teamId} and key in (${sql.join(keys)})`,
    );
}

/** The owner of a post; for a reply without one, the parent's owner. */
function ownerOf(access: Showing, { owner, to }: PostRef) {
  if (owner !== undefined || to.kind !== 'thread') return owner ?? null;
  return access.db
    .selectFrom('delivery as above')
    .select('above.owner_id')
    .where('above.team_id', '=', access.teamId)
    .where('above.key', '=', keyOf(to.under));
}

/** The conversation of a post: for a thread, that of its parent. */
export function rootOf(to: Destination): Exclude<Destination, { kind: 'thread' }> {
  return to.kind === 'thread' ? rootOf(to.under.to) : to;
}

/** @throws for a parameter that is neither an id nor a number: a reference must not carry text */
function storedParams(params: Params): string {
  for (const [name, value] of Object.entries(params)) {
    const isFine = typeof value === 'number' ? Number.isFinite(value) : isId(value);
    if (!isFine) throw new Error(`the parameter ${name} is neither an id nor a number`);
  }
  return JSON.stringify(params);
}
