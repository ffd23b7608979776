/**
 * What only a person can decide or should know of, for their App Home: posts of which it is unknown whether they arrived, posts that Slack refused,
 * messages that the limit holds back, prompts that came too late.
 */
import { type RawBuilder, sql, type SqlBool } from 'kysely';
import type { Clock, Instant } from '#core/clock.ts';
import type { ChannelId, TeamId, UserId } from '#core/ids.ts';
import type { Params } from '#core/post-ref.ts';
import { ok, refuse, type Result } from '#core/result.ts';
import { looksAfter } from '../schedules/records/homes.ts';
import type { Store } from '../store/store.ts';
import { again, change, type Delivery, ridersOf } from './outbox.ts';
import { arrived } from './settle.ts';
import { readParams } from './stored-params.ts';
import { tellHome } from './tell-home.ts';

export interface SurfacedPost {
  /** The delivery, as the buttons carry it. */
  readonly id: string;
  /** The post's name, and what it is about: its title is asked for under them. */
  readonly name: string;
  readonly params: Params | null;
  /** Where it was to appear; `null`: a direct message to the person who asks. */
  readonly channel: ChannelId | null;
  readonly decidedAt: Instant;
  /** `failed`: Slack's code or ours. */
  readonly note: string | null;
}

export interface MissedJob {
  readonly key: string;
  readonly name: string;
  readonly params: Params | null;
  readonly state: 'missed' | 'failed';
  readonly wasDueAt: Instant;
  /** `error` and the reference under which the operator finds what went wrong, or a code of ours. */
  readonly note: string | null;
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
        .selectFrom('delivery as it')
        .selectAll('it')
        .where('it.team_id', '=', team)
        .where('it.id', '=', id)
        .where(isTheirs(user))
        .executeTakeFirst();
      // The same answer for "not yours" and "never was": an id that is guessed tells nothing.
      if (row === undefined) return refuse('not_yours');
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
      const mine = await store.house
        .selectFrom('delivery as it')
        .selectAll('it')
        .where('it.team_id', '=', team)
        .where((is) =>
          is.or([
            is.and([is('it.state', '=', 'unknown'), is('it.note', 'is not', null)]),
            is('it.state', 'in', ['failed', 'held']),
          ]),
        )
        .where(isTheirs(user))
        .orderBy('it.created_at')
        .orderBy('it.id')
        .execute();
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
          name: row.name,
          params: readParams(row.params),
          state: row.state === 'failed' ? 'failed' : 'missed',
          wasDueAt: row.run_at,
          note: row.note,
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

/**
 * Whether the post `it` is a person's to decide: a channel's post only while they are in that channel. Where whoever began it is not there any
 * more, it is for whoever looks after the channel's rituals.
 */
function isTheirs(user: UserId): RawBuilder<SqlBool> {
  const isThere = (who: RawBuilder<unknown>) => sql`exists (select 1 from membership
    where membership.team_id = it.team_id and membership.channel_id = it.channel_id and membership.user_id = ${who})`;
  return sql`(it.user_id = ${user} or (it.user_id is null and (
    (it.owner_id = ${user} and ${isThere(sql`${user}`)})
    or ((it.owner_id is null or not ${isThere(sql`it.owner_id`)}) and ${looksAfter(user)}))))`;
}

/** The note of a failed post of which its owner has taken note. */
const dismissed = 'dismissed';

function shown(row: Delivery): SurfacedPost {
  return {
    id: row.id,
    name: row.post,
    params: readParams(row.params),
    // Minted when the row was written.
    channel: row.user_id === null ? row.channel_id : null,
    decidedAt: row.created_at,
    note: row.note,
  };
}
