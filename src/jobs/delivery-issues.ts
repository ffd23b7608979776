/**
 * What a person must decide or should know, for their App Home: posts that may not have arrived, posts that Slack refused, messages that the limit
 * holds back, prompts that came too late.
 */
import { type Kysely, type RawBuilder, sql, type SqlBool } from 'kysely';
import type { Clock, Instant } from '#core/clock.ts';
import type { ChannelId, TeamId, UserId } from '#core/ids.ts';
import type { Params } from '#core/post-ref.ts';
import { ok, refuse, type Result } from '#core/result.ts';
import { looksAfter } from '../schedules/records/homes.ts';
import type { Schema } from '../store/schema.ts';
import type { Store } from '../store/store.ts';
import { again, change, type Delivery, ridersOf } from './outbox.ts';
import { arrived } from './settle.ts';
import { readParams } from './stored-params.ts';
import { tellHome } from './tell-home.ts';

export interface DeliveryIssue {
  /** The delivery, as the buttons carry it. */
  readonly id: string;
  /** The post's name and parameters, from which its title is made. */
  readonly name: string;
  readonly params: Params | null;
  /** Where it should appear; `null`: a direct message to the person who asks. */
  readonly channel: ChannelId | null;
  readonly decidedAt: Instant;
  /** `failed`: Slack's code or ours. */
  readonly note: string | null;
  /** A database that is lost may have posted it. */
  readonly isLost: boolean;
}

export interface MissedJob {
  readonly key: string;
  readonly name: string;
  readonly params: Params | null;
  readonly state: 'missed' | 'failed';
  readonly wasDueAt: Instant;
  /** `error` and the reference by which the operator finds it in the log, or a code of ours. */
  readonly note: string | null;
}

export interface Surfaced {
  /** "Was it posted? Post again / It’s there" */
  readonly unknown: readonly DeliveryIssue[];
  readonly failed: readonly DeliveryIssue[];
  /** Only for the person they are for. */
  readonly held: readonly DeliveryIssue[];
  /** Suggestions that are not sent by themselves any more; also such as are over by now. Only for the person they are for. */
  readonly kept: readonly DeliveryIssue[];
  readonly missed: readonly MissedJob[];
}

export interface DeliveryIssues {
  /** Everything of this kind that is for this person. */
  readonly list: (team: TeamId, user: UserId) => Promise<Surfaced>;
  /** Sends an unknown or failed post again. Refused unless this person may decide it and nobody has yet. */
  readonly postAgain: (team: TeamId, user: UserId, id: string) => Promise<Result<null, 'not_yours' | 'gone'>>;
  /** When a post was to be sent about which this person may decide; `null`: there is none. */
  readonly decidedAt: (team: TeamId, user: UserId, id: string) => Promise<Instant | null>;
  /** Records that a person says an unknown post is there. */
  readonly isThere: (team: TeamId, user: UserId, id: string) => Promise<Result<null, 'not_yours' | 'gone'>>;
  /** Sends a kept suggestion now: they asked for it, so no limit holds it. */
  readonly sendKept: (team: TeamId, user: UserId, id: string) => Promise<Result<null, 'not_yours' | 'gone'>>;
  /** Hides a failed post, a kept suggestion, or a missed or failed job. */
  readonly dismiss: (
    team: TeamId,
    user: UserId,
    idOrKey: string,
  ) => Promise<Result<null, 'not_yours' | 'gone'>>;
}

