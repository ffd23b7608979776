/** The delivery table as a queue: what may be sent now, and claims so that only one worker sends it. */
import { type Kysely, type RawBuilder, sql, type SqlBool } from 'kysely';
import type { Instant } from '#core/clock.ts';
import type { TeamId, UserId } from '#core/ids.ts';
import type { DeliveryTable } from '../store/outbox/tables.ts';
import type { Schema } from '../store/schema.ts';
import { isPostOn, type StartsOff } from '../store/settings/practices.ts';

export type Delivery = Readonly<DeliveryTable>;

/** A workspace that uninstalled Lore gets no posts and no jobs. The row in question is called `it`. */
export const isInstalled: RawBuilder<SqlBool> = sql`not exists (
  select 1 from workspace where workspace.team_id = it.team_id and workspace.removed_at is not null)`;

/**
 * How many earlier posts of the same conversation hold up the post `d`. Posts leave in the order in which they were published: an earlier one
 * that has not arrived holds up the later ones. A thread is a conversation of its own; unasked direct messages go by urgency instead.
 */
const heldUpBy: RawBuilder<number> = sql`coalesce(sum(case
    when d.kind = 'person' and coalesce(d.urgency, '') <> 'answer' then 0
    when d.state in ('waiting', 'claimed', 'sending') or (d.state = 'unknown' and d.note is null) then 1
    else 0 end)
  over (partition by d.team_id, d.kind, case d.kind
      when 'channel' then d.channel_id when 'thread' then d.under else d.user_id end
    order by d.created_at, d.id rows between unbounded preceding and 1 preceding), 0)`;

/** A reply waits for its parent post, unless that will never be there. */
const hasParent: RawBuilder<SqlBool> = sql`(it.kind <> 'thread' or not exists (
  select 1 from delivery parent
  where parent.team_id = it.team_id and parent.key = it.under
    and parent.state in ('waiting', 'held', 'claimed', 'sending', 'unknown')))`;

/** That of a store. */
interface Queue {
  readonly system: Kysely<Schema>;
  readonly startsOff: StartsOff;
}

/**
 * Posts of a workspace that wait for nothing but their time. Looks at everything unsent there once, since it runs again for each post, and joins it to nothing by
 * its id: without statistics of a table that has just filled, PostgreSQL would look at everything once a post. What a practice that is turned
 * off wants to post neither leaves nor holds anything up.
 */
function sendable({ system, startsOff }: Queue, team: TeamId) {
  return system
    .selectFrom(unsent(startsOff, sql`d.team_id = ${team}`).as('it'))
    .where(mayLeave)
    .where(isInstalled);
}

/** What is unsent in some workspaces, with what holds it up. @param where says in which, of the row `d` */
export const unsent = (startsOff: StartsOff, where: RawBuilder<SqlBool>) =>
  sql<Delivery>`(select d.*, ${heldUpBy} as held_up_by from delivery as d
    where ${where} and d.state in ('waiting', 'held', 'claimed', 'sending', 'unknown')
      and ${isPostOn(startsOff, 'd')})`;

/** Whether a row of `unsent`, called `it`, waits for nothing but its time. */
export const mayLeave: RawBuilder<SqlBool> = sql`(it.state in ('waiting', 'held')
  and (it.held_up_by = 0 or (it.kind = 'person' and coalesce(it.urgency, '') <> 'answer')) and ${hasParent})`;

/** Posts to send now, in the order in which they were published. */
export async function dueDeliveries(
  queue: Queue,
  team: TeamId,
  now: Instant,
  limit: number,
): Promise<Delivery[]> {
  return sendable(queue, team)
    .selectAll('it')
    .where('it.due_at', '<=', now)
    .orderBy('it.created_at')
    .orderBy('it.id')
    .limit(limit)
    .execute();
}

/** Puts off all that a workspace would send now. @returns how many rows changed */
export async function putOffDue(
  db: Kysely<Schema>,
  team: TeamId,
  now: Instant,
  until: Instant,
): Promise<number> {
  const { numUpdatedRows } = await db
    .updateTable('delivery')
    .set({ due_at: until })
    .where('team_id', '=', team)
    .where('state', 'in', ['waiting', 'held'])
    .where('due_at', '<=', now)
    .executeTakeFirst();
  return Number(numUpdatedRows);
}

/** When the next post is due, if none is published before. */
export async function nextDelivery(queue: Queue, team: TeamId): Promise<Instant | null> {
  const row = await sendable(queue, team)
    .select('it.due_at')
    .orderBy('it.due_at')
    .limit(1)
    .executeTakeFirst();
  return row?.due_at ?? null;
}

/**
 * Claims a post for this worker alone.
 * @returns the claimed row, or `null` if it has changed since it was read
 */
export async function claim(db: Kysely<Schema>, row: Delivery, now: Instant): Promise<Delivery | null> {
  const taken = await db
    .updateTable('delivery')
    .set({ state: 'claimed', claimed_at: now })
    .where('team_id', '=', row.team_id)
    .where('id', '=', row.id)
    .where('state', '=', row.state)
    .where('due_at', '=', row.due_at)
    .returningAll()
    .executeTakeFirst();
  return taken ?? null;
}

/**
 * Changes a post that this worker has claimed.
 * @param from the states it may be in
 * @returns whether it was still this worker's: of one that had vanished it is another's
 */
export async function change(
  db: Kysely<Schema>,
  row: Delivery,
  from: readonly Delivery['state'][],
  to: Partial<DeliveryTable>,
): Promise<boolean> {
  const result = await db
    .updateTable('delivery')
    .set(to)
    .where('team_id', '=', row.team_id)
    .where('id', '=', row.id)
    .where('state', 'in', from)
    .where((it) =>
      row.claimed_at === null ? it('claimed_at', 'is', null) : it('claimed_at', '=', row.claimed_at),
    )
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}

/** The changes to a post that will be retried: as often as `row` says it was tried. A direct message that went along with another stands alone again. */
export function again(row: Delivery, at: Instant): Partial<DeliveryTable> {
  return {
    state: 'waiting',
    due_at: at,
    attempts: row.attempts,
    claimed_at: null,
    note: null,
    ...(row.kind === 'person' ? { under: null } : {}),
  };
}

/** The recipient of a direct message. */
export function recipientOf({ user_id: user }: Delivery): UserId {
  if (user === null) throw new Error('a direct message is for a person');
  return user;
}

/** The post with this key. */
export async function deliveryOf(db: Kysely<Schema>, team: TeamId, key: string): Promise<Delivery | null> {
  const row = await db
    .selectFrom('delivery')
    .selectAll()
    .where('team_id', '=', team)
    .where('key', '=', key)
    .executeTakeFirst();
  return row ?? null;
}

/** Direct messages sent, or about to be sent, in one message with this one. */
export async function ridersOf(db: Kysely<Schema>, leader: Delivery): Promise<Delivery[]> {
  if (leader.kind !== 'person') return [];
  return db
    .selectFrom('delivery')
    .selectAll()
    .where('team_id', '=', leader.team_id)
    .where('user_id', '=', leader.user_id)
    .where('kind', '=', 'person')
    .where('under', '=', leader.key)
    .orderBy('created_at')
    .orderBy('id')
    .execute();
}
