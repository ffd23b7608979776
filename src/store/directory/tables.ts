/** What Slack says of people and channels, and how far it was asked. */
import {
  type Cells,
  channel,
  choice,
  day,
  flag,
  instant,
  number,
  person,
  team,
  text,
} from '#core/columns.ts';
import { languages } from '#core/languages.ts';
import { memberTypes } from '#core/people.ts';

export const personTable = {
  team_id: team,
  user_id: person,
  standing: choice(memberTypes),
  is_admin: flag,
  tz: text,
  locale: text,
  /** ISO weekdays, separated by commas. */
  work_days: text,
  work_start: number,
  work_end: number,
  holidays: text.orNull,
  /** Until then a Slack status says so. */
  away_until: instant.orNull,
  /** The first day of their own calendar on which they are back, as they set it themselves. */
  back_on: day.orNull,
  /** The language they chose; `null`: Slack's. */
  own_locale: choice(languages).orNull,
  /** When Slack was last asked. */
  fetched_at: instant,
};

export type PersonTable = Cells<typeof personTable>;

export const channelTable = {
  team_id: team,
  channel_id: channel,
  kind: choice(['public', 'private', 'direct']),
  is_shared: flag,
  /** The organisations it was ever shared with, as far as Slack named them; separated by commas. */
  shared_with: text,
  /** How many times one more organisation was let in. */
  sharings: number,
  is_archived: flag,
  has_lore: flag,
  name: text,
  tz: text,
  locale: text,
  fetched_at: instant,
  /** When the list of members was last known to be whole; `null`: unknown, so nobody may see by membership. */
  members_at: instant.orNull,
  /** When an event last changed that list: one that was asked for before that is not taken. */
  members_changed_at: instant.orNull,
  /** 1: its zone and language are those of its members, once they are known. */
  is_new: flag,
  /** While its list of members is being read: when the first page was asked for, and the cursor of the next one. */
  list_asked_at: instant.orNull,
  list_cursor: text.orNull,
};

export type ChannelTable = Cells<typeof channelTable>;

const walkStages = ['people', 'channels', 'members', 'strangers'] as const;
export type WalkStage = (typeof walkStages)[number];

/** How far Lore has come in reading a workspace from Slack, see `walks.ts`. */
export const directoryWalkTable = {
  team_id: team,
  stage: choice([...walkStages, 'done']),
  /** Where to go on: Slack's cursor, or the channel that was the last. */
  cursor: text.orNull,
  began_at: instant,
  /** When the last reading began that came to its end; `null`: none did. */
  whole_at: instant.orNull,
};

export const membershipTable = {
  team_id: team,
  channel_id: channel,
  user_id: person,
  /** 1: joined while the channel was not public. */
  since_private: flag,
  /** When the newest list that names them, or the event that told of them, came. */
  list_asked_at: instant,
};
