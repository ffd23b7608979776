/** Records that a call to Slack begins and how it ended. Posts in the same message change together. */
import type { Kysely } from 'kysely';
import type { Instant } from '#core/clock.ts';
import type { ChannelId } from '#core/ids.ts';
import type { Message } from '#core/post.ts';
import { leaveBehind } from '../store/erasure/cleanup-queue.ts';
import { forgetMessages } from '../store/erasure/forget-messages.ts';
import type { DeliveryTable } from '../store/outbox/tables.ts';
import type { Schema } from '../store/schema.ts';
import { schedule } from '../store/scope/later.ts';
import { localMinutes } from './direct.ts';
import { aboutDelivery, onceEach } from './journal.ts';
import type { Outcome } from './messenger.ts';
import { again, change, type Delivery, recipientOf } from './outbox.ts';
import type { Parts } from './parts.ts';
import { wantPicture } from './picture-rows.ts';
import { afterFailedCall } from './retry.ts';
import { readParams } from './stored-params.ts';
import { tellHome, whoIsTold } from './tell-home.ts';

/** When to look up whether a post arrived, in ms after the call. */
const firstLook = 5000;

/** Slack's error codes about the installation, the network or a migration, not about this post: it waits until that is over. */
export const notThePost = new Set([
  'invalid_auth',
  'not_authed',
  'account_inactive',
  'token_expired',
  'token_revoked',
  // Of an organisation that took this workspace out, and Lore's own where there is no token any more.
  'team_access_not_granted',
  'not_installed',
  'missing_scope',
  // This network may not call Slack's API.
  'accesslimited',
  // "Intermittently unavailable until the transition is complete."
  'team_added_to_org',
  'org_login_required',
  'external_channel_migrating',
]);

class Lost extends Error {}

/**
 * Commits that Slack is about to be called.
 * @param rows the post and those in the same message, all claimed by this worker
 * @param message what is sent; its picture follows later
 * @returns the rows as they are now, or `null` if this worker has lost one: then it must not call Slack
 */
export async function beginSending(
  parts: Parts,
  rows: readonly Delivery[],
  channel: ChannelId,
  message: Message,
): Promise<Delivery[] | null> {
  const now = parts.clock.now();
  const [leader] = rows;
  // No more than this: what was asked of the post since it was claimed is not undone.
  const changes = rows.map((row) => ({
    state: 'sending' as const,
    channel_id: channel,
    attempts: row.attempts + 1,
    claimed_at: now,
    under: row === leader ? row.under : (leader?.key ?? null),
  }));
  try {
    await parts.store.write(async (db) => {
      for (const [index, row] of rows.entries())
        if (!(await change(db, row, ['claimed'], changes[index] ?? {}))) throw new Lost();
      // Whatever becomes of this process, the message gets its picture once it is known to be there.
      if (leader !== undefined) await wantPicture(db, leader, message, now);
    });
    return rows.map((row, index) => ({ ...row, ...changes[index] }));
  } catch (error) {
    if (!(error instanceof Lost)) throw error;
    for (const row of rows) await change(parts.store.system, row, ['claimed'], again(row, now));
    return null;
  }
}

