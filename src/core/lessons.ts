/**
 * Where practices meet over lessons: one has something to make a lesson of, another keeps lessons and offers them where the next team begins.
 * Neither knows the other. A lesson is made of rows that people wrote (cards), and their authors decide whether it goes beyond the people who saw
 * them.
 */
import type { KnownBlock } from '@slack/types';
import { z } from 'zod';
import type { Instant } from './clock.ts';
import type { AudienceId, ChannelId, RowId, UserId } from './ids.ts';
import type { Card } from './kit/cards.ts';
import type { JobContext } from './job.ts';
import type { LessonRecord } from './lesson-record.ts';
import { defineAction, entry, type MenuEntry } from './kit/action.ts';
import { rowValue } from './kit/values.ts';
import type {
  LessonSearch,
  LessonsFound,
  Searcher,
  SimilarLesson,
  Understood,
  Wanted,
  WholeLesson,
} from './lesson-search.ts';
import type { PostRef } from './post-ref.ts';
import type { RenderContext } from './post.ts';
import type { Names, ReadScope, Scope } from './scope.ts';
import type { TranslatorOf } from './sentence.ts';
import type { Standard } from './standard.ts';
import type { SharedRow, SharedTable } from './tables.ts';
import type { SharedSentences } from '../../locales/shared.ts';
import type { Work } from './work.ts';

