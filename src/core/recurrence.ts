/** What recurs in a channel: its rule, its occurrences and their outcomes. */
import type { Instant } from './clock.ts';
import { type ChannelId, type RowId, rowId, type UserId } from './ids.ts';
import type { Result } from './result.ts';
import type { LocalDate } from './time/date.ts';
import type { IsHoliday } from './time/holidays.ts';

export const frequencies = ['week', 'fortnight', 'threeWeeks', 'month'] as const;
export type Every = (typeof frequencies)[number];

/** On a day of the week, at a local time in the channel's zone. Monthly: the first such day of the month. */
export interface RegularRule {
  readonly every: Every;
  /** ISO: 1 = Monday … 7 = Sunday. */
  readonly weekday: number;
  /** After local midnight, 0 to 1439. */
  readonly minutes: number;
}

/** Hours of the week that a team keeps free for learning, on one day, in the channel's zone. */
export interface LearningHours {
  /** ISO. */
  readonly weekday: number;
  /** After local midnight; it ends on the same day. */
  readonly minutes: number;
  /** In minutes: half an hour to four hours. */
  readonly long: number;
}

/** As it is kept. */
export interface KeptFree extends LearningHours {
  /** When a ritual takes place that would fall into it, after that day's midnight: at its end, or, where most people have stopped by then, before it. */
  readonly instead: number;
}

/** A channel's learning time, to be shown. */
export interface LearningTime extends LearningHours {
  /** IANA zone of the channel. */
  readonly tz: string;
  /** When the next two begin, without holidays; fewer if the channel hardly works on that day of the week. */
  readonly next: readonly Instant[];
}

/** Before each occurrence of another ritual in the channel: that many calendar days earlier, and on that day that many minutes earlier. */
export interface BeforeRule {
  /** `Schedule.name` of a regular schedule of the same feature. */
  readonly before: string;
  readonly days: number;
  readonly minutes: number;
}

export type Rule = RegularRule | BeforeRule;

export interface Occurrence {
  /** Posts, jobs and buttons may carry it. It stays the same however often the occurrence is moved. */
  readonly id: RowId;
  /** Its day by the rule (for a `before` rule: the day of the meeting or other occurrence it precedes). Unique for one ritual in a channel. */
  readonly on: LocalDate;
  /**
   * When it takes place. Moved off a holiday, by hand or by itself (`next_day`), that is on another day than `on`; moved out of the learning
   * time alone, on the same day.
   */
  readonly at: Instant;
  readonly moved: 'no' | 'holiday' | 'by_hand' | 'waited' | 'learning';
  /** For a `before` rule: when the occurrence it precedes takes place. */
  readonly beforeAt: Instant | null;
}

export function occurrenceId(name: string, channel: ChannelId, on: LocalDate): RowId {
  return rowId(`${name}:${channel}:${on}`);
}

/** Why nothing was posted. Features give the last four; the system has a sentence for each. */
export type SkipReason =
  | 'paused'
  | 'holidays'
  | 'archived'
  | 'no_lore'
  | 'switched_off'
  /** It was due when someone ended it. */
  | 'ended'
  /** Waits for a leader who wants to go first (`Feature.comesFirst`). */
  | 'not_yet'
  | 'nothing_to_say'
  | 'nobody_available'
  | 'nobody_takes_part'
  | 'too_soon';

/**
 * The outcome of an occurrence. `next_day`: none yet; it comes back on the next working day at the same time, or is skipped as `too_soon` if
 * that would reach the next occurrence.
 */
export type ScheduleOutcome =
  | { readonly kind: 'posted' }
  | { readonly kind: 'skipped'; readonly reason: SkipReason }
  | { readonly kind: 'next_day' };

export const posted: ScheduleOutcome = { kind: 'posted' };
export const nextDay: ScheduleOutcome = { kind: 'next_day' };

export const skip = (
  reason: Extract<SkipReason, 'nothing_to_say' | 'nobody_available' | 'nobody_takes_part' | 'too_soon'>,
): ScheduleOutcome => ({ kind: 'skipped', reason });

/** A ritual as it is set up in one channel. */
export interface ChannelSchedule {
  readonly name: string;
  readonly channel: ChannelId;
  readonly isOn: boolean;
  readonly rule: Rule;
  /** The first day on which it takes place again. */
  readonly pausedUntil: LocalDate | null;
  /** Who acts for the channel's rituals: the owner, or the deputy while the owner is away or not in the channel; `null`: nobody. */
  readonly owner: UserId | null;
  /** Owner and deputy, as far as they are in the channel: both are named. */
  readonly named: readonly UserId[];
  /** Whether replies and results go to the thread of its message (the default), or into the channel. */
  readonly place: 'thread' | 'channel';
  /** `null` while it, or what it precedes, is off. */
  readonly next: Occurrence | null;
}

