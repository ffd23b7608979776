/** A lesson as it leaves the library, and as it comes back in: everything that its reader may read of it, and nothing that only a database knows. */
import type { Instant } from './clock.ts';

/**
 * A person, or a channel. What another installation cannot match stays these words, so a further export says the same.
 * Either may be `null`, not both.
 */
export interface NamedThing {
  /** In the installation where they were known. */
  readonly id: string | null;
  readonly name: string | null;
}

/**
 * Whom it reaches.
 * - `workspace`: every full member
 * - `conversation`: the people in its channel
 * - `people`: those who saw what it is made of; never more, wherever it goes
 */
export const recordedReaches = ['workspace', 'conversation', 'people'] as const;

/** A team tried it. */
export interface RecordedTrial {
  /** Where the team is, by its channel. `null`: the reader may not know. */
  readonly team: NamedThing | null;
  readonly at: Instant;
  /** `helped`, `partly` or `not`. */
  readonly went: string;
  readonly how: string;
  /** Those who added themselves. */
  readonly by: readonly NamedThing[];
}

/** One change. */
export interface RecordedChange {
  /** `words`: its words; others are about its effect. */
  readonly change: string;
  readonly at: Instant;
  /** Where names are shown. */
  readonly by: NamedThing | null;
  readonly note: string;
  /** What it said before, of a change of words. */
  readonly before: RecordedWords | null;
}

/** What people wrote. */
export interface RecordedWords {
  readonly title: string;
  readonly topics: readonly string[];
  readonly useWhen: string;
  readonly context: string;
  readonly happened: string;
}

export interface LessonRecord extends RecordedWords {
  /** Stays the same wherever the lesson goes. */
  readonly id: string;
  /** Empty where names are hidden. Sorted by name, then id. */
  readonly authors: readonly NamedThing[];
  readonly writtenDownBy: NamedThing | null;
  readonly channel: NamedThing | null;
  readonly reach: (typeof recordedReaches)[number];
  /** What it was made from: `retro`, `lessons` (by hand), `message`, `learned`, `journey`, `import`. */
  readonly source: string;
  readonly writtenAt: Instant;
  readonly editedAt: Instant | null;
  /** Since when it reaches whom it is for. */
  readonly keptAt: Instant | null;
  readonly reviewBy: Instant;
  /** When somebody last said that it still holds. */
  readonly reviewedAt: Instant | null;
  /** `advice`, `tried`, `standard` or `retired`. */
  readonly effect: string;
  readonly trials: readonly RecordedTrial[];
  /** What it changed, where that is, and since when. */
  readonly standard: {
    /** `checklist`, `runbook`, `template`, `default` or `other`. */
    readonly kind: string;
    readonly name: string;
    readonly link: string;
    readonly at: Instant;
  } | null;
  /** Why it no longer holds, and the id of the lesson to read instead. */
  readonly retired: { readonly why: string; readonly at: Instant; readonly instead: string | null } | null;
  /** The message that it was made of, where the reader may know it. Words that its author lent to it are in no record. */
  readonly link: string | null;
  /** The id of the lesson under which its story stands. */
  readonly joins: string | null;
  /** How often people said what: `used`, `useful`, `applied`, `adapted`, `not-relevant`. Without those that are 0. */
  readonly uses: Readonly<Record<string, number>>;
  /** The oldest first. */
  readonly history: readonly RecordedChange[];
}
