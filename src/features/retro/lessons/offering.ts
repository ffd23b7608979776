/** Chooses, once, the lessons that a retrospective or a planned project begins with. */
import { rowId, type RowId } from '#core/ids.ts';
import type { Occasion, RenderedLesson } from '#core/lessons.ts';
import type { Reading } from '#core/listener.ts';
import type { RenderContext } from '#core/post.ts';
import { type Insertion, insertion, type ReadScope, type Written } from '#core/scope.ts';
import type { Work } from '#core/work.ts';
import { projectLessonsPost } from '../plan/ids.ts';
import { loadProject, type ProjectRow } from '../plan/rows.ts';
import type { BeforeRow } from '../before/rows.ts';
import { preparePost } from '../session/ids.ts';
import type { RetroRow } from '../session/rows.ts';
import {
  beforeOffers,
  beforeOffersOf,
  mostOffered,
  offers,
  offersOf,
  type Others,
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

/** What is said of what a review is about, by those who planned it too. */
export async function occasionOf(read: ReadScope, row: BeforeRow): Promise<Occasion> {
  const project = row.project_id === null ? null : await loadProject(read, row.project_id);
  const about = [row.intent, row.measure, project?.about ?? ''].filter((text) => text !== '').join('\n');
  return { channel: row.channel_id, name: row.name, about };
}

/** The same for a review before the work: what is intended counts, and how that will be known, once somebody says so. @returns those chosen now */
export async function chooseForBefore(work: Work, others: Others, row: BeforeRow): Promise<readonly RowId[]> {
  const known = await beforeOffersOf(work.scope, row.id);
  const occasion = await occasionOf(work.scope, row);
  return chooseOnce(work, others, row, occasion, known, (cells, written) =>
    insertion(beforeOffers, { ...cells, before_id: row.id }, written),
  );
}

/** Those that fit, with the reader's own access: for a form, where none is chosen yet. */
export async function fittingFor(
  others: Others,
  { scope, now }: Pick<Reading, 'scope' | 'now'>,
  occasion: Occasion,
  renderContext: RenderContext,
): Promise<readonly RenderedLesson[]> {
  const lessons: RenderedLesson[] = [];
  for (const library of shelvesOf(others))
    for (const id of await library.find(scope, occasion, now)) {
      const drawn = await library.draw(scope, id, renderContext);
      if (drawn !== null && lessons.length < mostOffered) lessons.push(drawn);
    }
  return lessons;
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