/** The material of one lesson. */
export interface LessonCandidate {
  /** Always the same for the same material. */
  readonly id: RowId;
  /** What people wrote, as far as the viewer may read it. */
  readonly texts: readonly string[];
  /** The rows in which they wrote it, including those that the viewer may not read. */
  readonly rows: readonly RowId[];
  /** It tells of something that went well, as its authors wrote it down. */
  readonly wentWell: boolean;
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

/** Something that one person wrote and of which a lesson can be made: a share, an entry, an answer. */
export interface LessonSeed {
  readonly table: SharedTable<SharedRow>;
  /** `null`: erased. */
  readonly author: UserId | null;
  readonly channel: ChannelId;
  /** What a lesson begins with. */
  readonly words: Readonly<Record<'title' | 'happened' | 'useWhen' | 'topics', string>>;
  /** Where it was said, to lead back there. */
  readonly post: PostRef;
}

/** The practices that may keep lessons: asked for when they are needed, since some need each other. */
export type LessonKeepers = () => readonly { readonly lessonLibrary?: Pick<LessonLibrary, 'withdrawn'> }[];

/** The author of a row took it back, in the same transaction. */
export async function tellWithdrawn(
  practices: LessonKeepers,
  work: Work,
  of: RowId,
  author: UserId,
): Promise<void> {
  for (const { lessonLibrary } of practices()) await lessonLibrary?.withdrawn(work, of, author);
}

/** What a practice has that one person wrote. It offers `keepAsLesson` beside it. */
export interface LessonSeeds {
  /** @returns `null` if the practice has no such row, it was taken back, or the viewer may not see it */
  readonly load: (read: ReadScope, id: RowId) => Promise<LessonSeed | null>;
}

/** Something that one person wrote, whichever practice has it. @returns `null` if none has it any more, or the viewer may not see it */
export async function loadSeed(
  sources: () => readonly { readonly name: string; readonly lessonSeeds?: LessonSeeds }[],
  read: ReadScope,
  id: RowId,
): Promise<{ readonly source: string; readonly seed: LessonSeed } | null> {
  for (const { name, lessonSeeds } of sources()) {
    const seed = await lessonSeeds?.load(read, id);
    if (seed != null) return { source: name, seed };
  }
  return null;
}

/** Makes a lesson of such a row. The practice that keeps lessons listens. */
export const keepAsLesson = defineAction('lessons.of', z.object({ of: rowValue }));

/** Opens all of a lesson, for a person who reads some of it. The practice that keeps lessons listens. */
export const openLesson = defineAction('lessons.open', z.object({ lesson: rowValue }));

/** "Keep as a lesson", for the menu of such a row; nothing where lessons are off. */
export async function lessonEntries(
  read: ReadScope,
  t: TranslatorOf<SharedSentences>,
  of: RowId,
): Promise<readonly MenuEntry[]> {
  return (await read.isOn('lessons')) ? [entry(keepAsLesson, t.plain('keepAsLesson'), { of })] : [];
}

/** What a team is beginning, to find lessons for. */
export interface Occasion {
  readonly channel: ChannelId;
  /** What it is called. */
  readonly name: string;
  /** What it is about, or empty. */
  readonly about: string;
}

/** A lesson as one reader may read it. */
export interface RenderedLesson {
  /** As plain text, to name it in a menu. */
  readonly title: string;
  /** At most three blocks, without buttons. */
  readonly blocks: readonly KnownBlock[];
  /** In short, for a card or a section. */
  readonly short: Omit<Card, 'buttons'>;
}

/** A lesson as plain text, for the caller to render. */
export interface MadeLesson {
  readonly id: RowId;
  readonly title: string;
  /** What happened, and in what context. */
  readonly happened: string;
  readonly useWhen: string;
}

/** A lesson that changed a standard: what it was made of, and since when the standard is different. */
export interface ChangedByLesson {
  readonly id: RowId;
  readonly gathering: RowId;
  readonly seed: RowId;
  readonly since: Instant;
  /** What it is now. Its name is empty once the person is erased who gave it. */
  readonly standard: Standard;
}

/**
 * What a practice that keeps lessons does for others, and the one way in which anything reads them: Slack, and whatever else will. Each reader passes
 * a scope, so nothing that they may not see is in what is found, counted, suggested or corrected, and nothing weighs by it.
 */
export interface LessonLibrary {
  /** Reads a search as somebody typed it: words, and filters among them (`topic:postgres in:#ops by:me since:2026-01`). Never fails. */
  readonly understand: (read: ReadScope, typed: string) => Promise<Understood>;
  /** A search is stored and logged nowhere. */
  readonly search: (
    read: ReadScope,
    search: LessonSearch,
    wanted: Wanted,
    searcher: Searcher,
  ) => Promise<LessonsFound>;
  /** Lessons that say much the same, the most similar first. Few, and none where nothing is. */
  readonly similar: (
    read: ReadScope,
    words: Pick<WholeLesson, 'title' | 'context' | 'happened' | 'useWhen' | 'topics'>,
    searcher: Searcher,
  ) => Promise<readonly SimilarLesson[]>;
  /** @returns `null` if it was deleted, or the viewer may not see it (any more) */
  readonly read: (read: ReadScope, id: RowId, now: Instant) => Promise<WholeLesson | null>;
  /**
   * All that leave Lore in an export, the oldest first: those that the viewer may read and about whose reach nobody is being asked any more.
   * @param since written since then; `null`: all
   */
  readonly records: (read: ReadScope, now: Instant, since: Instant | null) => AsyncIterable<LessonRecord>;
  /** Proposes lessons from what has just ended, in its thread, with its channel's access. */
  readonly propose: (context: Pick<JobContext, 'scope' | 'now'>, origin: Origin) => Promise<void>;
  /** A row that lessons were made of was taken back by its author: those that the author has not agreed to go with it. */
  readonly withdrawn: (work: Work, of: RowId, author: UserId) => Promise<void>;
  /**
   * Lessons from other channels that fit an occasion and that the viewer may see, the best first: up to three, one of them of something that went
   * well, if one fits. None where none fits.
   */
  readonly find: (read: ReadScope, occasion: Occasion, now: Instant) => Promise<readonly RowId[]>;
  /** Lessons of the occasion's own channel that fit it, the best first: whether a channel may know something. None that was retired. */
  readonly knownIn: (read: ReadScope, occasion: Occasion) => Promise<readonly RowId[]>;
  /** The lessons of a channel that changed a standard and still hold, the oldest change first. */
  readonly standards: (read: ReadScope, channel: ChannelId) => Promise<readonly ChangedByLesson[]>;
  /** The lessons made of a gathering that hold, and of which the viewer, a person, may say that they changed a standard. */
  readonly holding: (
    read: ReadScope,
    origin: RowId,
    now: Instant,
  ) => Promise<readonly Pick<MadeLesson, 'id' | 'title'>[]>;
  /** Somebody says that a lesson changed a standard, as they would on its page. @returns false: it is none of `holding` (any more), and nothing was stored */
  readonly changed: (work: Work, lesson: RowId, by: UserId, standard: Standard) => Promise<boolean>;
  /** One more project applied it: said once for each, when that is over. */
  readonly applied: (scope: Scope, id: RowId) => Promise<void>;
  /** @returns `null` if it is gone, or the viewer may not see it (any more) */
  readonly draw: (read: ReadScope, id: RowId, renderContext: RenderContext) => Promise<RenderedLesson | null>;
  /** The lessons made of a gathering, as far as the viewer may see them. */
  readonly madeOf: (read: ReadScope, origin: RowId) => Promise<readonly MadeLesson[]>;
}