/** What a person's change came to, as the channel reads it. Days are dates of the channel. */
export type ToldChange =
  | { readonly kind: 'on' | 'rule'; readonly name: string; readonly rule: Rule; readonly was: Rule | null }
  | { readonly kind: 'off' | 'goes_on'; readonly name: string }
  | { readonly kind: 'paused'; readonly name: string; readonly until: LocalDate }
  | {
      readonly kind: 'moved';
      readonly name: string;
      /** Its day by the rule. */
      readonly on: LocalDate;
      readonly date: LocalDate;
      /** After that day's midnight in the channel. */
      readonly minutes: number;
    }
  /** `null`: it was ended. */
  | { readonly kind: 'learning'; readonly time: LearningHours | null }
  | { readonly kind: 'settings'; readonly of: ToldSetting };

export const toldSettings = [
  'zone',
  'language',
  'days',
  'holidays',
  'place',
  'owner',
  'deputy',
  'lock',
  'offers',
] as const;
export type ToldSetting = (typeof toldSettings)[number];

/** What one person changed at once. */
export interface Told {
  /** `null`: they were erased. */
  readonly by: UserId | null;
  readonly changes: readonly ToldChange[];
}

/** `by`: `null`, they were erased. */
export interface Changed {
  readonly by: UserId | null;
  readonly at: Instant;
}

/** Why a ritual was not changed. `locked`: by an admin; `not_here`: never set up, or Lore or the person is not in the channel. */
export type ScheduleRefusal = 'not_here' | 'guest' | 'locked';

/** An occurrence that was to take place. */
export interface ScheduledTime {
  /** `Schedule.name`. */
  readonly name: string;
  readonly at: Instant;
  /** It took place, within a week of its day by the rule. */
  readonly isHeld: boolean;
}

/** What a scope knows about the rituals of a channel: only of a channel that the viewer is in, or is. */
export interface SchedulesReader {
  of(channel: ChannelId, name: string): Promise<ChannelSchedule | null>;
  /** Those that are on, by name: also in a channel that is archived, where they only rest. */
  running(channel: ChannelId): Promise<readonly ChannelSchedule[]>;
  /** The next `count`, soonest first, ignoring pauses. Fewer if it is off. */
  coming(channel: ChannelId, name: string, count: number): Promise<readonly Occurrence[]>;
  /** When the last posted one was due; `null`: none was posted. */
  lastPosted(channel: ChannelId, name: string): Promise<Instant | null>;
  /**
   * What was to take place in a channel from `from` until before `to`, the first first. Left out is what nobody expected: on holidays, in a pause, after it
   * was ended, where a practice had nothing to say, and what a database that is lost may have posted.
   */
  held(channel: ChannelId, from: Instant, to: Instant): Promise<readonly ScheduledTime[]>;
  /** Of these, the practices that are on in a channel, and the rituals of such practices. */
  switchedOn<One extends { readonly name: string }>(
    channel: ChannelId,
    schedules: readonly One[],
  ): Promise<readonly One[]>;
  /** Whether a channel wants to be offered something when it fits; `true` unless somebody chose otherwise. */
  offers(channel: ChannelId): Promise<boolean>;
  /** What was changed in a channel that the viewer is in, or is; `null`: that is no longer kept. */
  told(change: RowId): Promise<Told | null>;
  /** When somebody changed a ritual last, and who; `null`: nobody did, or that is no longer kept. */
  changedLast(channel: ChannelId, name: string): Promise<Changed | null>;
  /** The days on which a channel works, even if no ritual is set up. `null` if the viewer is not in it. */
  calendar(channel: ChannelId): Promise<Calendar | null>;
  /** The hours that the team of a channel keeps free for learning; `null`: none, or the viewer is not in it. */
  learningTime(channel: ChannelId): Promise<LearningTime | null>;
}

export type ScheduleChange =
  | { readonly every: Every }
  /** `null`: goes on at once. */
  | { readonly pausedUntil: LocalDate | null }
  | { readonly isOn: boolean }
  /** Begins, also where it was never set up: for what a practice sets up in its own form, or what comes here from another channel. */
  | { readonly isOn: true; readonly rule: Rule; readonly people?: SchedulePeople };

/** Who looks after a channel's rituals from now on, where nobody does: full members who are in it. */
export type SchedulePeople = Readonly<Record<'owner' | 'deputy', UserId | null>>;

export interface Schedules extends SchedulesReader {
  /** As for `change`. */
  setOffers(channel: ChannelId, isOn: boolean): Promise<Result<null, ScheduleRefusal>>;
  /** Changes a ritual. The person must be a full member who is in the channel, and the rituals must not be locked. */
  change(channel: ChannelId, name: string, change: ScheduleChange): Promise<Result<null, ScheduleRefusal>>;
}

/** The days on which a channel works. */
export interface Calendar {
  /** IANA zone; must be known. */
  readonly tz: string;
  /** ISO weekdays. */
  readonly days: readonly number[];
  readonly isHoliday: IsHoliday;
  /** None of its rituals takes place in it. */
  readonly learning?: KeptFree | null;
}
