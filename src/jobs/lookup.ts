/**
 * Posts that may or may not have arrived: the call got no answer, or the process died during it. They are looked up in Slack's history where
 * that is granted; otherwise a person decides. They are never simply sent again.
 */
import { type Instant, minute } from '#core/clock.ts';
import type { ChannelId, TeamId } from '#core/ids.ts';
import { lostIn, lostMark, whileInDoubt } from '../store/outbox/in-doubt.ts';
import type { DeliveryTable } from '../store/outbox/tables.ts';
import { askAgain } from './connections/queue.ts';
import { leftSending } from './issues/queue.ts';
import { aboutDelivery, onceEach } from './journal.ts';
import { again, change, type Delivery, deliveryOf, isInstalled, ridersOf } from './outbox.ts';
import { type Paced, rates } from './pace.ts';
import { inParallel } from './parallel.ts';
import type { Parts } from './parts.ts';
import { wakePictures } from './pictures.ts';
import { belowOf, repliesTo } from './previews.ts';
import { afterFailedCall, historySettles, lease } from './retry.ts';
import { arrived, followUp, noteSettled } from './settle.ts';
import { tellHome, whoIsTold } from './tell-home.ts';

/** After this many failed lookups a person is asked. */
const mostLooks = 8;

/**
 * Recovers what a process left in a workspace that died, or vanished, while it was at work there: nobody else is, so whatever is claimed is nobody's.
 * What was only claimed never reached Slack; what was being sent may have.
 */
export async function recover(parts: Parts, team: TeamId): Promise<void> {
  const now = parts.clock.now();
  const left = () =>
    parts.store.system
      .updateTable('delivery')
      .where('team_id', '=', team)
      .where('claimed_at', 'is not', null);
  await left()
    .set((it) => ({
      state: 'waiting' as const,
      claimed_at: null,
      under: it.case().when('kind', '=', 'thread').then(it.ref('under')).else(null).end(),
    }))
    .where('state', '=', 'claimed')
    .execute();
  await left().set({ state: 'unknown', due_at: now, note: null }).where('state', '=', 'sending').execute();
  // An update may be repeated.
  await left().set({ claimed_at: null }).where('state', '=', 'sent').execute();
  await wakePictures(parts, team, now);
  await leftSending(parts.store.system, team, now);
  await askAgain(parts.store.system, team, now);
}

/** Posts to look up. A message that went along with another is looked up with that one. */
function lookedFor(parts: Parts, team: TeamId) {
  return parts.store.system
    .selectFrom('delivery as it')
    .where('it.team_id', '=', team)
    .where('it.state', '=', 'unknown')
    .where('it.note', 'is', null)
    .where((it) => it.or([it('it.under', 'is', null), it('it.kind', '=', 'thread')]))
    .where(isInstalled);
}

export async function nextLookup(parts: Parts, team: TeamId): Promise<Instant | null> {
  const row = await lookedFor(parts, team)
    .select('it.due_at')
    .orderBy('it.due_at')
    .limit(1)
    .executeTakeFirst();
  return row?.due_at ?? null;
}

/** Looks up what is due. @returns how many rows changed */
export async function lookUpDue(parts: Parts, team: TeamId): Promise<number> {
  const due = await lookedFor(parts, team)
    .selectAll('it')
    .where('it.due_at', '<=', parts.clock.now())
    .orderBy('it.created_at')
    .orderBy('it.id')
    .limit(20)
    .execute();
  await inParallel(1, due, (row) => lookUp(parts, row), parts);
  return due.length;
}

async function lookUp(parts: Parts, row: Delivery): Promise<void> {
  const now = parts.clock.now();
  const paced: Paced[] = [[rates.lookup, row.team_id]];
  const free = parts.pace.notBefore(paced, now);
  if (free > now) {
    await moveAll(parts, row, { due_at: free });
    return;
  }
  // It can be shown again.
  if (belowOf(parts, row) !== null) {
    await moveAll(parts, row, again(row, now));
    return;
  }
  // A file has no metadata to be found by.
  if (parts.posts.get(row.post)?.hasFile === true) return surface(parts, row);
  const place = await placeOf(parts, row);
  if (place === 'nowhere') return surface(parts, row);
  if (typeof place === 'number') {
    await moveAll(parts, row, { due_at: place });
    return;
  }
  const mark = row.lost_since === null ? null : await lostMark(parts.store.system, row);
  if (row.lost_since !== null && mark === null) return surface(parts, row);
  parts.pace.took(paced, now);
  const result = await parts.messenger.find(
    row.team_id,
    place.channel,
    { id: row.id, mark },
    Math.min(row.created_at, row.lost_since ?? row.created_at) - minute,
    place.threadTs,
  );
  switch (result.kind) {
    case 'found': {
      const above = await firstIn(parts, row, place.channel, result.ts);
      const found = (each: Delivery) => ({
        ...foundAt(each, result.ts, place.channel, row.claimed_at ?? now),
        ...(above === null ? {} : { under: above }),
      });
      const moved = await moveAll(parts, row, found);
      const lost = row.lost_since === null ? null : await lostIn(parts.store.system, row.team_id);
      for (const each of moved)
        await whileInDoubt(lost, () =>
          followUp(parts, parts.store.system, { ...each, channel_id: place.channel }, now),
        );
      for (const each of onceEach(moved)) await noteSettled(parts, each, found(each), now);
      return;
    }
    case 'absent': {
      const settled = (row.claimed_at ?? now) + historySettles;
      await moveAll(parts, row, (each) => (now >= settled ? again(each, now) : { due_at: settled }));
      return;
    }
    case 'cannot':
      await surface(parts, row);
      return;
    case 'unknown': {
      const looks = parts.tries.again(`look ${row.id}`);
      if (looks >= mostLooks) await surface(parts, row);
      else await moveAll(parts, row, { due_at: now + afterFailedCall(looks) });
    }
  }
}

