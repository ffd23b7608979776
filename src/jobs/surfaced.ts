/**
 * What only a person can decide or should know of, for their App Home: posts of which it is unknown whether they arrived, posts that Slack refused,
 * messages that the limit holds back, prompts that came too late.
 */
import type { Kysely } from 'kysely';
import type { Clock, Instant } from '../core/clock.ts';
import type { ChannelId, TeamId, UserId } from '../core/ids.ts';
import { ok, refuse, type Result } from '../core/result.ts';
import type { Schema } from '../store/schema.ts';
import type { Store } from '../store/store.ts';
import { again, change, deliveryOf, ridersOf, type Delivery } from './outbox.ts';
import { arrived } from './settle.ts';
import { tellHome, whoIsTold } from './tell-home.ts';

export interface SurfacedPost {
  /** The delivery, as the buttons carry it. */
  readonly id: string;
  /** The post's name, for its sentence. */
  readonly post: string;
  /** Where it was to appear; `null`: a direct message to the person who asks. */
  readonly channel: ChannelId | null;
  readonly decidedAt: Instant;
  /** `failed`: Slack's code or ours. */
  readonly note: string | null;
}

export interface MissedJob {
  readonly key: string;
  readonly job: string;
  readonly state: 'missed' | 'failed';
  readonly wasDueAt: Instant;
}

export interface Surfaced {
  /** "Was it posted? Post again / It is there" */
  readonly unknown: readonly SurfacedPost[];
  readonly failed: readonly SurfacedPost[];
  /** Only for the person they are for. */
  readonly held: readonly SurfacedPost[];
  readonly missed: readonly MissedJob[];
}

export interface SurfacedPosts {
  /** Everything of this kind that is this person's to see. */
  readonly list: (team: TeamId, user: UserId) => Promise<Surfaced>;
  /** Sends a post again that is unknown or failed. Refused unless it is this person's to decide, and still undecided. */
  readonly postAgain: (team: TeamId, user: UserId, id: string) => Promise<Result<null, 'not_yours' | 'gone'>>;
  /** Takes the person's word that an unknown post is there. */
  readonly isThere: (team: TeamId, user: UserId, id: string) => Promise<Result<null, 'not_yours' | 'gone'>>;
  /** Drops a failed post, or a job that was missed or failed, from sight. */
  readonly dismiss: (
    team: TeamId,
    user: UserId,
    idOrKey: string,
  ) => Promise<Result<null, 'not_yours' | 'gone'>>;
}

export function createSurfaced(options: { readonly store: Store; readonly clock: Clock }): SurfacedPosts {
  const { store, clock } = options;

  /** Changes a post, and what rode along with it, if it is the person's to decide. */
  const decide = async (
    team: TeamId,
    user: UserId,
    id: string,
    from: readonly Delivery['state'][],
    to: (row: Delivery) => Parameters<typeof change>[3],
  ): Promise<Result<null, 'not_yours' | 'gone'>> =>
    store.write(async (db) => {
      const row = await db
        .selectFrom('delivery')
        .selectAll()
        .where('team_id', '=', team)
        .where('id', '=', id)
        .executeTakeFirst();
      // The same answer for "not yours" and "never was": an id that is guessed tells nothing.
      if (row === undefined || !(await isTheirs(db, row, user))) return refuse('not_yours');
      let isChanged = false;
      for (const each of [row, ...(await ridersOf(db, row))]) {
        const isOpen = each.state !== 'unknown' || each.note !== null;
        if (isOpen && (await change(db, each, from, to(each)))) isChanged = true;
      }
      await tellHome(db, team, user, clock.now());
      return isChanged ? ok(null) : refuse('gone');
    });

  return {
    list: async (team, user) => {
      const rows = await store.house
        .selectFrom('delivery')
        .selectAll()
        .where('team_id', '=', team)
        .where((it) =>
          it.or([
            it.and([it('state', '=', 'unknown'), it('note', 'is not', null)]),
            it('state', 'in', ['failed', 'held']),
          ]),
        )
        .where((it) =>
          it.or([it('user_id', '=', user), it('owner_id', '=', user), it('kind', '=', 'thread')]),
        )
        .orderBy('created_at')
        .orderBy('id')
        .execute();
      const mine: Delivery[] = [];
      for (const row of rows) if (await isTheirs(store.house, row, user)) mine.push(row);
      const missed = await store.house
        .selectFrom('job')
        .selectAll()
        .where('team_id', '=', team)
        .where('owner_id', '=', user)
        .where('state', 'in', ['missed', 'failed'])
        .orderBy('run_at')
        .orderBy('key')
        .execute();
      // What rode along is answered for by the message it rode in.
      const isAnswered = (row: Delivery) => row.kind === 'person' && row.under !== null;
      return {
        unknown: mine.filter((row) => row.state === 'unknown' && !isAnswered(row)).map(shown),
        failed: mine.filter((row) => row.state === 'failed' && row.note !== dismissed).map(shown),
        held: mine.filter((row) => row.state === 'held').map(shown),
        missed: missed.map((row) => ({
          key: row.key,
          job: row.name,
          state: row.state === 'failed' ? 'failed' : 'missed',
          wasDueAt: row.run_at,
        })),
      };
    },

    postAgain: (team, user, id) =>
      decide(team, user, id, ['unknown', 'failed'], (row) => ({ ...again(row, clock.now()), attempts: 0 })),

    isThere: (team, user, id) =>
      decide(team, user, id, ['unknown'], (row) => arrived(null, row.wanted, row.claimed_at ?? clock.now())),

    dismiss: async (team, user, idOrKey) => {
      const { numDeletedRows } = await store.house
        .deleteFrom('job')
        .where('team_id', '=', team)
        .where('key', '=', idOrKey)
        .where('owner_id', '=', user)
        .where('state', 'in', ['missed', 'failed'])
        .executeTakeFirst();
      if (numDeletedRows === 0n) return decide(team, user, idOrKey, ['failed'], () => ({ note: dismissed }));
      await tellHome(store.house, team, user, clock.now());
      return ok(null);
    },
  };
}

/** Whether a post is a person's to decide: a channel's post only while they are in that channel, whoever began it. */
async function isTheirs(db: Kysely<Schema>, row: Delivery, user: UserId): Promise<boolean> {
  if ((await whoIsTold(db, row)) !== user) return false;
  const place = await placeOf(db, row);
  if (place.kind === 'person') return true;
  const found = await db
    .selectFrom('membership')
    .select('user_id')
    .where('team_id', '=', place.team_id)
    .where('channel_id', '=', place.channel_id ?? '')
    .where('user_id', '=', user)
    .executeTakeFirst();
  return found !== undefined;
}

/** The post at the top of a thread, which knows its channel even before anything was sent. */
async function placeOf(db: Kysely<Schema>, row: Delivery): Promise<Delivery> {
  if (row.kind !== 'thread' || row.under === null) return row;
  const above = await deliveryOf(db, row.team_id, row.under);
  return above === null ? row : placeOf(db, above);
}

/** The note of a failed post of which its owner has taken note. */
const dismissed = 'dismissed';

function shown(row: Delivery): SurfacedPost {
  return {
    id: row.id,
    post: row.post,
    // Minted when the row was written.
    channel: row.user_id === null ? (row.channel_id as ChannelId | null) : null,
    decidedAt: row.created_at,
    note: row.note,
  };
}
