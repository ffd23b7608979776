/**
 * Sends published posts: claims, renders, commits "sending", calls Slack, settles. Wherever the process dies, the row tells the next one what is
 * known: before "sending" Slack was not called; after it, nobody may simply call again.
 */
import type { Instant } from '#core/clock.ts';
import type { ChannelId, TeamId } from '#core/ids.ts';
import type { Message } from '#core/post.ts';
import { gatherRiders, takeMostUrgent } from './direct.ts';
import { drawClaimed, withdraw } from './draw-claimed.ts';
import type { Outcome, Outgoing } from './messenger.ts';
import {
  again,
  change,
  claim,
  type Delivery,
  deliveryOf,
  dueDeliveries,
  putOffDue,
  recipientOf,
} from './outbox.ts';
import { type Paced, postPace, rates } from './pace.ts';
import { postMarks } from '../store/outbox/in-doubt.ts';
import { inParallel } from './parallel.ts';
import type { Parts } from './parts.ts';
import { drawn } from './pictures.ts';
import { belowOf, repliesTo, showBelow } from './previews.ts';
import { beginSending, settle } from './settle.ts';

/** How many rows are read, and how many conversations are served, at once. */
const batch = 100;
const atOnce = 4;
/** When a workspace may send no more, it waits until it may send so many: to put off all that waits for each single one costs more than to send it. */
const worthwhile = 10;

/**
 * Sends what is due now, or records when it may be sent.
 * @param which `asked`: leaves out unasked direct messages, of which one a day goes, the most urgent: what is still to be decided may be more so
 * @returns how many rows changed
 */
export async function deliverDue(
  parts: Parts,
  team: TeamId,
  which: 'all' | 'asked' = 'all',
): Promise<number> {
  const now = parts.clock.now();
  const paced: Paced[] = [[rates.workspacePost, team]];
  const isFull = (at: Instant) => parts.pace.notBefore(paced, at) > at;
  // One statement, however much waits.
  if (isFull(now))
    return putOffDue(parts.store.system, team, now, parts.pace.notBefore(paced, now, worthwhile));
  const all = await dueDeliveries(parts.store, team, now, batch);
  const due = which === 'all' ? all : all.filter((row) => !isUnasked(row));
  const moved = await inParallel(
    atOnce,
    [...byPerson(due).values()],
    async (rows) => {
      const [only] = rows;
      if (only === undefined) return 0;
      if (!isUnasked(only)) return deliver(parts, only);
      await parts.checkpoint('decided', 'person');
      const first = await takeMostUrgent(parts, rows);
      return first === null ? rows.length : deliver(parts, first);
    },
    { ...parts, isOver: () => parts.isOver() || isFull(parts.clock.now()) },
  );
  return moved.reduce((sum, count) => sum + count, 0);
}

function isUnasked(row: Delivery): boolean {
  return row.kind === 'person' && row.urgency !== 'answer';
}

