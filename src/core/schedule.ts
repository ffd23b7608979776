/**
 * Rituals: what recurs in a channel. A feature declares a ritual and what it does when it is due. The system keeps each channel's rule, owner and
 * pauses, calls the ritual once for each occurrence, and records every outcome.
 */
import type { Instant } from './clock.ts';
import type { Wording } from './listener.ts';
import type { Channel, Person, Reader } from './people.ts';
import type { ChannelSchedule, Occurrence, ScheduleOutcome, Rule } from './recurrence.ts';
import type { ReadScope, Scope } from './scope.ts';
import type { Mrkdwn } from './text.ts';

export interface ScheduleContext {
  /** With the channel's access, in the transaction that schedules the next occurrence. Post with `publish`, owner `ritual.owner`. */
  readonly scope: Scope;
  readonly channel: Channel;
  readonly schedule: ChannelSchedule;
  readonly occurrence: Occurrence;
  /** The practices that are off in the channel. */
  readonly off: ReadonlySet<string>;
  readonly now: Instant;
  readonly newId: () => string;
}

/** Who reads a channel. */
export interface Readership {
  /** With another organisation. */
  readonly isShared: boolean;
  readonly people: readonly Pick<Person, 'memberType'>[];
}

export interface Schedule {
  /** Unique over all features, `<feature>.<what>`. */
  readonly name: string;
  /** Its name where people choose it: "Weekly shares". */
  readonly title: Wording;
  /** One line of what happens, and what people do. */
  readonly what: Wording;
  /**
   * The default rule. Its local time is a wish, moved into the widest overlap of the members' working hours. Choose Tuesday to Thursday: on other
   * days it is the weekend somewhere in the world.
   */
  readonly usual: Rule;
  /**
   * `start`: part of "Start with these". `settings`: stands only there. Otherwise it is offered once that much has been shared in the channel
   * (`Feature.sharedIn`).
   */
  readonly offered: 'start' | 'settings' | { readonly whenShared: number };
  /** It needs what people set up in the practice's own form, so nobody takes it to another channel: there they begin it in that form. */
  readonly hasOwnForm?: true;
  /** Where it is part of "Start with these", too. */
  readonly startsIn?: (read: ReadScope, channel: Channel) => Promise<boolean>;
  /**
   * What these readers keep it from showing, and what can be done: told to the person who sets it up. `null`: nothing. It says nothing about what there
   * would be to show.
   */
  readonly silenced?: (readers: Readership, reader: Pick<Reader, 'locale' | 'tz'>) => Mrkdwn | null;
  /** It asks people to write something, and waits while a feature's `comesFirst` says so. */
  readonly asks?: boolean;
  /**
   * Runs one occurrence. Absent for a meeting of the team, which only serves others as a reference. May run again from the start when its
   * transaction conflicts with another.
   */
  readonly occur?: (context: ScheduleContext) => Promise<ScheduleOutcome>;
}
