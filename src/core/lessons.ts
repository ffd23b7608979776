/**
 * Where practices meet over lessons: one has something that a lesson can be made of, another keeps lessons and has them ready where the next team
 * begins. Neither knows the other. A lesson is made of rows that people wrote (cards), and whoever wrote those decides whether it goes further than to
 * those who saw them.
 */
import type { KnownBlock } from '@slack/types';
import type { Instant } from './clock.ts';
import type { AudienceId, ChannelId, RowId, UserId } from './ids.ts';
import type { JobContext } from './job.ts';
import type { PostRef } from './post-ref.ts';
import type { Drawing } from './post.ts';
import type { Names, ReadScope } from './scope.ts';
import type { SharedRow, SharedTable } from './tables.ts';
import type { Mrkdwn } from './text.ts';

/** Something that one lesson can be made of. */
export interface LessonSeed {
  /** The same whenever it is asked for. */
  readonly id: RowId;
  /** What people wrote, as far as the viewer may read it. */
  readonly texts: readonly string[];
  /** The rows in which they wrote it, whether or not the viewer may read them. */
  readonly rows: readonly RowId[];
}

/** Something that is over, and of which lessons can be made for a while. */
export interface Gathering {
  readonly id: RowId;
  readonly channel: ChannelId;
  /** What it was about. */
  readonly called: string;
  /** Who writes the lessons down. */
  readonly writer: UserId | null;
  /** Until then lessons can be made; where names are hidden, nobody knows after it who wrote what. */
  readonly until: Instant;
  readonly names: Names;
  /** Whom the rows reach: so far a lesson goes without anybody's consent. */
  readonly seenBy: AudienceId;
  /** Whether these are all in the channel. */
  readonly isSeenByChannel: boolean;
  /** The post that tells of it, in whose thread lessons are told of too. */
  readonly post: PostRef;
  readonly table: SharedTable<SharedRow>;
  /** The best first. None: there is nothing to learn from it. */
  readonly seeds: readonly LessonSeed[];
}

/** What a practice has that lessons can be made of. */
export interface LessonSource {
  /** What the viewer, a person, can write lessons of now. */
  readonly open: (view: ReadScope, now: Instant) => Promise<readonly Gathering[]>;
  /** @returns `null` for one that is too long ago, is not over, or that the viewer may not see */
  readonly load: (view: ReadScope, id: RowId, now: Instant) => Promise<Gathering | null>;
}

/** What is asked for when a team begins something. */
export interface Occasion {
  readonly channel: ChannelId;
  /** What it is about, in a few words. */
  readonly about: string;
}

/** A lesson as one reader may read it. */
export interface LessonDrawing {
  /** In at most three blocks, without buttons. */
  readonly blocks: readonly KnownBlock[];
  /** The same for notifications and screen readers. */
  readonly text: Mrkdwn;
}

/** A lesson in plain words, to be drawn by whoever asks. */
export interface MadeLesson {
  readonly id: RowId;
  readonly title: string;
  /** What happened, and in which context. */
  readonly happened: string;
  readonly useWhen: string;
}

/** What a practice that keeps lessons does for others. */
export interface LessonShelf {
  /** Proposes lessons of what has just ended, in its thread, with the eyes of its channel. */
  readonly propose: (context: Pick<JobContext, 'scope' | 'now'>, gathering: Gathering) => Promise<void>;
  /** Lessons of other channels that fit an occasion, as far as the viewer may see them: the best first, none that does not fit. */
  readonly find: (view: ReadScope, occasion: Occasion) => Promise<readonly RowId[]>;
  /** @returns `null` when it is gone, or not for these eyes (any more) */
  readonly draw: (view: ReadScope, id: RowId, drawing: Drawing) => Promise<LessonDrawing | null>;
  /** Those that were made of a gathering, as far as the viewer may see them. */
  readonly madeOf: (view: ReadScope, gathering: RowId) => Promise<readonly MadeLesson[]>;
}
