/** Turns rows of the directory into the facts that features get. */
import type { Instant } from '#core/clock.ts';
import { localeOf } from '#core/languages.ts';
import type { Channel, Participant, Person, WorkingHours } from '#core/people.ts';
import { isZone, startOfDay } from '#core/time/zone.ts';
import type { ChannelTable, PersonTable } from '../schema.ts';

export function personOf(row: PersonTable): Person {
  return {
    // Only the directory writes it, with ids of this kind.
    userId: row.user_id,
    memberType: row.standing,
    isAdmin: row.is_admin === 1,
    tz: row.tz,
    locale: row.own_locale ?? localeOf(row.locale),
    workingHours: workingHoursOf(row),
    awayUntil: awayUntilOf(row),
  };
}

/** `tz` only where it is needed. */
export interface ParticipantRow extends Pick<PersonTable, 'user_id' | 'standing' | 'away_until' | 'back_on'> {
  readonly tz: string | null;
}

export const participantOf = (row: ParticipantRow): Participant => ({
  userId: row.user_id,
  memberType: row.standing,
  awayUntil: awayUntilOf(row),
});

export function workingHoursOf(row: PersonTable): WorkingHours {
  return {
    days: row.work_days === '' ? [] : row.work_days.split(',').map(Number),
    start: row.work_start,
    end: row.work_end,
    holidays: row.holidays,
  };
}

/** The later of what a status says and what they set themselves, which starts with the day in their own zone. */
function awayUntilOf(row: ParticipantRow): Instant | null {
  if (row.back_on === null) return row.away_until;
  const back = startOfDay(row.back_on, row.tz !== null && isZone(row.tz) ? row.tz : 'UTC');
  return Math.max(back, row.away_until ?? back);
}

export function channelOf(row: ChannelTable): Channel {
  return {
    channelId: row.channel_id,
    kind: row.kind,
    isShared: row.is_shared === 1,
    isArchived: row.is_archived === 1,
    hasLore: row.has_lore === 1,
    name: row.name,
    tz: row.tz,
    locale: localeOf(row.locale),
  };
}
