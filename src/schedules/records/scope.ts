/** What a scope knows of the rituals of a channel, and changes in them. */
import { sql } from 'kysely';
import type { ChannelId } from '#core/ids.ts';
import type { Schedules, SchedulesReader } from '#core/recurrence.ts';
import { refuse } from '#core/result.ts';
import type { AccessContext } from '../../store/access/access.ts';
import { channel as seenChannel, isWhereIAm } from '../../store/scope/people-select.ts';
import { settingsOf } from '../../store/settings/workspace-settings.ts';
import { changeRitual, whyNot } from './change.ts';
import {
  calendarOf,
  type CalendarRow,
  type ChannelRhythm,
  channelRhythm,
  channelRitual,
  coming,
  isOfPractice,
} from './rows.ts';

/** See `ReadScope.rituals`. */
export function ritualsSeen(eyes: AccessContext): SchedulesReader {
  const seen = async (channel: ChannelId): Promise<ChannelRhythm | null> =>
    (await seenChannel(eyes, channel)) === null ? null : channelRhythm(eyes.db, eyes.teamId, channel);
  return {
    of: async (channel, name) => {
      const rhythm = await seen(channel);
      return rhythm === null ? null : channelRitual(rhythm, name, eyes.now);
    },
    coming: async (channel, name, count) => {
      const rhythm = await seen(channel);
      return rhythm === null ? [] : coming(rhythm, name, eyes.now, count);
    },
    lastPosted: async (channel, name) => {
      if ((await seen(channel)) === null) return null;
      const row = await eyes.db
        .selectFrom('ritual_occurrence')
        .select((it) => it.fn.max('due_at').as('at'))
        .where('team_id', '=', eyes.teamId)
        .where('channel_id', '=', channel)
        .where('name', '=', name)
        .where('state', '=', 'posted')
        .executeTakeFirst();
      return row?.at ?? null;
    },
    switchedOn: async (rituals) => {
      const { off } = await settingsOf(eyes.db, eyes.teamId);
      return rituals.filter(({ name }) => !isOfPractice(name, off));
    },
    calendar: async (channel) => {
      const { rows } = await sql<CalendarRow>`select c.tz, r.work_days, r.holidays from channel as c
        left join channel_rhythm as r on r.team_id = c.team_id and r.channel_id = c.channel_id
        where c.team_id = ${eyes.teamId} and c.channel_id = ${channel} and ${isWhereIAm(eyes)}`.execute(
        eyes.db,
      );
      return rows[0] === undefined ? null : calendarOf(rows[0]);
    },
  };
}

/** See `Scope.rituals`. @param onWork called when something was changed, since other things may be due sooner */
export function ritualsOf(eyes: AccessContext, onWork: () => void): Schedules {
  return {
    ...ritualsSeen(eyes),
    change: async (channel, name, change) => {
      const { viewer } = eyes;
      const changing = { db: eyes.db, team: eyes.teamId, channel, now: eyes.now };
      const refused =
        viewer.kind === 'channel'
          ? viewer.channelId === channel
            ? null
            : 'not_here'
          : viewer.kind === 'person'
            ? await whyNot(changing, viewer.userId)
            : 'not_here';
      if (refused !== null) return refuse(refused);
      onWork();
      const changed = await changeRitual(changing, name, change);
      return changed.ok ? changed : refuse('not_here');
    },
  };
}
