/** Lore's tables of rituals. As in `schema.ts`: keys begin with `team_id`, instants are epoch milliseconds, booleans 0 or 1. */
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

/** How a channel's rituals run, and who looks after them; its zone and language stand in `channel`. Without a row: as usual, and nobody's. */
export const channelScheduleSettingsTable = {
  team_id: team,
  channel_id: channel,
  owner_id: person.orNull,
  deputy_id: person.orNull,
  place: choice(['thread', 'channel']),
  /** ISO weekdays, separated by commas. */
  work_days: text,
  holidays: text.orNull,
  /** 1: only admins change it. */
  is_locked: flag,
};

export type ChannelScheduleSettingsTable = Cells<typeof channelScheduleSettingsTable>;

/** A ritual that was set up in a channel once. */
export const ritualTable = {
  team_id: team,
  channel_id: channel,
  /** `Schedule.name`. */
  name: text,
  is_on: flag,
  /** JSON of a `Rule`. */
  rule: text,
  /** The first day on which it may be by this rule. */
  since: day,
  paused_until: day.orNull,
  /** JSON: occurrences that were moved, by their day (`Recurrence.moves`). */
  moves: text,
  /** The day of the last occurrence of which something became: never again. */
  last_on: day.orNull,
  /** The next occurrence, and when it is to be looked at: later than it is only while it is tried again. */
  next_on: day.orNull,
  next_at: instant.orNull,
  /** How often the next occurrence went wrong. */
  attempts: number,
};

export type ScheduleTable = Cells<typeof ritualTable>;

/** What became of an occurrence: one row each, for ever the first. */
export const ritualOccurrenceTable = {
  team_id: team,
  channel_id: channel,
  name: text,
  /** `Occurrence.on`. */
  on_date: day,
  due_at: instant,
  moved: choice(['no', 'holiday', 'by_hand', 'waited']),
  state: choice(['posted', 'skipped', 'missed']),
  /** `SkipReason`; of a missed one `late` or `failed`. */
  reason: text.orNull,
  recorded_at: instant,
  /** Missed, and whoever looks after it has taken note. */
  is_seen: flag,
};

export type RitualOccurrenceTable = Cells<typeof ritualOccurrenceTable>;
