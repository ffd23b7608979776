/**
 * Where a practice is on. One concept for all: some are on until an admin turns them off, others (`Feature.startsOff`) are off until an admin turns
 * them on, for the whole workspace or for the channels that choose it.
 */
import { type Kysely, type RawBuilder, sql, type SqlBool } from 'kysely';
import type { ChannelId, TeamId, UserId } from '#core/ids.ts';
import type { Schema } from '../schema.ts';

/** The names of the practices that start turned off. */
export type StartsOff = ReadonlySet<string>;

/** `channels`: in those that chose it. Only a practice that starts turned off can have that. */
export type Position = 'on' | 'off' | 'channels';

/**
 * Who asks, and where. A person outside channels, in a direct message or in Home, has what any of their channels chose. `at`: the channel in which
 * they act; `null`: in none.
 */
export type Asking =
  | { readonly kind: 'channel'; readonly channelId: ChannelId }
  | { readonly kind: 'person'; readonly userId: UserId; readonly at?: ChannelId | null };

/** That a channel in the column `channel` is one of those. */
const isHere = (team: RawBuilder<unknown>, asking: Asking): RawBuilder<SqlBool> => {
  if (asking.kind === 'channel') return sql`h.channel_id = ${asking.channelId}`;
  if (asking.at != null) return sql`h.channel_id = ${asking.at}`;
  return isWith(team, sql`${asking.userId}`);
};

const isWith = (team: RawBuilder<unknown>, user: RawBuilder<unknown>): RawBuilder<SqlBool> =>
  sql`exists (select 1 from membership as m where m.team_id = ${team} and m.channel_id = h.channel_id and m.user_id = ${user})`;

const hasRow = (team: RawBuilder<unknown>, practice: RawBuilder<unknown>): RawBuilder<SqlBool> =>
  sql`exists (select 1 from practice_off as f where f.team_id = ${team} and f.practice = ${practice})`;

/** That a practice which starts turned off is on. @param here whether the channel `h` is one of those that count */
const isChosen = (
  team: RawBuilder<unknown>,
  practice: RawBuilder<unknown>,
  here: RawBuilder<SqlBool>,
): RawBuilder<SqlBool> =>
  sql`exists (select 1 from practice_choice as c where c.team_id = ${team} and c.practice = ${practice}
    and (not ${hasRow(team, practice)} or (c.position = 'channels' and exists (select 1 from practice_channel as h
      where h.team_id = ${team} and h.practice = ${practice} and ${here}))))`;

/** @returns the condition that a practice is off for who asks */
export function isOffFor(
  startsOff: StartsOff,
  team: TeamId,
  practice: string,
  asking: Asking,
): RawBuilder<SqlBool> {
  const [of, named] = [sql`${team}`, sql`${practice}`];
  return startsOff.has(practice) ? sql`not ${isChosen(of, named, isHere(of, asking))}` : hasRow(of, named);
}

/**
 * @param row a post's or a job's: its name is in `name`, and whose it is in `user` and `channel`, of which the other is null
 * @returns the condition that its practice is on there
 */
function isOnIn(
  startsOff: StartsOff,
  {
    row,
    name,
    user,
    channel,
  }: { row: string; name: string; user: RawBuilder<unknown>; channel: RawBuilder<unknown> },
): RawBuilder<SqlBool> {
  const [team, column] = [sql.ref(`${row}.team_id`), sql.ref(`${row}.${name}`)];
  const isOn = sql<SqlBool>`not exists (select 1 from practice_off as f where f.team_id = ${team}
    and substr(${column}, 1, length(f.practice) + 1) = f.practice || '.')`;
  if (startsOff.size === 0) return isOn;
  const here = sql<SqlBool>`(h.channel_id = ${channel} or ${isWith(team, user)})`;
  const cases = [...startsOff].map(
    (practice) =>
      sql`when substr(${column}, 1, ${sql.lit(practice.length + 1)}) = ${sql.lit(`${practice}.`)} then ${isChosen(team, sql.lit(practice), here)}`,
  );
  return sql`(case ${sql.join(cases, sql` `)} else ${isOn} end)`;
}

/** @param row the name of a row of `delivery` */
export const isPostOn = (startsOff: StartsOff, row: string): RawBuilder<SqlBool> =>
  isOnIn(startsOff, {
    row,
    name: 'post',
    user: sql.ref(`${row}.user_id`),
    // A direct message has a channel once it was opened.
    channel: sql`case when ${sql.ref(`${row}.user_id`)} is null then ${sql.ref(`${row}.channel_id`)} end`,
  });