function foundAt(row: Delivery, ts: string, channel: ChannelId, at: Instant): Partial<DeliveryTable> {
  // If a redraw was requested since, nobody knows which version is there: redraw once more.
  const is = arrived(ts, Math.max(1, row.wanted - 1), at);
  // What another database has posted says what it knew.
  return row.lost_since === null
    ? is
    : { ...is, channel_id: channel, wanted: row.wanted + 1, shown: row.wanted, lost_since: null };
}

/** A direct message in which another one went first. @returns the key of that one */
async function firstIn(parts: Parts, row: Delivery, channel: ChannelId, ts: string): Promise<string | null> {
  if (row.kind !== 'person' || row.lost_since === null) return null;
  const first = await parts.store.system
    .selectFrom('delivery')
    .select('key')
    .where('team_id', '=', row.team_id)
    .where('channel_id', '=', channel)
    .where('ts', '=', ts)
    .where('kind', '=', 'person')
    .where('under', 'is', null)
    .executeTakeFirst();
  return first?.key ?? null;
}

/** @returns where to look; when that may be known; or that nobody will know */
async function placeOf(
  parts: Parts,
  row: Delivery,
): Promise<{ readonly channel: ChannelId; readonly threadTs: string | undefined } | Instant | 'nowhere'> {
  const now = parts.clock.now();
  if (row.lost_since !== null && row.kind === 'thread') {
    const parent = row.under === null ? null : await deliveryOf(parts.store.system, row.team_id, row.under);
    // The message above it is looked up first.
    if (parent?.state === 'unknown' && parent.note === null) return now + lease;
    if (parent?.ts == null) return 'nowhere';
  }
  if (row.channel_id !== null) return { channel: row.channel_id, threadTs: await threadTsOf(parts, row) };
  if (row.user_id === null) return 'nowhere';
  const opened = await parts.messenger.direct(row.team_id, row.user_id);
  if (opened.kind === 'open')
    return { channel: opened.channel, threadTs: repliesTo(parts, row) ?? undefined };
  if (opened.kind === 'refused') return 'nowhere';
  return (
    now + (opened.kind === 'later' ? opened.afterMs : afterFailedCall(parts.tries.again(`look ${row.id}`)))
  );
}

async function threadTsOf(parts: Parts, row: Delivery): Promise<string | undefined> {
  if (row.kind === 'person') return repliesTo(parts, row) ?? undefined;
  if (row.kind !== 'thread' || row.under === null) return undefined;
  const parent = await deliveryOf(parts.store.system, row.team_id, row.under);
  if (parent === null) return undefined;
  return (await threadTsOf(parts, parent)) ?? parent.ts ?? undefined;
}

/** Leaves it to a person; the note stops further lookups. */
async function surface(parts: Parts, row: Delivery): Promise<void> {
  const moved = await moveAll(parts, row, { note: 'surfaced' });
  for (const each of onceEach(moved))
    parts.journal(aboutDelivery(each, { did: 'unknown', at: parts.clock.now() }));
  const told = whoIsTold(row);
  await tellHome(parts.store.system, row.team_id, told, parts.clock.now());
  if (told === null)
    parts.log.warn(
      { team: row.team_id, post: row.post, delivery: row.id },
      'nobody can be asked whether this post arrived',
    );
}

/** Changes an unknown post together with those sent along with it. @returns those that changed */
async function moveAll(
  parts: Parts,
  leader: Delivery,
  to: Partial<DeliveryTable> | ((row: Delivery) => Partial<DeliveryTable>),
): Promise<readonly Delivery[]> {
  return parts.store.write(async (db) => {
    const moved: Delivery[] = [];
    for (const row of [leader, ...(await ridersOf(db, leader))])
      if (await change(db, row, ['unknown'], typeof to === 'function' ? to(row) : to)) moved.push(row);
    return moved;
  });
}
