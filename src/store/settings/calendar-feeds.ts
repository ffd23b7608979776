/** The addresses at which calendars read dates. Of an address only a hash of its secret is stored, so nobody can read one here. */
import { createHash } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { Instant } from '#core/clock.ts';
import type { ChannelId, TeamId, UserId } from '#core/ids.ts';
import type { Schema } from '../schema.ts';
import type { Inside } from '../scope/inside.ts';

/** Whose dates: a person's own (`channel` is `null`), or a channel's for somebody who is in it. */
export interface FeedOf {
  readonly team: TeamId;
  readonly user: UserId;
  readonly channel: ChannelId | null;
}

export interface CalendarFeeds {
  /** A person's addresses, their own first. */
  of(team: TeamId, user: UserId): Promise<readonly { channel: ChannelId | null; madeAt: Instant }[]>;
  /** From now on it is at the address with this secret, and at none that was there before. @throws NotInstalled if the workspace was erased */
  renew(of: FeedOf, secret: string): Promise<void>;
  /** It is at no address any more. */
  stop(of: FeedOf): Promise<void>;
  /** @returns `null` alike for a secret that was guessed, renewed, stopped or erased, or whose workspace removed Lore */
  behind(secret: string): Promise<FeedOf | null>;
}

/** The secret has 256 random bits, so its hash needs neither salt nor time. */
const hashed = (secret: string): string => createHash('sha256').update(secret).digest('base64url');

/** Those of a store. */
export function calendarFeedsIn(system: Kysely<Schema>, inside: Inside): CalendarFeeds {
  const remove = async (db: Kysely<Schema>, { team, user, channel }: FeedOf): Promise<void> => {
    const query = db.deleteFrom('calendar_feed').where('team_id', '=', team).where('user_id', '=', user);
    await query.where('channel_id', channel === null ? 'is' : '=', channel).execute();
  };
  return {
    of: async (team, user) => {
      const query = system.selectFrom('calendar_feed').where('team_id', '=', team);
      const rows = await query.where('user_id', '=', user).select(['channel_id', 'made_at']).execute();
      return rows
        .map(({ channel_id: channel, made_at: madeAt }) => ({ channel, madeAt }))
        .toSorted((a, b) => ((a.channel ?? '') < (b.channel ?? '') ? -1 : 1));
    },
    renew: async (of, secret) => {
      await inside.writeIn(of.team, async (db) => {
        await remove(db, of);
        const row = { team_id: of.team, user_id: of.user, channel_id: of.channel };
        await db
          .insertInto('calendar_feed')
          .values({ ...row, secret_hash: hashed(secret), made_at: inside.clock.now() })
          .execute();
      });
    },
    stop: (of) => inside.writeIn(of.team, (db) => remove(db, of)),
    behind: async (secret) => {
      const row = await system
        .selectFrom('calendar_feed as feed')
        .innerJoin('workspace', 'workspace.team_id', 'feed.team_id')
        .select(['feed.team_id', 'feed.user_id', 'feed.channel_id'])
        .where('feed.secret_hash', '=', hashed(secret))
        .where('workspace.removed_at', 'is', null)
        .executeTakeFirst();
      return row === undefined ? null : { team: row.team_id, user: row.user_id, channel: row.channel_id };
    },
  };
}
