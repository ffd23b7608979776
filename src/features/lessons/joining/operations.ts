/** Lessons that say much the same, told together: each keeps its words, its authors and its readers, and stands under the first for those who see both. */
import type { Instant } from '#core/clock.ts';
import type { RowId } from '#core/ids.ts';
import type { SimilarLesson } from '#core/lesson-search.ts';
import type { LessonLibrary } from '#core/lessons.ts';
import type { Reading } from '#core/listener.ts';
import { findRows } from '#core/rows.ts';
import type { ReadScope } from '#core/scope.ts';
import { similar } from '../library/library.ts';
import { type Lesson, loadLesson, withAuthors } from '../read.ts';
import { lessons } from '../rows.ts';
import type { Typed } from '../rules.ts';

/** Lessons that look the same as what a person writes; none while there is too little to compare. What they may not see is not among them. */
export async function alikeTo(
  { scope, now, person }: Pick<Reading, 'scope' | 'now' | 'person'>,
  typed: Typed,
): Promise<readonly SimilarLesson[]> {
  if (typed.title.trim() === '' || typed.useWhen.trim() === '') return [];
  const words: Parameters<LessonLibrary['similar']>[1] = { ...typed, topics: typed.topics.split(',') };
  return (await similar(scope, words, { now, tz: person.tz })).slice(0, 3);
}

/** The lesson under which a story goes: the first of those told together, as far as the person sees it. @returns `null`: none any more */
export async function firstOf(read: ReadScope, joins: RowId, now: Instant): Promise<RowId | null> {
  const lesson = await loadLesson(read, joins, now);
  if (lesson?.state !== 'kept') return null;
  const { under } = await toldWith(read, lesson, now);
  return (under ?? lesson).row.id;
}

export interface Told {
  /** The lesson under which it stands. */
  readonly under: Lesson | null;
  /** The stories under it, the oldest first. */
  readonly stories: readonly Lesson[];
}

/** How many stories are shown under a lesson. */
const mostStories = 5;

/** What is told together with a lesson, of what the viewer may see. */
export async function toldWith(read: ReadScope, { row }: Lesson, now: Instant): Promise<Told> {
  const first = row.joins_id === null ? null : await loadLesson(read, row.joins_id, now);
  const kept = { joins_id: row.id, state: 'kept' } as const;
  const stories = await findRows(read.from(lessons).limit(mostStories), kept, 'written_at', 'id');
  return {
    under: first?.state === 'kept' ? first : null,
    stories: await withAuthors(read, stories, now),
  };
}
