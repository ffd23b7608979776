/**
 * Records the `ts` of a message whose `ts` was lost with Slack's answer, when someone presses a button in it. Slack vouches for the channel and
 * the `ts`. Which post it is must be certain without trusting the button: the message is ours, no other post is known to be there, and exactly one
 * of the posts missing here is about what the button is about.
 */
import type { Kysely } from 'kysely';
import type { Logger } from 'pino';
import { type Clock, type Instant, minute } from '#core/clock.ts';
import type { ChannelId, TeamId } from '#core/ids.ts';
import type { Schema } from '../store/schema.ts';
import type { Store } from '../store/store.ts';
import { change, type Delivery, deliveryOf, ridersOf } from './outbox.ts';
import { arrived } from './settle.ts';
import { readParams } from './stored-params.ts';
import { tellHome, whoIsTold } from './tell-home.ts';

/** The message in which someone pressed a button, as Slack describes it. */
export interface PressedMessage {
  readonly channel: ChannelId;
  /** Seconds since 1970, with six decimals, as Slack writes them. */
  readonly ts: string;
  /** Who posted it. */
  readonly by: { readonly user: string | undefined; readonly app: string | undefined };
  /** The delivery named in its metadata; `null` if Slack does not show that. */
  readonly delivery: string | null;
  /** The button's feature and value. */
  readonly feature: string;
  readonly value: unknown;
}

/** Records a missing message's place and redraws it. Never rejects: the press itself matters more. */
export type RecordMessageTs = (team: TeamId, message: PressedMessage) => Promise<void>;

export function recordsMessageTs(parts: {
  readonly store: Pick<Store, 'system' | 'write' | 'workspaces'>;
  readonly clock: Clock;
  readonly log: Pick<Logger, 'error'>;
  /** Called when something needs redrawing. */
  readonly wake: (team: TeamId) => void;
}): RecordMessageTs {
  const { store } = parts;
  return async (team, message) => {
    try {
      // Usually nothing is missing.
      if ((await missing(store.system, team, message)).length === 0) return;
      const lore = await store.workspaces.find(team);
      if (lore === null || message.by.user !== lore.botUserId) return;
      if (lore.appId !== '' && message.by.app !== lore.appId) return;
      if (await store.write((db) => attach(db, team, message, parts.clock.now()))) parts.wake(team);
    } catch (error) {
      parts.log.error({ team, err: error }, 'the place of a message could not be recorded');
    }
  };
}

/** The posts that are or may be in this channel without a `ts`, and are about what the button is about. */
async function missing(db: Kysely<Schema>, team: TeamId, message: PressedMessage): Promise<Delivery[]> {
  const rows = await db
    .selectFrom('delivery')
    .selectAll()
    .where('team_id', '=', team)
    .where('channel_id', '=', message.channel)
    .where('ts', 'is', null)
    .where('state', 'in', ['sent', 'unknown'])
    // Slack's clock and ours differ a little.
    .where('created_at', '<=', Math.ceil(Number(message.ts) * 1000) + minute)
    .execute();
  const carried = leaves(message.value);
  return rows.filter((row) => {
    const about = Object.values(readParams(row.params) ?? {});
    const isOfFeature = row.post.startsWith(`${message.feature}.`);
    return isOfFeature && about.length > 0 && about.every((each) => carried.has(each));
  });
}

/** @returns whether it is known now */
async function attach(
  db: Kysely<Schema>,
  team: TeamId,
  { channel, ts, delivery, ...message }: PressedMessage,
  now: Instant,
): Promise<boolean> {
  const known = await db
    .selectFrom('delivery')
    .select('id')
    .where('team_id', '=', team)
    .where('channel_id', '=', channel)
    .where('ts', '=', ts)
    .executeTakeFirst();
  if (known !== undefined) return false;
  const leaders = new Map<string, Delivery>();
  for (const row of await missing(db, team, { channel, ts, delivery, ...message })) {
    // A message that went along with another is in that one's message.
    const leader = row.kind === 'person' && row.under !== null ? await deliveryOf(db, team, row.under) : row;
    if (leader !== null && (delivery === null || leader.id === delivery)) leaders.set(leader.id, leader);
  }
  const [leader, ...others] = leaders.values();
  if (leader === undefined || others.length > 0) return false;
  for (const row of [leader, ...(await ridersOf(db, leader))])
    await change(db, row, ['sent', 'unknown'], {
      ...arrived(ts, row.wanted, now),
      // Nobody knows which version is there.
      wanted: row.wanted + 1,
      sent_at: row.sent_at ?? row.claimed_at ?? now,
    });
  await tellHome(db, team, whoIsTold(leader), now);
  return true;
}

/** Every id and number in a button's value. */
function leaves(value: unknown): ReadonlySet<unknown> {
  if (typeof value !== 'object' || value === null) return new Set([value]);
  return new Set(Object.values(value).flatMap((each) => [...leaves(each)]));
}