export function createDeliveryIssues(options: {
  readonly store: Store;
  readonly clock: Clock;
}): DeliveryIssues {
  const { store, clock } = options;

  const theirs = (db: Pick<Kysely<Schema>, 'selectFrom'>, team: TeamId, user: UserId, id: string) =>
    db
      .selectFrom('delivery as it')
      .selectAll('it')
      .where('it.team_id', '=', team)
      .where('it.id', '=', id)
      .where(isTheirs(user))
      .executeTakeFirst();

  /** Changes a post, and the messages sent along with it, if the person may decide it. */
  const decide = async (
    team: TeamId,
    user: UserId,
    id: string,
    from: readonly Delivery['state'][],
    to: (row: Delivery) => Parameters<typeof change>[3],
  ): Promise<Result<null, 'not_yours' | 'gone'>> =>
    store.write(async (db) => {
      const row = await theirs(db, team, user, id);
      // "Not yours" and "never was" get the same answer, so guessing an id reveals nothing.
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
      const mine = await store.system
        .selectFrom('delivery as it')
        .selectAll('it')
        .where('it.team_id', '=', team)
        .where((is) =>
          is.or([
            is.and([is('it.state', '=', 'unknown'), is('it.note', 'is not', null)]),
            is('it.state', 'in', ['failed', 'held', 'kept']),
          ]),
        )
        .where(isTheirs(user))
        .orderBy('it.created_at')
        .orderBy('it.id')
        .execute();
      const missed = await store.system
        .selectFrom('job')
        .selectAll()
        .where('team_id', '=', team)
        .where('owner_id', '=', user)
        .where('state', 'in', ['missed', 'failed'])
        .orderBy('run_at')
        .orderBy('key')
        .execute();
      // Messages sent along are decided with the one that carried them.
      const isAnswered = (row: Delivery) => row.kind === 'person' && row.under !== null;
      return {
        unknown: mine.filter((row) => row.state === 'unknown' && !isAnswered(row)).map(shown),
        failed: mine.filter((row) => row.state === 'failed' && row.note !== dismissed).map(shown),
        held: mine.filter((row) => row.state === 'held').map(shown),
        kept: mine.filter((row) => row.state === 'kept').map(shown),
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

    sendKept: (team, user, id) =>
      decide(team, user, id, ['kept'], (row) => ({ ...again(row, clock.now()), urgency: 'answer' })),

    decidedAt: async (team, user, id) => (await theirs(store.system, team, user, id))?.created_at ?? null,

    isThere: (team, user, id) =>
      decide(team, user, id, ['unknown'], (row) => arrived(null, row.wanted, row.claimed_at ?? clock.now())),

    dismiss: async (team, user, idOrKey) => {
      const { numDeletedRows } = await store.system
        .deleteFrom('job')
        .where('team_id', '=', team)
        .where('key', '=', idOrKey)
        .where('owner_id', '=', user)
        .where('state', 'in', ['missed', 'failed'])
        .executeTakeFirst();
      if (numDeletedRows === 0n)
        return decide(team, user, idOrKey, ['failed', 'kept'], ({ state }) =>
          state === 'kept' ? { state: 'withdrawn', note: dismissed } : { note: dismissed },
        );
      await tellHome(store.system, team, user, clock.now());
      return ok(null);
    },
  };
}

/**
 * Whether a person may decide the post `it`: a channel's post only while they are in that channel. If its owner has left, the person responsible
 * for the channel's rituals decides.
 */
function isTheirs(user: UserId): RawBuilder<SqlBool> {
  const isThere = (who: RawBuilder<unknown>) => sql`exists (select 1 from membership
    where membership.team_id = it.team_id and membership.channel_id = it.channel_id and membership.user_id = ${who})`;
  return sql`(it.user_id = ${user} or (it.user_id is null and (
    (it.owner_id = ${user} and ${isThere(sql`${user}`)})
    or ((it.owner_id is null or not ${isThere(sql`it.owner_id`)}) and ${looksAfter(user)}))))`;
}

/** The note of a failed post that its owner has dismissed, and of a suggestion that its reader has. */
const dismissed = 'dismissed';

function shown(row: Delivery): DeliveryIssue {
  return {
    id: row.id,
    name: row.post,
    params: readParams(row.params),
    // Checked when the row was written.
    channel: row.user_id === null ? row.channel_id : null,
    decidedAt: row.created_at,
    note: row.note,
    isLost: row.lost_since !== null,
  };
}
