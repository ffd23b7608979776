/** What Slack says of people and channels, and how far it was asked. */
import type { Locale } from '../core/languages.ts';
import type { Standing } from '../core/people.ts';

export interface PersonTable {
  team_id: string;
  user_id: string;
  standing: Standing;
  is_admin: number;
  tz: string;
  locale: string;
  /** ISO weekdays, separated by commas. */
  work_days: string;
  work_start: number;
  work_end: number;
  holidays: string | null;
  /** Until then a Slack status says so. */
  away_until: number | null;
  /** The first day of their own calendar on which they are back, as they set it themselves. */
  back_on: string | null;
  /** The language they chose; `null`: Slack's. */
  own_locale: Locale | null;
  /** When Slack was last asked. */
  fetched_at: number;
}

export interface ChannelTable {
  team_id: string;
  channel_id: string;
  kind: 'public' | 'private' | 'direct';
  is_shared: number;
  /** The organisations it was ever shared with, as far as Slack named them; separated by commas. */
  shared_with: string;
  /** How many times one more organisation was let in. */
  sharings: number;
  is_archived: number;
  has_lore: number;
  name: string;
  tz: string;
  locale: string;
  fetched_at: number;
  /** When the list of members was last known to be whole; `null`: unknown, so nobody may see by membership. */
  members_at: number | null;
  /** When an event last changed that list: one that was asked for before that is not taken. */
  members_changed_at: number | null;
  /** 1: its zone and language are those of its members, once they are known. */
  is_new: number;
  /** While its list of members is being read: when the first page was asked for, and the cursor of the next one. */
  list_asked_at: number | null;
  list_cursor: string | null;
}

/** How far Lore has come in reading a workspace from Slack, see `walks.ts`. */
export interface DirectoryWalkTable {
  team_id: string;
  stage: WalkStage | 'done';
  /** Where to go on: Slack's cursor, or the channel that was the last. */
  cursor: string | null;
  began_at: number;
  /** When the last reading began that came to its end; `null`: none did. */
  whole_at: number | null;
}
export type WalkStage = 'people' | 'channels' | 'members' | 'strangers';

export interface MembershipTable {
  team_id: string;
  channel_id: string;
  user_id: string;
  /** 1: joined while the channel was not public. */
  since_private: number;
  /** When the newest list that names them, or the event that told of them, came. */
  list_asked_at: number;
}
