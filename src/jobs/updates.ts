/** Redraws, in place, sent posts that are out of date. Any number of requests since the last time is one update. */
import { type RawBuilder, sql, type SqlBool } from 'kysely';
import { hour, type Instant } from '#core/clock.ts';
import { newReference, type TeamId } from '#core/ids.ts';
import type { Message } from '#core/post.ts';
import { unseen } from '../store/access/unseen.ts';
import type { DeliveryTable } from '../store/outbox/tables.ts';
import { NotInstalled } from '../store/settings/installed.ts';
import { ridersAsSent } from './direct.ts';
import { draw, fits, together, Undeliverable } from './draw.ts';
import type { Outcome } from './messenger.ts';
import { change, type Delivery, deliveryOf, isInstalled } from './outbox.ts';
import { type Paced, rates } from './pace.ts';
import { inParallel } from './parallel.ts';
import type { Parts } from './parts.ts';
import {
  fileFor,
  notePicture,
  type PictureRow,
  putOff,
  settlePictures,
  withPicture,
} from './picture-rows.ts';
import { belowOf, showBelow } from './previews.ts';
import { afterFailedCall, afterThrow, mostRuns } from './retry.ts';
import { notThePost } from './settle.ts';

/** Slack's error codes for a place where nothing can be changed for now; redraws wait until it can. */
const closed = new Set(['is_archived', 'not_in_channel', 'channel_not_found']);
/** The note of a message that stays as it was. */
const nothingToSay = 'nothing_to_say';
/** When to retry in a channel that Slack calls closed and Lore does not, in ms: by then Lore has asked about it. */
const closedFor = hour;

/** Posts with a pending redraw that nobody is redrawing, in places where they can be changed. */
function stale(parts: Parts, team: TeamId) {
  return parts.store.system
    .selectFrom('delivery as it')
    .where('it.team_id', '=', team)
    .where('it.state', '=', 'sent')
    .where('it.ts', 'is not', null)
    .where('it.claimed_at', 'is', null)
    .whereRef('it.wanted', '>', 'it.shown')
    .where(isInstalled)
    .where(canChange);
}

/** Whether the post `it` is where something can be changed. */
export const canChange: RawBuilder<SqlBool> = sql`not exists (
  select 1 from channel c where c.team_id = it.team_id and c.channel_id = it.channel_id
    and (c.has_lore = 0 or c.is_archived = 1))`;

export async function nextUpdate(parts: Parts, team: TeamId): Promise<Instant | null> {
  const row = await stale(parts, team).select('it.due_at').orderBy('it.due_at').limit(1).executeTakeFirst();
  return row?.due_at ?? null;
}

/** @returns how many rows changed */
export async function updateDue(parts: Parts, team: TeamId): Promise<number> {
  const now = parts.clock.now();
  const free = parts.pace.notBefore([[rates.workspaceUpdate, team]], now);
  if (free > now) return putOffDue(parts, team, now, free);
  const due = await stale(parts, team)
    .selectAll('it')
    .where('it.due_at', '<=', now)
    .orderBy('it.due_at')
    .orderBy('it.id')
    .limit(100)
    .execute();
  const messages = new Map(due.map((row) => [`${row.channel_id ?? ''} ${row.ts ?? ''}`, row]));
  const moved = await inParallel(4, [...messages.values()], (row) => update(parts, row), parts);
  return moved.filter(Boolean).length;
}

/** All at once: one statement, however much waits. */
async function putOffDue(parts: Parts, team: TeamId, now: Instant, until: Instant): Promise<number> {
  const { numUpdatedRows } = await parts.store.system
    .updateTable('delivery')
    .set({ due_at: until })
    .where('team_id', '=', team)
    .where('state', '=', 'sent')
    .where('claimed_at', 'is', null)
    .whereRef('wanted', '>', 'shown')
    .where('due_at', '<=', now)
    .executeTakeFirst();
  return Number(numUpdatedRows);
}

async function update(parts: Parts, row: Delivery): Promise<boolean> {
  const { system } = parts.store;
  const now = parts.clock.now();
  const inWorkspace: Paced = [rates.workspaceUpdate, row.team_id];
  const paced = [
    inWorkspace,
    [rates.messageUpdate, row.team_id, row.channel_id ?? '', row.ts ?? ''],
  ] as const;
  const free = parts.pace.notBefore(paced, now);
  if (free > now) return change(system, row, ['sent'], { due_at: free });
  parts.pace.took(paced, now);
  const leader = await leaderOf(parts, row);
  await parts.checkpoint('decided', 'update');
  if (!(await change(system, { ...leader, claimed_at: null }, ['sent'], { claimed_at: now }))) return false;
  await parts.checkpoint('claimed', 'update');
  // Read after the claim: a redraw requested from here on needs another run.
  const fresh = (await deliveryOf(system, row.team_id, leader.key)) ?? leader;
  const rows = [fresh, ...(await ridersAsSent(parts, fresh))];
  const drawn = await drawAll(parts, rows);
  if ('retryAt' in drawn) {
    await finish(parts, rows, { due_at: drawn.retryAt });
    return true;
  }
  const { hidden, message } = drawn;
  if (message === null) {
    await finish(parts, rows, { note: drawn.stop }, hidden);
    return true;
  }
  if (row.channel_id === null) throw new Error('what was sent is in a channel');
  const at = { channel: row.channel_id, ts: row.ts ?? '' };
  const file = await fileFor(parts, fresh, message);
  await parts.checkpoint('before the call', 'update');
  const below = belowOf(parts, fresh);
  const outcome = await (below === null
    ? parts.messenger.update(row.team_id, at, withPicture(message, file))
    : showBelow(parts, fresh, below, message));
  await parts.checkpoint('after the call', 'update');
  if (outcome.kind === 'later') parts.pace.hold([inWorkspace], now, outcome.afterMs);
  if (file !== null && outcome.kind === 'refused' && outcome.error === 'invalid_blocks') {
    await putOff(parts, fresh, file);
    // The text is redrawn at once, whatever becomes of the picture.
    await finish(parts, rows, { due_at: now });
    return true;
  }
  const isDone = outcome.kind === 'done';
  await finish(parts, rows, after(parts, fresh, outcome), hidden, isDone ? { message, file } : undefined);
  if (isDone && file?.state === 'uploaded') notePicture(parts, fresh, null);
  return true;
}

