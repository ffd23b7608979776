/** Writes down that a call to Slack begins, and how it ended. A message that carries several posts moves them together. */
import type { Kysely } from 'kysely';
import type { Instant } from '#core/clock.ts';
import type { ChannelId } from '#core/ids.ts';
import { leaveBehind } from '../store/erasure/cleanup-queue.ts';
import { forgetMessages } from '../store/erasure/forget-messages.ts';
import type { DeliveryTable } from '../store/outbox/tables.ts';
import type { Schema } from '../store/schema.ts';
import { localMinutes } from './direct.ts';
import { aboutDelivery, onceEach } from './journal.ts';
import type { Outcome } from './messenger.ts';
import { again, change, type Delivery } from './outbox.ts';
import type { Parts } from './parts.ts';
import { afterFailedCall } from './retry.ts';
import { tellHome, whoIsTold } from './tell-home.ts';

/** How soon one looks whether a post arrived, in ms. */
const firstLook = 5000;

/** Slack's codes that say something about the installation, and nothing about this post: it waits until that is mended. */
export const notThePost = new Set([
  'invalid_auth',
  'not_authed',
  'account_inactive',
  'token_expired',
  'token_revoked',
  'missing_scope',
]);

class Lost extends Error {}

/**
 * Commits that Slack is about to be called.
 * @param rows the post and those that ride along with it, all claimed by this worker
 * @returns the rows as they are now, or `null` when one was no longer this worker's: then Slack must not be called
 */
export async function beginSending(
  parts: Parts,
  rows: readonly Delivery[],
  channel: ChannelId,
): Promise<Delivery[] | null> {
  const now = parts.clock.now();
  const [leader] = rows;
  const changed = rows.map((row) => ({
    ...row,
    state: 'sending' as const,
    channel_id: channel,
    attempts: row.attempts + 1,
    claimed_at: now,
    under: row === leader ? row.under : (leader?.key ?? null),
  }));
  try {
    await parts.store.write(async (db) => {
      for (const [index, row] of rows.entries())
        if (!(await change(db, row, ['claimed'], changed[index] ?? {}))) throw new Lost();
    });
    return changed;
  } catch (error) {
    if (!(error instanceof Lost)) throw error;
    for (const row of rows) await change(parts.store.house, row, ['claimed'], again(row, now));
    return null;
  }
}

/** Commits how the call ended. @param rows what `beginSending` gave */
export async function settle(parts: Parts, rows: readonly Delivery[], outcome: Outcome): Promise<void> {
  const now = parts.clock.now();
  const [leader] = rows;
  const changed = await parts.store.write(async (db) => {
    const changed: Delivery[] = [];
    for (const row of rows) {
      const to = settled(row, outcome, now);
      // "unknown" too: another worker may have thought this one dead.
      const isChanged = await change(db, row, ['claimed', 'sending', 'unknown'], to);
      if (isChanged) changed.push(row);
      if (isChanged && to.state === 'failed') await tellHome(db, row.team_id, whoIsTold(row), now);
      // It may have been held, and then App Home shows it as waiting.
      if (isChanged && to.state === 'sent' && row.kind === 'person')
        await tellHome(db, row.team_id, row.user_id, now);
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

/** Tells the journal what a post has become, if that is its end. */
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

/** Under which id the file can be taken out again. */
async function keepFile(db: Kysely<Schema>, row: Delivery, file: string): Promise<void> {
  await db
    .insertInto('posted_file')
    .values({ team_id: row.team_id, delivery_id: row.id, file_id: file })
    .onConflict((conflict) => conflict.columns(['team_id', 'delivery_id']).doUpdateSet({ file_id: file }))
    .execute();
}

/** What was erased while Slack was called is there now, and nobody knows of it: it is taken out like the rest. */
async function takeOutErased(
  db: Kysely<Schema>,
  rows: readonly Delivery[],
  ts: string | null,
  now: Instant,
): Promise<void> {
  for (const row of rows) {
    const query = db.selectFrom('delivery').select('id').where('team_id', '=', row.team_id);
    if ((await query.where('id', '=', row.id).executeTakeFirst()) !== undefined) continue;
    // The ids were minted when the row was written.
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
 * What a post becomes that is known to be in Slack.
 * @param shown the drawing that is there
 */
export function arrived(ts: string | null, shown: number, now: number): Partial<DeliveryTable> {
  return { state: 'sent', ts, shown, sent_at: now, due_at: now, attempts: 0, claimed_at: null, note: null };
}