/** Commits how the call ended. @param rows as returned by `beginSending` */
export async function settle(parts: Parts, rows: readonly Delivery[], outcome: Outcome): Promise<void> {
  const now = parts.clock.now();
  const [leader] = rows;
  const changed = await parts.store.write(async (db) => {
    const changed: Delivery[] = [];
    for (const row of rows) {
      const to = settled(row, outcome, now);
      // Also "unknown": another worker may have thought this one dead.
      const isChanged = await change(db, row, ['claimed', 'sending', 'unknown'], to);
      if (isChanged) changed.push(row);
      if (isChanged && to.state === 'failed') await tellHome(db, row.team_id, whoIsTold(row), now);
      // App Home may still show it as waiting.
      if (isChanged && to.state === 'sent' && row.kind === 'person')
        await tellHome(db, row.team_id, row.user_id, now);
      if (isChanged && to.state === 'sent') await followUp(parts, db, row, now);
    }
    if (leader !== undefined && outcome.kind === 'done') {
      if (outcome.file !== undefined) await keepFile(db, leader, outcome.file);
      await takeOutErased(db, rows, outcome.ts, now);
    }
    if (leader !== undefined) await parts.checkpoint('before the ts is stored', leader.kind);
    return changed;
  });
  for (const row of onceEach(changed)) await noteSettled(parts, row, settled(row, outcome, now), now);
  if (outcome.kind === 'refused')
    parts.log.warn(
      { team: leader?.team_id, delivery: leader?.id, error: outcome.error },
      'Slack refused a post',
    );
}

/** Schedules what a feature does once its post has arrived. */
export async function followUp(parts: Parts, db: Kysely<Schema>, row: Delivery, now: Instant): Promise<void> {
  const params = readParams(row.params);
  const job = params === null ? undefined : parts.posts.get(row.post)?.sent?.(params);
  if (job === undefined || row.channel_id === null) return;
  const reader =
    row.kind === 'person'
      ? ({ kind: 'person', userId: recipientOf(row) } as const)
      : ({ kind: 'channel', channelId: row.channel_id } as const);
  await schedule({ db, teamId: row.team_id }, job, now, reader);
}

/** Tells the journal the outcome of a post, if it is final. */
export async function noteSettled(
  parts: Parts,
  row: Delivery,
  { state, note }: Partial<DeliveryTable>,
  at: Instant,
): Promise<void> {
  if (state === 'failed') parts.journal(aboutDelivery(row, { did: state, why: note ?? null, at }));
  if (state === 'sent')
    parts.journal(aboutDelivery(row, { did: state, minutes: await localMinutes(parts, row, at), at }));
}

/** Keeps the id by which the file can be deleted. */
async function keepFile(db: Kysely<Schema>, row: Delivery, file: string): Promise<void> {
  await db
    .insertInto('posted_file')
    .values({ team_id: row.team_id, delivery_id: row.id, file_id: file })
    .onConflict((conflict) => conflict.columns(['team_id', 'delivery_id']).doUpdateSet({ file_id: file }))
    .execute();
}

/** A post erased during the call is in Slack now without a record, so it is queued for deletion too. */
async function takeOutErased(
  db: Kysely<Schema>,
  rows: readonly Delivery[],
  ts: string | null,
  now: Instant,
): Promise<void> {
  for (const row of rows) {
    const query = db.selectFrom('delivery').select('id').where('team_id', '=', row.team_id);
    if ((await query.where('id', '=', row.id).executeTakeFirst()) !== undefined) continue;
    // The ids were checked when the row was written.
    const teamId = row.team_id;
    await leaveBehind(db, teamId, await forgetMessages({ db, teamId, now }, [{ ...row, ts }]), now);
  }
}

function settled(row: Delivery, outcome: Outcome, now: number): Partial<DeliveryTable> {
  switch (outcome.kind) {
    case 'done':
      return arrived(outcome.ts, row.wanted, now);
    case 'refused':
      return notThePost.has(outcome.error)
        ? again(row, now + afterFailedCall(row.attempts))
        : { state: 'failed', note: outcome.error, claimed_at: null };
    case 'later':
      return again(row, now + Math.max(outcome.afterMs, 1000));
    case 'unreached':
      return again(row, now + afterFailedCall(row.attempts));
    case 'unknown':
      return { state: 'unknown', due_at: now + firstLook, note: null };
  }
}

/**
 * The changes to a post that is known to be in Slack.
 * @param shown the version that is there
 */
export function arrived(ts: string | null, shown: number, now: number): Partial<DeliveryTable> {
  return { state: 'sent', ts, shown, sent_at: now, due_at: now, attempts: 0, claimed_at: null, note: null };
}
