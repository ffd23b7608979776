/** What a scope can read and change about a channel's rituals. */
import { sql } from 'kysely';
import type { ChannelId, Ids } from '#core/ids.ts';
import type { ScheduleRefusal, Schedules, SchedulesReader } from '#core/recurrence.ts';
import { ok, refuse, type Result } from '#core/result.ts';
import { nextLearning } from '#core/time/kept-free.ts';
import type { AccessContext } from '../../store/access/access.ts';
import { channel as seenChannel, isWhereIAm } from '../../store/scope/people-select.ts';
import { offFor } from '../../store/settings/practices.ts';
import { changeSchedule, whyNot } from './change.ts';
import {
  calendarOf,
  type CalendarRow,
  type ChannelRecurrences,
  channelRecurrences,
  channelSchedule,
  coming,
  isOfPractice,
} from './rows.ts';
import { heldBetween } from './held.ts';
import type { Changing } from './record.ts';
import { fillPlaces, saveOffers } from './settings.ts';
import { changedLast, tellChanges, toldIn } from './told.ts';

/** See `ReadScope.rituals`. */
export function ritualsSeen(access: AccessContext): SchedulesReader {
  const seen = async (channel: ChannelId): Promise<ChannelRecurrences | null> =>
    (await seenChannel(access, channel)) === null
      ? null
      : channelRecurrences(access.db, access.teamId, channel, access.now);
  return {
    of: async (channel, name) => {
      const recurrence = await seen(channel);
      return recurrence === null ? null : channelSchedule(recurrence, name, access.now);
    },
    running: async (channel) => {
      const recurrence = await seen(channel);
      if (recurrence === null) return [];
      const on = recurrence.schedules.filter((row) => row.is_on === 1);
      return on.flatMap(({ name }) => channelSchedule(recurrence, name, access.now) ?? []);
    },
    coming: async (channel, name, count) => {
      const recurrence = await seen(channel);
      return recurrence === null ? [] : coming(recurrence, name, access.now, count);
    },
    lastPosted: async (channel, name) => {
      if ((await seen(channel)) === null) return null;
      const row = await access.db
        .selectFrom('ritual_occurrence')
        .select((it) => it.fn.max('due_at').as('at'))
        .where('team_id', '=', access.teamId)
        .where('channel_id', '=', channel)
        .where('name', '=', name)
        .where('state', '=', 'posted')
        .executeTakeFirst();
      return row?.at ?? null;
    },
    held: async (channel, from, to) =>
      (await seen(channel)) === null ? [] : heldBetween(access.db, access.teamId, channel, from, to),
    offers: async (channel) => (await seen(channel))?.settings.offers === 1,
    told: (change) => toldIn(access, change),
    changedLast: async (channel, name) =>
      (await seen(channel)) === null ? null : changedLast(access.db, access.teamId, channel, [name]),
    switchedOn: async (channel, schedules) => {
      if (schedules.length === 0 || (await seen(channel)) === null) return [];
      const asking = { kind: 'channel', channelId: channel } as const;
      const off = await offFor(access.db, access.startsOff, access.teamId, asking);
      return schedules.filter(({ name }) => !isOfPractice(name, off));
    },
    learningTime: async (channel) => {
      const calendar = (await seen(channel))?.calendar;
      if (calendar?.learning == null) return null;
      const { weekday, minutes, long } = calendar.learning;
      return { weekday, minutes, long, tz: calendar.tz, next: nextLearning(calendar, access.now, 2) };
    },
    calendar: async (channel) => {
      const { rows } =
        await sql<CalendarRow>`select c.tz, r.work_days, r.holidays, r.learning from channel as c
        left join channel_rhythm as r on r.team_id = c.team_id and r.channel_id = c.channel_id
        where c.team_id = ${access.teamId} and c.channel_id = ${channel} and ${isWhereIAm(access)}`.execute(
          access.db,
        );
      return rows[0] === undefined ? null : calendarOf(rows[0]);
    },
  };
}

/** See `Scope.rituals`. @param onWork called after a change, since something may be due sooner */
export function ritualsOf(access: AccessContext, ids: Ids, onWork: () => void): Schedules {
  /** In one transaction, if the viewer may; the channel is told of what a person changed. */
  const changing = async (
    channel: ChannelId,
    run: (changing: Changing) => Promise<Result<null, ScheduleRefusal>>,
  ): Promise<Result<null, ScheduleRefusal>> => {
    const { viewer } = access;
    const at = { db: access.db, team: access.teamId, channel, now: access.now };
    const refused =
      viewer.kind === 'channel'
        ? viewer.channelId === channel
          ? null
          : 'not_here'
        : viewer.kind === 'person'
          ? await whyNot(at, viewer.userId)
          : 'not_here';
    if (refused !== null) return refuse(refused);
    onWork();
    const before = await channelRecurrences(at.db, at.team, channel, at.now);
    const changed = await run(at);
    if (viewer.kind === 'person') await tellChanges(at, ids, viewer.userId, before);
    return changed;
  };
  return {
    ...ritualsSeen(access),
    setOffers: (channel, isOn) =>
      changing(channel, async (at) => {
        await saveOffers(at, isOn);
        return ok(null);
      }),
    change: (channel, name, change) =>
      changing(channel, async (at) => {
        const changed = await changeSchedule(at, name, change);
        if (changed.ok && 'people' in change) await fillPlaces(at, change.people);
        return changed.ok ? changed : refuse('not_here');
      }),
  };
}
