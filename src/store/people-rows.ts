/** Rows of the directory as the facts that features are given. */
import type { ChannelId, UserId } from '../core/ids.ts';
import { localeOf, type Channel, type Person } from '../core/people.ts';
import type { ChannelTable, PersonTable } from './schema.ts';

export function personOf(row: PersonTable): Person {
  return {
    // Written by the directory alone, which takes ids of this kind.
    userId: row.user_id as UserId,
    standing: row.standing,
    isAdmin: row.is_admin === 1,
    tz: row.tz,
    locale: localeOf(row.locale),
    workingHours: {
      days: row.work_days === '' ? [] : row.work_days.split(',').map(Number),
      start: row.work_start,
      end: row.work_end,
      holidays: row.holidays,
    },
    awayUntil: row.away_until,
  };
}

export function channelOf(row: ChannelTable): Channel {
  return {
    channelId: row.channel_id as ChannelId,
    kind: row.kind,
    isShared: row.is_shared === 1,
    isArchived: row.is_archived === 1,
    hasLore: row.has_lore === 1,
    name: row.name,
    tz: row.tz,
    locale: localeOf(row.locale),
  };
}
