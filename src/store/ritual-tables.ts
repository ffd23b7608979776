/** The house's tables of rituals. As in `schema.ts`: keys begin with `team_id`, instants are epoch milliseconds, booleans 0 or 1. */

/** How a channel's rituals run, and who looks after them; its zone and language stand in `channel`. Without a row: as usual, and nobody's. */
export interface ChannelRhythmTable {
  team_id: string;
  channel_id: string;
  owner_id: string | null;
  deputy_id: string | null;
  place: 'thread' | 'channel';
  /** ISO weekdays, separated by commas. */
  work_days: string;
  holidays: string | null;
  /** 1: only admins change it. */
  is_locked: number;
}

/** A ritual that was set up in a channel once. */
export interface RitualTable {
  team_id: string;
  channel_id: string;
  /** `Ritual.name`. */
  name: string;
  is_on: number;
  /** JSON of a `Rule`. */
  rule: string;
  /** The first day on which it may be by this rule. */
  since: string;
  paused_until: string | null;
  /** JSON: occurrences that were moved, by their day (`Rhythm.moves`). */
  moves: string;
  /** The day of the last occurrence of which something became: never again. */
  last_on: string | null;
  /** The next occurrence, and when it is to be looked at: later than it is only while it is tried again. */
  next_on: string | null;
  next_at: number | null;
  /** How often the next occurrence went wrong. */
  attempts: number;
}

/** What became of an occurrence: one row each, for ever the first. */
export interface RitualOccurrenceTable {
  team_id: string;
  channel_id: string;
  name: string;
  /** `Occurrence.on`. */
  on_date: string;
  due_at: number;
  moved: 'no' | 'holiday' | 'by_hand' | 'waited';
  state: 'posted' | 'skipped' | 'missed';
  /** `SkipReason`; of a missed one `late` or `failed`. */
  reason: string | null;
  recorded_at: number;
  /** Missed, and whoever looks after it has taken note. */
  is_seen: number;
}
