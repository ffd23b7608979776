/** What people responsible for rituals should know: what was missed, what has nobody, where they could start more. */
import type { Kysely } from 'kysely';
import type { Instant } from '#core/clock.ts';
import type { ChannelId, TeamId, UserId } from '#core/ids.ts';
import { invalidateHomes } from '../../store/outbox/invalidate-homes.ts';
import type { Schema } from '../../store/schema.ts';
import type { Inside } from '../../store/scope/inside.ts';
import { channelRecurrences, type ChannelRecurrences } from './rows.ts';

export interface MissedRitual {
  readonly channel: ChannelId;
  readonly name: string;
  /** When the last of them was due. */
  readonly dueAt: Instant;
  readonly reason: string | null;
  /** How many in a row. */
  readonly count: number;
}

export interface ScheduleWatch {
  /** Missed rituals that nobody dismissed, in channels this person is responsible for, or is in while nobody is responsible. */
  readonly missedFor: (team: TeamId, user: UserId) => Promise<readonly MissedRitual[]>;
  readonly seen: (team: TeamId, user: UserId, channel: ChannelId, name: string) => Promise<void>;
  /** Channels of this person whose rituals have nobody responsible. */
  readonly orphans: (team: TeamId, user: UserId) => Promise<readonly ChannelId[]>;
  /** Channels this person is responsible for, with the names of all rituals ever set up there. */
  readonly lookedAfter: (
    team: TeamId,
    user: UserId,
  ) => Promise<readonly { readonly channel: ChannelId; readonly known: readonly string[] }[]>;
  /** Where and when this person changed rituals, as far as it is kept, the earliest first. */
  readonly changedBy: (
    team: TeamId,
    user: UserId,
  ) => Promise<readonly { readonly channel: ChannelId; readonly at: Instant }[]>;
}

export function watchIn(system: Kysely<Schema>, inside: Inside): ScheduleWatch {
  return {
    missedFor: (team, user) => missedFor(system, team, user, inside.clock.now()),
    seen: async (team, user, channel, name) => {
      const mine = await missedFor(system, team, user, inside.clock.now());
      if (!mine.some((one) => one.channel === channel && one.name === name)) return;
      await inside.write(async (db) => {
        await db
          .updateTable('ritual_occurrence')
          .set({ is_seen: 1 })
          .where('team_id', '=', team)
          .where('channel_id', '=', channel)
          .where('name', '=', name)
          .where('state', '=', 'missed')
          .execute();
        await invalidateHomes(db, team, inside.clock.now()).execute();
      });
      inside.wake(team);
    },
    orphans: async (team, user) => {
      const rows = await system
        .selectFrom('ritual as r')
        .innerJoin('membership as m', (on) =>
          on.onRef('m.team_id', '=', 'r.team_id').onRef('m.channel_id', '=', 'r.channel_id'),
        )
        .innerJoin('person as p', (on) =>
          on.onRef('p.team_id', '=', 'm.team_id').onRef('p.user_id', '=', 'm.user_id'),
        )
        .select('r.channel_id')
        .distinct()
        .where('r.team_id', '=', team)
        .where('m.user_id', '=', user)
        .where('p.standing', '=', 'member')
        .where('r.is_on', '=', 1)
        .orderBy('r.channel_id')
        .execute();
      const orphans: ChannelId[] = [];
      for (const { channel_id: id } of rows) {
        const recurrence = await channelRecurrences(system, team, id, inside.clock.now());
        if (recurrence !== null && isRunning(recurrence) && recurrence.lookedAfterBy === null)
          orphans.push(id);
      }
      return orphans;
    },
    lookedAfter: async (team, user) => {
      const rows = await system
        .selectFrom('channel_rhythm')
        .select('channel_id')
        .where('team_id', '=', team)
        .where((it) => it.or([it('owner_id', '=', user), it('deputy_id', '=', user)]))
        .orderBy('channel_id')
        .execute();
      const found = [];
      for (const { channel_id: id } of rows) {
        const recurrence = await channelRecurrences(system, team, id, inside.clock.now());
        if (recurrence?.lookedAfterBy === user && isRunning(recurrence))
          found.push({ channel: id, known: recurrence.schedules.map(({ name }) => name) });
      }
      return found;
    },
    changedBy: async (team, user) => {
      const changes = system.selectFrom('ritual_change').select(['channel_id', 'changed_at']);
      const theirs = changes.where('team_id', '=', team).where('by_id', '=', user);
      const rows = await theirs.orderBy('changed_at').orderBy('id').execute();
      return rows.map(({ channel_id: channel, changed_at: at }) => ({ channel, at }));
    },
  };
}

function isRunning({ channel }: ChannelRecurrences): boolean {
  return channel.has_lore === 1 && channel.is_archived === 0;
}

async function missedFor(
  db: Kysely<Schema>,
  team: TeamId,
  user: UserId,
  now: Instant,
): Promise<readonly MissedRitual[]> {
  const rows = await db
    .selectFrom('ritual_occurrence as o')
    .innerJoin('membership as m', (on) =>
      on.onRef('m.team_id', '=', 'o.team_id').onRef('m.channel_id', '=', 'o.channel_id'),
    )
    .innerJoin('person as p', (on) =>
      on.onRef('p.team_id', '=', 'm.team_id').onRef('p.user_id', '=', 'm.user_id'),
    )
    .select(['o.channel_id', 'o.name', 'o.due_at', 'o.reason'])
    .where('o.team_id', '=', team)
    .where('o.state', '=', 'missed')
    .where('o.is_seen', '=', 0)
    .where('m.user_id', '=', user)
    .where('p.standing', '=', 'member')
    .orderBy('o.due_at')
    .execute();
  const missed: MissedRitual[] = [];
  for (const group of Map.groupBy(rows, (row) => `${row.channel_id} ${row.name}`).values()) {
    const last = group.at(-1);
    if (last === undefined) continue;
    const channel = last.channel_id;
    const recurrence = await channelRecurrences(db, team, channel, now);
    const { lookedAfterBy = null } = recurrence ?? {};
    if (lookedAfterBy === null || lookedAfterBy === user)
      missed.push({ channel, name: last.name, dueAt: last.due_at, reason: last.reason, count: group.length });
  }
  return missed;
}
