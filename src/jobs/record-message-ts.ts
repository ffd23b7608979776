/**
 * Learns where a message is whose `ts` got lost with Slack's answer: somebody presses a button in it. That it is in this channel under this `ts`
 * is Slack's word. Which post it is must be plain without trust in the button: it is a message of ours, no other post is known to be there, and of
 * those that are missing here exactly one is about what the button is about.
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

/** A message in which somebody pressed a button, as Slack tells of it. */
export interface PressedMessage {
  readonly channel: ChannelId;
  /** Seconds since 1970, with six decimals, as Slack writes them. */
  readonly ts: string;
  /** Who posted it. */
  readonly by: { readonly user: string | undefined; readonly app: string | undefined };
  /** The delivery that its metadata names; `null` where Slack does not show that. */
  readonly delivery: string | null;
  /** Of the button: the feature whose it is, and what it carries. */
  readonly feature: string;
  readonly value: unknown;
}

/** Takes note of a message if it was missing, and has it drawn anew. Never rejects: the press itself matters more. */
export type LearnTs = (team: TeamId, message: PressedMessage) => Promise<void>;

export function learnsTs(parts: {
  readonly store: Pick<Store, 'house' | 'write' | 'workspaces'>;
  readonly clock: Clock;
  readonly log: Pick<Logger, 'error'>;
  /** Something is to be drawn now. */
  readonly wake: () => void;
}): LearnTs {
  const { store } = parts;
  return async (team, message) => {
    try {
      // Nearly always nothing is missing.
      if ((await missing(store.house, team, message)).length === 0) return;
      const lore = await store.workspaces.find(team);
      if (lore === null || message.by.user !== lore.botUserId) return;
      if (lore.appId !== '' && message.by.app !== lore.appId) return;
      if (await store.write((db) => attach(db, team, message, parts.clock.now()))) parts.wake();
    } catch (error) {
      parts.log.error({ team, err: error }, 'the place of a message could not be recorded');
    }
  };
}

/** What is there, or may be there, in this channel without a `ts`, and is about what the button is about. */
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
    // What rode along is in the message of the post it rode with.
    const leader = row.kind === 'person' && row.under !== null ? await deliveryOf(db, team, row.under) : row;
    if (leader !== null && (delivery === null || leader.id === delivery)) leaders.set(leader.id, leader);
  }
  const [leader, ...others] = leaders.values();
  if (leader === undefined || others.length > 0) return false;
  for (const row of [leader, ...(await ridersOf(db, leader))])
    await change(db, row, ['sent', 'unknown'], {
      ...arrived(ts, row.wanted, now),
      // Which drawing is there nobody knows.
      wanted: row.wanted + 1,
      sent_at: row.sent_at ?? row.claimed_at ?? now,
    });
  await tellHome(db, team, whoIsTold(leader), now);
  return true;
}

/** Every id and number in what a button carries. */
function leaves(value: unknown): ReadonlySet<unknown> {
  if (typeof value !== 'object' || value === null) return new Set([value]);
  return new Set(Object.values(value).flatMap((each) => [...leaves(each)]));
}
