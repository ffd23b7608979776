/** What Slack says about people and channels, and how far reading it has come. */
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
  /** What they are called, see `cleanName`; `null`: Slack has not said. */
  name: text.orNull,
  standing: choice(memberTypes),
  is_admin: flag,
  tz: text,
  locale: text,
  /** ISO weekdays, separated by commas. */
  work_days: text,
  work_start: number,
  work_end: number,
  holidays: text.orNull,
  /** Until when a Slack status says that they are away. */
  away_until: instant.orNull,
  /** The first day on which they are back, as they set it, in their own calendar. */
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
  /** Every organisation it was shared with, as far as Slack named them, separated by commas. */
  shared_with: text,
  /** How often one more organisation was let in. */
  sharings: number,
  is_archived: flag,
  has_lore: flag,
  name: text,
  tz: text,
  locale: text,
  fetched_at: instant,
  /** When the list of members was last complete; `null`: unknown, so membership lets nobody see anything. */
  members_at: instant.orNull,
  /** When an event last changed that list: a list requested before that is dropped. */
  members_changed_at: instant.orNull,
  /** 1: it gets the zone and language of its members once they are known. */
  is_new: flag,
  /** While its list of members is being read: when the first page was requested, and the cursor of the next. */
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
  /** Where to continue: Slack's cursor, or the last channel done. */
  cursor: text.orNull,
  began_at: instant,
  /** When the last finished reading began; `null`: none has finished. */
  whole_at: instant.orNull,
  /** When Slack is asked again, where it asked to wait or did not answer; `null`: now. */
  due_at: instant.orNull,
};

export const membershipTable = {
  team_id: team,
  channel_id: channel,
  user_id: person,
  /** 1: joined while the channel was not public. */
  since_private: flag,
  /** When the newest list or event that names them came. */
  list_asked_at: instant,
};
