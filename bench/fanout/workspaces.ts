/** Workspaces that are made up, reckoned from their names; filled into a database as if Lore had just read them from Slack. */
import pg from 'pg';
import { encryptToken, type TokenKeys } from '../../src/store/settings/encrypt-token.ts';
import { teamId } from '../../src/core/ids.ts';

export interface Workspace {
  readonly team: string;
  readonly channels: number;
}

export const appId = 'A0FANOUT';
/** What Slack allows at least: "several hundred" messages a minute in a workspace, and one a second in a channel. */
export const perMinute = 200;

export const botOf = (team: string): string => `U0${team}BOT`;
export const ownerOf = (team: string): string => `U0${team}OWNER`;
const tokenOf = (team: string): string => `xoxb-${team}`;
/** The workspace of a token, as it stands in a request; `null`: of none. */
export const teamIn = (authorization: string): string | null =>
  /xoxb-(T\w+)$/.exec(authorization)?.[1] ?? null;

/** @returns the number that a channel has in its workspace, from 1 on */
export const numberIn = (team: string, channel: string): number => Number(channel.slice(`C0${team}`.length));

/** Numbers of channels in each workspace, both included. */
export interface Some {
  readonly from: number;
  readonly to: number;
}

/** In how many ms Slack's limits alone let so many messages go, each to a channel of its own, from the first on. */
export const leastMs = (messages: number): number =>
  Math.floor(Math.max(0, messages - 1) / perMinute) * 60_000;

const scopes = 'chat:write,channels:read,groups:read,users:read,im:write,commands';
/** People in each channel besides its owner. */
const others = 3;

/** A ritual of each week, as it stands in its row. @param due a whole minute, epoch ms */
function weekly(due: number): { readonly rule: string; readonly on: string } {
  const at = new Date(due);
  const minutes = at.getUTCHours() * 60 + at.getUTCMinutes();
  const rule = JSON.stringify({ every: 'week', weekday: at.getUTCDay() || 7, minutes });
  return { rule, on: at.toISOString().slice(0, 10) };
}

/** Has the question of some channels fall due at another instant. @param due as in `fill` */
export async function moveDue(
  db: pg.Client,
  workspaces: readonly Workspace[],
  which: Some,
  due: number,
): Promise<void> {
  const { rule, on } = weekly(due);
  for (const { team } of workspaces)
    await db.query(
      `update ritual set rule = $4, next_on = $5, next_at = $6 where team_id = $1
        and channel_id in (select 'C0' || $1 || n from generate_series($2::int, $3::int) n)`,
      [team, which.from, which.to, rule, on, due],
    );
}

/**
 * Workspaces in which everything is known, and in every channel the weekly question is due at the same instant.
 * @param due a whole minute, epoch ms. @param now as of the database
 */
export async function fill(
  db: pg.Client,
  keys: TokenKeys,
  workspaces: readonly Workspace[],
  due: number,
  now: number,
): Promise<void> {
  const { rule, on } = weekly(due);
  const since = new Date(due - 7 * 86_400_000).toISOString().slice(0, 10);
  for (const { team, channels } of workspaces) {
    const run = (sql: string, ...values: readonly unknown[]) => db.query(sql, [team, ...values]);
    await run(
      `insert into workspace (team_id, app_id, bot_user_id, scopes, installed_at, expired_at, groups_at)
        values ($1, $2, $3, $4, $5, $5, $5)`,
      ...[appId, botOf(team), scopes, now],
    );
    const tokens = JSON.stringify({ access: tokenOf(team), refresh: null });
    await run(
      `insert into installation (team_id, is_organisation, app_id, bot_user_id, scopes, tokens, installed_at)
        values ($1, 0, $2, $3, $4, $5, $6)`,
      ...[appId, botOf(team), scopes, encryptToken(tokens, teamId(team), keys), now],
    );
    await run(
      `insert into directory_walk (team_id, stage, began_at, whole_at) values ($1, 'done', $2::bigint, $2::bigint)`,
      now,
    );
    await run(
      `insert into person (team_id, user_id, name, standing, is_admin, tz, locale, work_days, work_start, work_end, fetched_at)
        select $1, id, 'Person', standing, 0, 'UTC', 'en', '1,2,3,4,5,6,7', 0, 1439, $2::bigint
        from (select $3 as id, 'bot' as standing union all select $4, 'member'
          union all select 'U0' || $1 || n, 'member' from generate_series(1, ${String(others)}) n) all_of_them`,
      ...[now, botOf(team), ownerOf(team)],
    );
    await run(
      `insert into channel (team_id, channel_id, kind, is_shared, shared_with, sharings, is_archived, has_lore, name, tz, locale,
          fetched_at, members_at, is_new)
        select $1, 'C0' || $1 || n, 'public', 0, '', 0, 0, 1, 'channel-' || n, 'UTC', 'en', $2::bigint, $2::bigint, 0
        from generate_series(1, $3::int) n`,
      ...[now, channels],
    );
    await run(
      `insert into membership (team_id, channel_id, user_id, since_private, list_asked_at)
        select $1, channel_id, user_id, 0, $2::bigint from channel join person using (team_id) where team_id = $1`,
      now,
    );
    await run(
      `insert into channel_rhythm (team_id, channel_id, owner_id, place, work_days, is_locked, offers)
        select $1, channel_id, $2, 'thread', '1,2,3,4,5,6,7', 0, 0 from channel where team_id = $1`,
      ownerOf(team),
    );
    await run(
      `insert into ritual (team_id, channel_id, name, is_on, rule, since, moves, next_on, next_at, attempts)
        select $1, channel_id, 'learned.weekly', 1, $2, $3, '{}', $4, $5, 0 from channel where team_id = $1`,
      ...[rule, since, on, due],
    );
  }
  // What has just been filled is unknown to the planner otherwise; a real database was filled over months.
  await db.query('analyze');
}
