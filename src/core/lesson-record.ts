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

export const recordedEffects = ['advice', 'tried', 'standard', 'retired'] as const;

/** A team that tried it. */
export interface RecordedTrial {
  /** What the team is called, or its channel. */
  readonly team: NamedThing;
  readonly at: Instant;
  readonly how: string;
  /** Those who added themselves. */
  readonly people: readonly NamedThing[];
}

/** What it said before an edit. */
export interface RecordedVersion {
  /** When it was replaced. */
  readonly until: Instant;
  readonly title: string;
  readonly topics: readonly string[];
  readonly useWhen: string;
  readonly context: string;
  readonly happened: string;
}

export interface LessonRecord {
  /** Stays the same wherever the lesson goes. */
  readonly id: string;
  readonly title: string;
  readonly topics: readonly string[];
  readonly useWhen: string;
  readonly context: string;
  readonly happened: string;
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
  readonly effect: {
    readonly state: (typeof recordedEffects)[number];
    readonly trials: readonly RecordedTrial[];
    /** What it changed: a checklist, a runbook, a default. */
    readonly standard: { readonly what: string; readonly link: string | null; readonly at: Instant } | null;
    readonly retired: { readonly why: string; readonly at: Instant } | null;
  };
  /** The ids of lessons that were joined into it. Sorted. */
  readonly joined: readonly string[];
  /** How often people said what: `used`, `useful`, `applied`, `adapted`, `not-relevant`. Without those that are 0. */
  readonly uses: Readonly<Record<string, number>>;
  /** The oldest first. */
  readonly history: readonly RecordedVersion[];
}