/** Direct messages sent along in one message are redrawn with it. */
async function leaderOf(parts: Parts, row: Delivery): Promise<Delivery> {
  if (row.kind !== 'person' || row.under === null) return row;
  return (await deliveryOf(parts.store.system, row.team_id, row.under)) ?? row;
}

/** Without `shown`, a newer version is still due. */
function after(parts: Parts, row: Delivery, outcome: Outcome): Partial<DeliveryTable> {
  const now = parts.clock.now();
  const what = `update ${row.id}`;
  if (outcome.kind === 'later') return { due_at: now + Math.max(outcome.afterMs, 1000) };
  if (outcome.kind === 'refused' && closed.has(outcome.error)) return { due_at: now + closedFor };
  if (outcome.kind === 'refused' && !notThePost.has(outcome.error)) {
    parts.log.warn({ team: row.team_id, delivery: row.id, error: outcome.error }, 'Slack refused an update');
    return { note: outcome.error };
  }
  if (outcome.kind !== 'done') return { due_at: now + afterFailedCall(parts.tries.again(what)) };
  parts.tries.done(what);
  return { note: null };
}

/**
 * @param hidden those of them that may have something to say again
 * @param now what the message says and shows since; missing: it could not be redrawn, and stays as it was
 */
async function finish(
  parts: Parts,
  rows: readonly Delivery[],
  to: Partial<DeliveryTable>,
  hidden: ReadonlySet<Delivery> = new Set(),
  now?: { readonly message: Message; readonly file: PictureRow | null },
): Promise<void> {
  const [leader] = rows;
  const isDrawn = to.note === null || to.note === nothingToSay;
  await parts.store.write(async (db) => {
    for (const row of rows)
      await db
        .updateTable('delivery')
        .set({
          ...to,
          ...(isDrawn && hidden.has(row) ? { note: unseen } : {}),
          claimed_at: null,
          ...('due_at' in to ? {} : { shown: row.wanted }),
        })
        .where('team_id', '=', row.team_id)
        .where('id', '=', row.id)
        .where('state', '=', 'sent')
        .execute();
    if (leader !== undefined && !('due_at' in to))
      await settlePictures(db, leader, now?.message ?? null, now?.file ?? null, parts.clock.now());
    await parts.checkpoint('before the ts is stored', 'update');
  });
}

type Drawn = { readonly hidden: ReadonlySet<Delivery> } & (
  { readonly message: Message } | { readonly message: null; readonly stop: string }
);

const stopped = (stop: string): Drawn => ({ message: null, stop, hidden: new Set() });

/** Draws the posts of one message. */
export async function drawAll(
  parts: Parts,
  rows: readonly Delivery[],
): Promise<Drawn | { readonly retryAt: Instant }> {
  const what = `draw ${rows[0]?.id ?? ''}`;
  try {
    const hidden = new Set<Delivery>();
    const drawn: Message[] = [];
    for (const row of rows) {
      const { message, isUnseen } = await draw(parts, row, rows.length === 1);
      if (isUnseen) hidden.add(row);
      if (message === null) return { message, stop: nothingToSay, hidden };
      drawn.push(message);
    }
    const message = drawn.reduce(together);
    if (!fits(message)) throw new Undeliverable('too_long');
    parts.tries.done(what);
    return { message, hidden };
  } catch (error) {
    // Its record is gone with the workspace.
    if (error instanceof NotInstalled) return stopped('not_installed');
    const wait = parts.waitOf(error);
    if (wait !== null) return { retryAt: parts.clock.now() + wait };
    const reference = newReference(parts.ids);
    const runs = parts.tries.again(what);
    parts.log.error(
      { reference, team: rows[0]?.team_id, post: rows[0]?.post, delivery: rows[0]?.id, err: error },
      'a post could not be redrawn',
    );
    if (error instanceof Undeliverable) return stopped(error.message);
    if (runs >= mostRuns) return stopped(`error ${reference}`);
    return { retryAt: parts.clock.now() + afterThrow(runs) };
  }
}
