/** Asks a lesson's authors, once a year, whether it is still true. */
import type { Work } from '#core/work.ts';
import { jobNames } from '../ids.ts';
import { type LessonRow, lessons } from '../rows.ts';

/**
 * Each of its authors gets a job that asks them when it is due. Where names are hidden nobody knows whom to ask, and its channel's digest does.
 */
export async function askWhenDue({ scope }: Work, row: LessonRow): Promise<void> {
  if (row.is_hidden === 1) return;
  const authors = (await scope.authors(lessons, [row.id])).get(row.id) ?? [];
  for (const person of authors)
    await scope.runAt(jobNames.review.ref({ lesson: row.id, person }), row.review_by, {
      kind: 'person',
      userId: person,
    });
}
