/** Turns rows of the directory into the facts that features get. */
import { sql } from 'kysely';
import type { Instant } from '#core/clock.ts';
import { localeOf } from '#core/languages.ts';
import type { UserId } from '#core/ids.ts';
import type { Channel, MemberType, Participant, Person, WorkingHours } from '#core/people.ts';
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

/**
 * Of the person `p`, what `participantsIn` reads. Of most people that is their id alone: two hundred rows take longer to hand over than to
 * find, so all of them are one text.
 */
export const packedParticipant = sql<string>`p.user_id || case
    when p.standing = 'member' and p.away_until is null and p.back_on is null then ''
    else '/' || p.standing || '/' || coalesce(cast(p.away_until as text), '') || '/' || coalesce(p.back_on, '') || '/' || p.tz
  end`;

/** @param packed some, with spaces between them; `null`: none @returns them by their ids */
export function participantsIn(packed: string | null): Participant[] {
  const all = packed === null ? [] : packed.split(' ').sort();
  return all.map((one) => {
    // Only the directory writes these, with ids and values of these kinds.
    const [userId, memberType = 'member', away = '', back = '', ...tz] = one.split('/') as [
      UserId,
      MemberType?,
      ...string[],
    ];
    const awayUntil = away === '' ? null : Number(away);
    return {
      userId,
      memberType,
      awayUntil: awayUntilOf({ away_until: awayUntil, back_on: back || null, tz: tz.join('/') }),
    };
  });
}

export function workingHoursOf(row: PersonTable): WorkingHours {
  return {
    days: row.work_days === '' ? [] : row.work_days.split(',').map(Number),
    start: row.work_start,
    end: row.work_end,
    holidays: row.holidays,
  };
}

/** The later of what a status says and what they set themselves, which starts with the day in their own zone. */
function awayUntilOf(row: Pick<PersonTable, 'away_until' | 'back_on' | 'tz'>): Instant | null {
  if (row.back_on === null) return row.away_until;
  const back = startOfDay(row.back_on, isZone(row.tz) ? row.tz : 'UTC');
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
