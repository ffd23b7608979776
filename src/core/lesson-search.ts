/** What is searched for among lessons, and what is found: the same for every door to the library (`lessons.ts`). */
import type { Instant } from './clock.ts';
import type { ChannelId, RowId, UserId } from './ids.ts';
import type { SearchedField } from './search/stored.ts';
import type { LocalDate } from './time/date.ts';

/** What has come of a lesson: nobody has tried it yet, a team has, a standard was changed by it, or it no longer holds. */
export const lessonEffects = ['advice', 'tried', 'standard', 'retired'] as const;
export type LessonEffect = (typeof lessonEffects)[number];

/** A search that was understood: words, and what narrows it. A door keeps it with the person who searches, and nowhere else. */
export interface LessonSearch {
  readonly words: string;
  /** It has each of them, in any case. */
  readonly topics: readonly string[];
  /** Where it was learned. */
  readonly channel: ChannelId | null;
  /** Any of those who learned it, where names are shown; empty: anyone. Of the viewer themself also where they are hidden. */
  readonly by: readonly UserId[];
  /** Since that day, in the zone of the person who searches. */
  readonly since: LocalDate | null;
  readonly effect: LessonEffect | null;
}

/** Without words and filters: all, the newest first. */
export const searchForAll: LessonSearch = {
  words: '',
  topics: [],
  channel: null,
  by: [],
  since: null,
  effect: null,
};

export const filterNames = ['topic', 'in', 'by', 'since', 'is'] as const;
/** A filter as it is typed: `in:#ops`. */
export type FilterName = (typeof filterNames)[number];

/** What was typed, as it was understood. */
export interface Understood {
  readonly search: LessonSearch;
  /** Filters that say nothing the viewer may know of. They narrow nothing. */
  readonly unknown: readonly { readonly filter: FilterName; readonly typed: string }[];
}

/** Some of a text, and whether it is what was searched for. */
export interface TextPart {
  readonly text: string;
  readonly isHit: boolean;
}

/** A lesson's own words and facts, as its reader may know them. */
export interface LessonFacts {
  readonly id: RowId;
  readonly topics: readonly string[];
  /** Who learned it, where names are shown. */
  readonly authors: readonly UserId[];
  /** Where, if the viewer may know of that channel. */
  readonly channel: ChannelId | null;
  /** Since when it is for its readers; before that, when it was written. */
  readonly at: Instant;
  readonly effect: LessonEffect;
  /** It is still for the people who saw its cards. */
  readonly isHere: boolean;
}

/** One that was found, and why. */
export interface FoundLesson extends LessonFacts {
  readonly title: readonly TextPart[];
  /** The passage that shows why: of the first field with a hit beside the title, or of what happened. */
  readonly excerpt: { readonly field: SearchedField; readonly parts: readonly TextPart[] };
  /** Where its words are. Empty: nothing but filters was searched for. */
  readonly fields: readonly SearchedField[];
  /** How many more were found that are told together with it (joined duplicates), and stand here with it: it is the best of them. */
  readonly alike: number;
}

/** Which page of what is found. */
export interface Wanted {
  /** Counted from 0. */
  readonly from: number;
  readonly most: number;
}

export interface LessonsFound {
  /** How many in all, of those that the viewer may see; those told together are one. */
  readonly count: number;
  /** How many of them have all words that say something; these come first. */
  readonly withAll: number;
  /** There are more, which fit less well. */
  readonly isMore: boolean;
  /** One page of them, the best first. */
  readonly lessons: readonly FoundLesson[];
  /** What was searched for as well, since the word typed is in no lesson that the viewer may see. */
  readonly corrected: readonly { readonly typed: string; readonly also: readonly string[] }[];
  /** Topics of what was found, the most frequent first: what it can be narrowed to. */
  readonly topics: readonly string[];
  /** Nothing was found, but without this filter something would be, or only without all of them; and how much. */
  readonly without: readonly { readonly filter: FilterName | 'all'; readonly count: number }[];
}

export const foundNothing: LessonsFound = {
  count: 0,
  withAll: 0,
  isMore: false,
  lessons: [],
  corrected: [],
  topics: [],
  without: [],
};

/** All of one lesson. */
export interface WholeLesson extends LessonFacts {
  readonly title: string;
  readonly context: string;
  readonly happened: string;
  readonly useWhen: string;
}

/** A lesson that says much the same as what somebody is writing. */
export interface SimilarLesson {
  readonly id: RowId;
  readonly title: string;
  readonly useWhen: string;
}

/** Who reads, for whom "me" and a day mean something. */
export interface Searcher {
  readonly now: Instant;
  /** IANA zone. */
  readonly tz: string;
}
