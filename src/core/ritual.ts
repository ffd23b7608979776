/**
 * Rituals: what happens in a channel again and again. A feature declares what a ritual is and what it does when its time has come; the house
 * keeps each channel's rhythm, owner and pauses, calls it once for each occurrence, and records what became of every one.
 */
import type { Instant } from './clock.ts';
import type { Wording } from './listener.ts';
import type { Channel } from './people.ts';
import type { ChannelSchedule, Occurrence, ScheduleOutcome, Rule } from './recurrence.ts';
import type { Scope } from './scope.ts';

export interface ScheduleContext {
  /** With the eyes of the channel, inside the transaction in which the next occurrence is scheduled. Post with `publish`, owner `ritual.owner`. */
  readonly scope: Scope;
  readonly channel: Channel;
  readonly ritual: ChannelSchedule;
  readonly occurrence: Occurrence;
  /** The practices that are switched off in the workspace. */
  readonly off: ReadonlySet<string>;
  readonly now: Instant;
  readonly newId: () => string;
}

export interface Schedule {
  /** Unique over all features, `<feature>.<what>`. */
  readonly name: string;
  /** "Weekly shares", where it is chosen. */
  readonly title: Wording;
  /** One line of what happens, and what people do. */
  readonly what: Wording;
  /**
   * When it is, unless the channel chooses otherwise: the local time is the wish, moved into the widest overlap of the members' working hours.
   * Choose Tuesday to Thursday: on other days it is the weekend somewhere in the world.
   */
  readonly usual: Rule;
  /** `start`: one of "Start with these"; otherwise offered once so much was shared in the channel (`Feature.sharedIn`). */
  readonly offered: 'start' | { readonly whenShared: number };
  /** It asks people to write something: waits while a feature's `comesFirst` says so. */
  readonly asks?: boolean;
  /**
   * Makes one occurrence happen. Absent for an appointment of the team, which Lore only reckons with: others are before it.
   * May run again from the start when its transaction lost against another one.
   */
  readonly occur?: (context: ScheduleContext) => Promise<ScheduleOutcome>;
}
