/** What was set up and what people did, as the playing side writes it down and the counting side reads it. Nothing here comes from Lore's code. */
import type { Calendar, Day, Instant } from './calendar.ts';

export interface Regular {
  readonly every: 'week' | 'fortnight' | 'month';
  readonly weekday: number;
  /** After local midnight. */
  readonly minutes: number;
}

/** Rituals with a rule of their own, and those that are before the meeting. */
export const regulars = ['learned.weekly', 'digest.weekly', 'rotation.meeting'] as const;
export const befores = ['rotation.presenter', 'rotation.agenda'] as const;
export type RegularName = (typeof regulars)[number];
export type BeforeName = (typeof befores)[number];
/** The meeting is the team's own: nothing is posted at it. */
export type PostingName = Exclude<RegularName, 'rotation.meeting'> | BeforeName;

interface Somewhere {
  readonly at: Instant;
  readonly channel: string;
}

interface Told {
  readonly by: string;
  /** A word of it that stands nowhere else. */
  readonly token: string;
}

export type Fact =
  /** `null`: it was ended. */
  | (Somewhere & { readonly kind: 'rule'; readonly schedule: RegularName; readonly rule: Regular | null })
  | (Somewhere & { readonly kind: 'on'; readonly schedule: BeforeName })
  | (Somewhere & { readonly kind: 'paused'; readonly schedule: RegularName; readonly until: Day })
  | (Somewhere & {
      readonly kind: 'moved';
      readonly schedule: RegularName;
      readonly on: Day;
      readonly to: { readonly day: Day; readonly minutes: number };
    })
  | (Somewhere & { readonly kind: 'archived' })
  | (Somewhere & { readonly kind: 'without lore' })
  /** Somebody wants to tell first; and did. */
  | (Somewhere & { readonly kind: 'waits' })
  | (Somewhere & { readonly kind: 'told first' })
  /** Somebody takes turns at presenting from now on. */
  | (Somewhere & { readonly kind: 'joined'; readonly person: string })
  /** Whoever looks after it said how to go on with what nobody answers. */
  | (Somewhere & { readonly kind: 'chose'; readonly choice: 'rarer' | 'ended' })
  | (Somewhere & Told & { readonly kind: 'shared' })
  | (Somewhere & Told & { readonly kind: 'told' })
  | (Somewhere & Told & { readonly kind: 'asked' | 'answered' })
  | { readonly kind: 'away'; readonly at: Instant; readonly person: string; readonly until: Instant }
  | { readonly kind: 'down'; readonly at: Instant; readonly until: Instant };

export interface ChannelFacts {
  readonly id: string;
  readonly isPrivate: boolean;
  /** People, without the bot. */
  readonly members: readonly string[];
  readonly calendar: Calendar;
  /** Its people live in Berlin, New York and Singapore, and it keeps what Lore proposed. */
  readonly isThreeZones: boolean;
}

export interface PersonFacts {
  readonly id: string;
  readonly tz: string;
  readonly isGuest: boolean;
}

export interface Lived {
  readonly channels: readonly ChannelFacts[];
  readonly people: ReadonlyMap<string, PersonFacts>;
  /** In the order of their instants. */
  readonly facts: readonly Fact[];
  /** What falls due in this time is counted. */
  readonly from: Instant;
  readonly to: Instant;
}

/** What Lore said, as it stands in the sandbox. */
export interface Said {
  readonly at: Instant;
  readonly channel: string;
  readonly kind: PostingName | 'share' | 'entry' | 'question' | 'direct' | 'greeting' | 'other';
  /** Whom a direct message is for. */
  readonly person: string | null;
  /** What Lore calls the delivery; one that is there twice was said twice. */
  readonly delivery: string;
  readonly text: string;
}

/** What Lore recorded of an occurrence. */
export interface Recorded {
  readonly channel: string;
  readonly schedule: string;
  readonly on: Day;
  readonly dueAt: Instant;
  readonly moved: string;
  readonly state: string;
  readonly reason: string | null;
}
