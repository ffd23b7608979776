/** What recurs in a channel: its rule, its occurrences, and what became of each. */
import type { Instant } from './clock.ts';
import { type ChannelId, type RowId, rowId, type UserId } from './ids.ts';
import type { Result } from './result.ts';
import type { LocalDate } from './time/date.ts';
import type { IsHoliday } from './time/holidays.ts';

export type Every = 'week' | 'fortnight' | 'month';

/** On a day of the week at a local time of the channel's zone. By the month: the first such day in it. */
export interface RegularRule {
  readonly every: Every;
  /** ISO: 1 = Monday … 7 = Sunday. */
  readonly weekday: number;
  /** After local midnight, 0 to 1439. */
  readonly minutes: number;
}

/** Before each occurrence of another ritual of the channel: so many calendar days, and on that day so many minutes, earlier. */
export interface BeforeRule {
  /** `Schedule.name` of one of the same feature, with a regular rule. */
  readonly before: string;
  readonly days: number;
  readonly minutes: number;
}

export type Rule = RegularRule | BeforeRule;

/** One time that a ritual happens. */
export interface Occurrence {
  /** Names it: may travel in posts, jobs and buttons. The same for whoever asks, however often it is moved. */
  readonly id: RowId;
  /** The day on which it is by its rule (of a `before` rule: the day of the occurrence that it is before); never twice for one ritual of a channel. */
  readonly on: LocalDate;
  /** When it is: moved off a holiday, by hand, or by its own wish (`next_day`), it is on another day than `on`. */
  readonly at: Instant;
  readonly moved: 'no' | 'holiday' | 'by_hand' | 'waited';
  /** Of a `before` rule: when what it is before will be. */
  readonly beforeAt: Instant | null;
}

export function occurrenceId(name: string, channel: ChannelId, on: LocalDate): RowId {
  return rowId(`${name}:${channel}:${on}`);
}

/** Why nothing was posted. The last four are for features to give; each has a sentence of the house. */
export type SkipReason =
  | 'paused'
  | 'holidays'
  | 'archived'
  | 'no_lore'
  | 'switched_off'
  /** It was due when somebody ended it. */
  | 'ended'
  /** Waits for a leader who wants to go first (`Feature.comesFirst`). */
  | 'not_yet'
  | 'nothing_to_say'
  | 'nobody_available'
  | 'nobody_takes_part'
  | 'too_soon';

/**
 * What became of an occurrence. `next_day`: not yet; it comes again on the next working day at the same time, unless that would reach the
 * next occurrence: then it is skipped as `too_soon`.
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
  /** The first day on which it happens again. */
  readonly pausedUntil: LocalDate | null;
  /** Who looks after the channel's rituals: the owner, or the deputy while the owner is not in the channel; `null`: nobody. */
  readonly owner: UserId | null;
  /** Whether replies and results go to the thread of its message (the default), or into the channel. */
  readonly place: 'thread' | 'channel';
  /** `null` while it is off, or what it is before is off. */
  readonly next: Occurrence | null;
}

/** Why a ritual was not changed. `locked`: an admin keeps it; `not_here`: it was never set up, or Lore or the person is not in the channel. */
export type ScheduleRefusal = 'not_here' | 'guest' | 'locked';

/** What a scope knows of a channel's rituals: only of channels that the viewer is in, or is. */
export interface SchedulesReader {
  of(channel: ChannelId, name: string): Promise<ChannelSchedule | null>;
  /** The next so many, the soonest first; a pause is not looked at. Fewer where it is off. */
  coming(channel: ChannelId, name: string, count: number): Promise<readonly Occurrence[]>;
  /** When the last one that was posted was due; `null`: none was. */
  lastPosted(channel: ChannelId, name: string): Promise<Instant | null>;
  /** Of these, the rituals whose practice is switched on in the workspace. */
  switchedOn<One extends { readonly name: string }>(rituals: readonly One[]): Promise<readonly One[]>;
  /** The days on which a channel works, also where no ritual is set up. `null` where the viewer is not in it. */
  calendar(channel: ChannelId): Promise<Calendar | null>;
}

export type ScheduleChange =
  | { readonly every: Every }
  /** `null`: goes on at once. */
  | { readonly pausedUntil: LocalDate | null }
  | { readonly isOn: boolean };

export interface Schedules extends SchedulesReader {
  /** Changes a ritual that was set up. A person must be a member of the channel and of the workspace, and the rituals not locked. */
  change(channel: ChannelId, name: string, change: ScheduleChange): Promise<Result<null, ScheduleRefusal>>;
}

/** The days on which a channel works. */
export interface Calendar {
  /** IANA zone; must be known. */
  readonly tz: string;
  /** ISO weekdays. */
  readonly days: readonly number[];
  readonly isHoliday: IsHoliday;
}
