/** Chooses, once, the lessons that a retrospective or a planned project begins with, and counts what was applied when it is over. */
import { rowId, type RowId } from '#core/ids.ts';
import type { Occasion } from '#core/lessons.ts';
import { findRows } from '#core/rows.ts';
import { type Insertion, insertion, type Scope, type Written } from '#core/scope.ts';
import type { Work } from '#core/work.ts';
import { enoughToTell } from '../history/rating.ts';
import { loadProject, projectLessonsPost, type ProjectRow } from '../plan/operations.ts';
import { preparePost } from '../session/ids.ts';
import type { RetroRow } from '../session/rows.ts';
import {
  type LessonAnswer,
  mostOffered,
  lessonUses,
  offers,
  offersOf,
  type Others,
  projectLessonUses,
  projectOffers,
  projectOffersOf,
  shelvesOf,
} from './operations.ts';

/** Chooses the lessons it begins with: once, so that they stay the same on every rendering. */
export async function choose(work: Work, others: Others, row: RetroRow): Promise<void> {
  const { scope } = work;
  const known = await offersOf(scope, row.id);
  const project = row.project_id === null ? null : await loadProject(scope, row.project_id);
  const occasion = { channel: row.channel_id, name: row.about, about: project?.about ?? '' };
  const chosen = await chooseOnce(work, others, row, occasion, known, (cells, written) =>
    insertion(offers, { ...cells, retro_id: row.id }, written),
  );
  if (chosen.length === 0) return;
  await scope.publish({ ...preparePost(row), shows: chosen });
  // It may have been posted already, with only earlier action items.
  await scope.refresh(preparePost(row));
}

/** The same for a planned project. */
export async function chooseForProject(work: Work, others: Others, row: ProjectRow): Promise<void> {
  const known = await projectOffersOf(work.scope, row.id);
  const occasion = { channel: row.channel_id, name: row.name, about: row.about ?? '' };
  const chosen = await chooseOnce(work, others, row, occasion, known, (cells, written) =>
    insertion(projectOffers, { ...cells, project_id: row.id }, written),
  );
  if (chosen.length > 0) await work.scope.publish({ ...projectLessonsPost(row), shows: chosen });
}

/** What all libraries have for it, the best first, unless something is `known` already. */
async function chooseOnce(
  { scope, newId, now }: Pick<Work, 'scope' | 'newId' | 'now'>,
  others: Others,
  { conversation_id: audience }: Pick<RetroRow, 'conversation_id'>,
  occasion: Occasion,
  known: readonly unknown[],
  offer: (cells: { id: RowId; lesson_id: RowId; place: number; counted: 0 }, written: Written) => Insertion,
): Promise<readonly RowId[]> {
  if (known.length > 0) return [];
  const found: RowId[] = [];
  for (const library of shelvesOf(others)) found.push(...(await library.find(scope, occasion, now)));
  const chosen = found.slice(0, mostOffered);
  await scope.insertAll(
    chosen.map((lesson, at) =>
      offer(
        { id: rowId(newId()), lesson_id: lesson, place: at + 1, counted: 0 },
        { audience, by: [], names: 'shown' },
      ),
    ),
  );
  return chosen;
}

/**
 * When a retrospective is over, each lesson that it or its project's plan was shown, and that somebody applied or adapted, was applied in one more
 * project. Counted once and never again, and only if enough people could have said so, so that the number tells of nobody what they said.
 */
export async function countApplied({ scope }: Pick<Work, 'scope'>, others: Others, row: RetroRow) {
  if (row.phase !== 'closed' || row.invited < enoughToTell) return;
  const shown = (await offersOf(scope, row.id)).filter(({ counted }) => counted === 0);
  const planned =
    row.project_id === null
      ? []
      : await findRows(scope.from(projectOffers), { project_id: row.project_id, counted: 0 }, 'place', 'id');
  const applied = new Set<RowId>();
  for (const { lesson_id: lesson, retro_id } of shown)
    if (isApplied(await scope.countBy(lessonUses, 'use', { retro_id, lesson_id: lesson })))
      applied.add(lesson);
  for (const { lesson_id: lesson, project_id } of planned)
    if (isApplied(await scope.countBy(projectLessonUses, 'use', { project_id, lesson_id: lesson })))
      applied.add(lesson);
  for (const { id } of shown) await scope.update(offers, id, { counted: 1 });
  for (const { id } of planned) await scope.update(projectOffers, id, { counted: 1 });
  for (const lesson of applied) await tellLibraries(scope, others, lesson);
}

const isApplied = (answers: ReadonlyMap<LessonAnswer, number>): boolean =>
  (answers.get('applied') ?? 0) + (answers.get('adapted') ?? 0) > 0;

async function tellLibraries(scope: Scope, others: Others, lesson: RowId): Promise<void> {
  for (const library of shelvesOf(others)) await library.applied(scope, lesson);
}
