/** What a person has in lessons: cards of theirs, or that they wrote one down. */
import type { Instant } from '../../../core/clock.ts';
import type { RowId, UserId } from '../../../core/ids.ts';
import type { Interaction } from '../../../core/listener.ts';
import type { ReadScope } from '../../../core/scope.ts';
import type { Listed } from '../blocks/list.ts';
import { loadLesson, ownIn, ownLessons, withAuthors, writtenDown, type Own } from '../repository.ts';

export type Theirs = Listed;

const none: Own = { count: 0, agreed: 0, hasAnswered: false };

/** @returns `null` for one that was taken out, or that they may not see */
export async function withOwn(
  { scope, person, now }: Pick<Interaction, 'scope' | 'person' | 'now'>,
  id: RowId,
): Promise<Theirs | null> {
  const lesson = await loadLesson(scope, id, now);
  if (lesson === null) return null;
  const own = (await ownIn(scope, [lesson.row])).get(id) ?? none;
  return { lesson, own, isWriter: lesson.row.writer_id === person.userId };
}

/** All of a person's, the newest first. */
export async function listed(view: ReadScope, person: UserId, now: Instant): Promise<readonly Listed[]> {
  const rows = new Map(
    [...(await ownLessons(view)), ...(await writtenDown(view, person))].map((row) => [row.id, row]),
  );
  const all = await withAuthors(view, [...rows.values()], now);
  const own = await ownIn(view, [...rows.values()]);
  return all
    .map((lesson) => ({
      lesson,
      own: own.get(lesson.row.id) ?? none,
      isWriter: lesson.row.writer_id === person,
    }))
    .sort((a, b) => b.lesson.row.written_at - a.lesson.row.written_at);
}
