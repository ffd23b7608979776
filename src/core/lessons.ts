/**
 * Where practices meet over lessons: one has something to make a lesson of, another keeps lessons and offers them where the next team begins.
 * Neither knows the other. A lesson is made of rows that people wrote (cards), and their authors decide whether it goes beyond the people who saw
 * them.
 */
import type { KnownBlock } from '@slack/types';
import type { Instant } from './clock.ts';
import type { AudienceId, ChannelId, RowId, UserId } from './ids.ts';
import type { JobContext } from './job.ts';
import type { PostRef } from './post-ref.ts';
import type { RenderContext } from './post.ts';
import type { Names, ReadScope } from './scope.ts';
import type { SharedRow, SharedTable } from './tables.ts';

/** The material of one lesson. */
export interface LessonCandidate {
  /** Always the same for the same material. */
  readonly id: RowId;
  /** What people wrote, as far as the viewer may read it. */
  readonly texts: readonly string[];
  /** The rows in which they wrote it, including those that the viewer may not read. */
  readonly rows: readonly RowId[];
}

/** Something that has ended, and of which lessons can be made for a while. */
export interface Origin {
  readonly id: RowId;
  readonly channel: ChannelId;
  /** What it was about. */
  readonly called: string;
  /** Who writes the lessons down. */
  readonly writer: UserId | null;
  /** Until when lessons can be made. If names are hidden, nobody knows after that who wrote what. */
  readonly until: Instant;
  readonly names: Names;
  /** The audience of the rows: a lesson may reach it without anyone's consent. */
  readonly seenBy: AudienceId;
  /** Whether that is everyone in the channel. */
  readonly isSeenByChannel: boolean;
  /** The post about it; lessons are announced in its thread. */
  readonly post: PostRef;
  readonly table: SharedTable<SharedRow>;
  /** The best first. Empty: there is nothing to learn from it. */
  readonly candidates: readonly LessonCandidate[];
}

/** What a practice offers to make lessons of. */
export interface LessonSource {
  /** What the viewer, a person, can write lessons about now. */
  readonly open: (read: ReadScope, now: Instant) => Promise<readonly Origin[]>;
  /** @returns `null` if it was too long ago, has not ended, or is not for the viewer */
  readonly load: (read: ReadScope, id: RowId, now: Instant) => Promise<Origin | null>;
  /** What it was, and until when lessons could be made of it; `null`: it is not for the viewer, or has not ended. */
  readonly past: (read: ReadScope, id: RowId) => Promise<Pick<Origin, 'called' | 'until'> | null>;
}

/** What a team is beginning, to find lessons for. */
export interface Occasion {
  readonly channel: ChannelId;
  /** What it is about, in a few words. */
  readonly about: string;
}

/** A lesson as one reader may read it. */
export interface RenderedLesson {
  /** As plain text, to name it in a menu. */
  readonly title: string;
  /** At most three blocks, without buttons. */
  readonly blocks: readonly KnownBlock[];
}

/** A lesson as plain text, for the caller to render. */
export interface MadeLesson {
  readonly id: RowId;
  readonly title: string;
  /** What happened, and in what context. */
  readonly happened: string;
  readonly useWhen: string;
}

/** What a practice that keeps lessons does for others. */
export interface LessonLibrary {
  /** Proposes lessons from what has just ended, in its thread, with its channel's access. */
  readonly propose: (context: Pick<JobContext, 'scope' | 'now'>, origin: Origin) => Promise<void>;
  /** Lessons from other channels that fit an occasion and that the viewer may see, the best first. */
  readonly find: (read: ReadScope, occasion: Occasion) => Promise<readonly RowId[]>;
  /** @returns `null` if it is gone, or the viewer may not see it (any more) */
  readonly draw: (read: ReadScope, id: RowId, renderContext: RenderContext) => Promise<RenderedLesson | null>;
  /** The lessons made of a gathering, as far as the viewer may see them. */
  readonly madeOf: (read: ReadScope, origin: RowId) => Promise<readonly MadeLesson[]>;
}