/** @param row the name of a row of `job` */
export const isJobOn = (startsOff: StartsOff, row: string): RawBuilder<SqlBool> => {
  const [kind, id] = [sql.ref(`${row}.viewer_kind`), sql.ref(`${row}.viewer_id`)];
  const whose = (of: string) => sql`case when ${kind} = ${sql.lit(of)} then ${id} end`;
  return isOnIn(startsOff, { row, name: 'name', user: whose('person'), channel: whose('channel') });
};

/** What is stored about practices that are not as they start. */
interface Decided {
  /** Those with a row in `practice_off`. */
  readonly turnedOff: ReadonlySet<string>;
  /** `here`: channels choose, and it is chosen where it is asked. */
  readonly chosen: ReadonlyMap<string, 'on' | 'channels' | 'here'>;
}

/** In one statement. @param asking `null`: where it is chosen does not matter */
async function decidedIn(db: Kysely<Schema>, team: TeamId, asking: Asking | null): Promise<Decided> {
  const of = sql`${team}`;
  const isChosenHere =
    asking === null
      ? sql`1 = 0`
      : sql`c.position = 'channels' and exists (select 1 from practice_channel as h
          where h.team_id = ${team} and h.practice = c.practice and ${isHere(of, asking)})`;
  const { rows } = await sql<{
    practice: string;
    state: 'off' | 'on' | 'channels' | 'here';
  }>`select practice, 'off' as state from practice_off where team_id = ${team}
    union all select c.practice, case when ${isChosenHere} then 'here' else c.position end
      from practice_choice as c where c.team_id = ${team}`.execute(db);
  return {
    turnedOff: new Set(rows.flatMap(({ practice, state }) => (state === 'off' ? [practice] : []))),
    chosen: new Map(
      rows.flatMap(({ practice, state }) => (state === 'off' ? [] : [[practice, state] as const])),
    ),
  };
}

/** @returns the names of the practices that are off for who asks, in one statement */
export async function offFor(
  db: Kysely<Schema>,
  startsOff: StartsOff,
  team: TeamId,
  asking: Asking,
): Promise<ReadonlySet<string>> {
  const { turnedOff, chosen } = await decidedIn(db, team, asking);
  const unchosen = [...startsOff].filter((practice) => !chosen.has(practice));
  const isHereAnyway = (practice: string) => startsOff.has(practice) && chosen.get(practice) === 'here';
  return new Set([...turnedOff, ...unchosen].filter((practice) => !isHereAnyway(practice)));
}

/** The practices that are not on for the whole workspace. */
export interface Positions {
  /** On nowhere. */
  readonly off: ReadonlySet<string>;
  /** On in channels that choose it. */
  readonly byChannel: ReadonlySet<string>;
}

export async function positionsIn(
  db: Kysely<Schema>,
  startsOff: StartsOff,
  team: TeamId,
): Promise<Positions> {
  const { turnedOff, chosen } = await decidedIn(db, team, null);
  const unchosen = [...startsOff].filter((practice) => !chosen.has(practice));
  const isByChannel = (practice: string) => startsOff.has(practice) && chosen.get(practice) === 'channels';
  return {
    off: new Set([...turnedOff, ...unchosen].filter((practice) => !isByChannel(practice))),
    byChannel: new Set([...turnedOff].filter(isByChannel)),
  };
}

export interface Choices extends Positions {
  /** The channels that chose a practice, by its name: all that did, whatever its position is now. */
  readonly channels: ReadonlyMap<string, ReadonlySet<ChannelId>>;
}

export async function choicesIn(db: Kysely<Schema>, startsOff: StartsOff, team: TeamId): Promise<Choices> {
  const query = db.selectFrom('practice_channel').select(['practice', 'channel_id']);
  const rows = await query.where('team_id', '=', team).execute();
  const channels = Map.groupBy(rows, ({ practice }) => practice);
  return {
    ...(await positionsIn(db, startsOff, team)),
    channels: new Map(
      [...channels].map(([practice, all]) => [practice, new Set(all.map((row) => row.channel_id))]),
    ),
  };
}

/** A channel that Slack gave another id keeps what it chose. */
export async function moveChoices(
  db: Kysely<Schema>,
  team: TeamId,
  from: ChannelId,
  to: ChannelId,
): Promise<void> {
  await sql`update practice_channel set channel_id = ${to} where team_id = ${team} and channel_id = ${from}
    and practice not in (select practice from practice_channel where team_id = ${team} and channel_id = ${to})`.execute(
    db,
  );
}