/** Groups the unasked direct messages of each person; everything else stands alone. Keeps the order. */
function byPerson(rows: readonly Delivery[]): ReadonlyMap<string, readonly Delivery[]> {
  const groups = new Map<string, Delivery[]>();
  for (const row of rows) {
    const key = isUnasked(row) ? (row.user_id ?? '') : row.id;
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  return groups;
}

async function deliver(parts: Parts, row: Delivery): Promise<number> {
  const db = parts.store.system;
  const now = parts.clock.now();
  // A direct message that may be sent is already claimed.
  const isMine = row.state === 'claimed';
  const free = parts.pace.notBefore(postPace(row), now);
  if (!isMine && free > now) {
    await change(db, row, [row.state], { due_at: free });
    return 1;
  }
  parts.pace.took(postPace(row), now);
  if (!isMine) await parts.checkpoint('decided', row.kind);
  const mine = isMine ? row : await claim(db, row, now);
  if (mine === null) return 0;
  await parts.checkpoint('claimed', row.kind);
  const message = await drawClaimed(parts, mine);
  if (message === null) return 1;
  await send(parts, mine, message);
  return 1;
}

async function send(parts: Parts, mine: Delivery, message: Message): Promise<void> {
  const place = await placeOf(parts, mine);
  if (place === null) return;
  const team = mine.team_id;
  const bundle = isUnasked(mine) ? await gatherRiders(parts, mine, message) : { message, riders: [] };
  const rows = await beginSending(parts, [mine, ...bundle.riders], place.channel, bundle.message);
  if (rows === null) return;
  const outgoing = await withFileDrawn(parts, mine, bundle.message);
  const marks = await postMarks(parts.store.system, rows);
  await parts.checkpoint('before the call', mine.kind);
  const below = belowOf(parts, mine);
  const outcome = await called(parts, mine, () =>
    below === null
      ? parts.messenger.post(team, place, outgoing, mine.id, marks)
      : showBelow(parts, mine, below, outgoing),
  );
  await parts.checkpoint('after the call', mine.kind);
  await settle(parts, rows, outcome);
}

/** Where a picture cannot be drawn, the text goes alone. */
async function withFileDrawn(parts: Parts, row: Delivery, message: Message): Promise<Outgoing> {
  const { file, ...rest } = message;
  if (file === undefined) return rest;
  const { content } = file;
  if (typeof content === 'string') return { ...rest, file: { ...file, content } };
  const png = await drawn(parts, row, content);
  return png === null ? rest : { ...rest, file: { ...file, content: png } };
}

/** An adapter that throws has a bug, so nobody knows whether the call arrived. */
async function called(parts: Parts, row: Delivery, call: () => Promise<Outcome>): Promise<Outcome> {
  try {
    return await call();
  } catch (error) {
    parts.log.error({ team: row.team_id, delivery: row.id, err: error }, 'a delivery failed unexpectedly');
    return { kind: 'unknown' };
  }
}

interface Place {
  readonly channel: ChannelId;
  readonly threadTs?: string;
}

/** Where in Slack a post goes. @returns `null` if nowhere, or not yet; the row then says so */
async function placeOf(parts: Parts, mine: Delivery): Promise<Place | null> {
  const { system } = parts.store;
  if (mine.kind === 'thread') {
    const parent = mine.under === null ? null : await deliveryOf(system, mine.team_id, mine.under);
    if (parent?.state !== 'sent' || parent.channel_id === null) {
      await withdraw(parts, mine, 'no_parent');
      return null;
    }
    const threadTs = await rootTs(parts, parent);
    const channel = parent.channel_id;
    // A person said that the parent post is there, but nobody knows its ts: in the channel is better than nowhere.
    return threadTs === null ? { channel } : { channel, threadTs };
  }
  if (mine.kind === 'person' && (await isGone(parts, mine))) {
    await withdraw(parts, mine, 'deactivated');
    return null;
  }
  const place = mine.channel_id !== null ? { channel: mine.channel_id } : await open(parts, mine);
  const threadTs = repliesTo(parts, mine);
  return place === null || threadTs === null ? place : { ...place, threadTs };
}

/** Whether the recipient of a direct message has been deactivated since: nobody would read it. */
async function isGone({ store }: Parts, row: Delivery): Promise<boolean> {
  const person = await store.directory.person(row.team_id, recipientOf(row));
  return person?.memberType === 'deactivated';
}

/** Slack's threads are flat: a reply to a reply goes under the first message. */
async function rootTs(parts: Parts, row: Delivery): Promise<string | null> {
  if (row.kind !== 'thread' || row.under === null) return row.ts;
  const parent = await deliveryOf(parts.store.system, row.team_id, row.under);
  return parent === null ? row.ts : rootTs(parts, parent);
}

/** Opens the direct message with a person. It may be repeated, so its outcome is never unknown. */
async function open(parts: Parts, mine: Delivery): Promise<Place | null> {
  const { system } = parts.store;
  const now = parts.clock.now();
  const paced: Paced[] = [[rates.direct, mine.team_id]];
  const free = parts.pace.notBefore(paced, now);
  if (free > now) {
    await change(system, mine, ['claimed'], again(mine, free));
    return null;
  }
  parts.pace.took(paced, now);
  const outcome = await parts.messenger.direct(mine.team_id, recipientOf(mine));
  if (outcome.kind === 'open') return { channel: outcome.channel };
  if (outcome.kind === 'later') parts.pace.hold(paced, now, outcome.afterMs);
  const retried = outcome.kind === 'unknown' ? { kind: 'unreached' as const } : outcome;
  await settle(parts, [{ ...mine, attempts: mine.attempts + 1 }], retried);
  return null;
}
