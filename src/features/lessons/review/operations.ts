/** Asks a lesson's authors, once a year, whether it is still true. */
import type { Instant } from '#core/clock.ts';
import type { RowId } from '#core/ids.ts';
import { findRows } from '#core/rows.ts';
import type { ReadScope, Scope } from '#core/scope.ts';
import type { Work } from '#core/work.ts';
import { jobNames } from '../ids.ts';
import { ownParts } from '../read.ts';
import { type LessonRow, lessons, parts } from '../rows.ts';

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

/** When the viewer was last asked whether a lesson of theirs is still true. */
export async function lastAsked(read: ReadScope): Promise<Instant | null> {
  const asked = read.mine(parts).where('it.review_asked_at', '>', 0).limit(1);
  return (await findRows(asked, {}, '-review_asked_at'))[0]?.review_asked_at ?? null;
}

/** The viewer is asked about this lesson. */
export async function noteAsked(scope: Scope, lesson: RowId, now: Instant): Promise<void> {
  const [part] = await ownParts(scope, lesson);
  if (part !== undefined) await scope.update(parts, part.id, { review_asked_at: now }, { mine: true });
}
