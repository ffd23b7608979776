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

/** How a channel's rituals run, and who is responsible; zone and language are in `channel`. No row: the defaults, and nobody. */
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
  /** 1: it is offered something when it fits. */
  offers: flag,
  /** JSON of a `KeptFree`; `null`: no learning time. */
  learning: text.orNull,
};

export type ChannelScheduleSettingsTable = Cells<typeof channelScheduleSettingsTable>;

/** A ritual that was ever set up in a channel. */
export const ritualTable = {
  team_id: team,
  channel_id: channel,
  /** `Schedule.name`. */
  name: text,
  is_on: flag,
  /** JSON of a `Rule`. */
  rule: text,
  /** The first day on which this rule may produce an occurrence. */
  since: day,
  paused_until: day.orNull,
  /** JSON: moved occurrences, by their original day (`Recurrence.moves`). */
  moves: text,
  /** The day of the last settled occurrence, which never returns. */
  last_on: day.orNull,
  /** The next occurrence, and when to look at it: later than its time only during retries. */
  next_on: day.orNull,
  next_at: instant.orNull,
  /** How often the next occurrence failed. */
  attempts: number,
};

export type ScheduleTable = Cells<typeof ritualTable>;

/** What one person changed at once, as the channel was told: one row each, never changed afterwards. */
export const ritualChangeTable = {
  team_id: team,
  id: text,
  channel_id: channel,
  by_id: person.orNull,
  /** JSON: several `ToldChange`. */
  changes: text,
  /** JSON of the `LearningHours` that were set, or `null` in JSON: they ended. In a column of its own, since an older Lore reads `changes`. */
  learning: text.orNull,
  changed_at: instant,
};

/** The outcome of each occurrence: one row each, never changed afterwards. */
export const ritualOccurrenceTable = {
  team_id: team,
  channel_id: channel,
  name: text,
  /** `Occurrence.on`. */
  on_date: day,
  due_at: instant,
  moved: choice(['no', 'holiday', 'by_hand', 'waited', 'learning']),
  state: choice(['posted', 'skipped', 'missed']),
  /** `SkipReason`; `late`, `failed` or `restored` for a missed one. */
  reason: text.orNull,
  recorded_at: instant,
  /** Missed, and dismissed by the person responsible. */
  is_seen: flag,
};

export type RitualOccurrenceTable = Cells<typeof ritualOccurrenceTable>;
