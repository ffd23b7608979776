/** Lessons, which other practices keep: what they can be made from once a retrospective has ended, and which fit when one begins. */
import type { Instant } from '#core/clock.ts';
import type { Feature } from '#core/feature.ts';
import { rowId, type RowId } from '#core/ids.ts';
import type { Origin, LessonLibrary, LessonSource, Occasion } from '#core/lessons.ts';
import { findRow, findRows } from '#core/rows.ts';
import type { ReadScope, Scope } from '#core/scope.ts';
import type { Work } from '#core/work.ts';
import { earlierActions } from '../action-items/operations.ts';
import { cards, readableCards } from '../collect/rows.ts';
import { projectLessonsPost, type ProjectRow } from '../plan/project.ts';
import { mainPost, preparePost } from '../session/ids.ts';
import type { Loaded } from '../session/load.ts';
import { type RetroRow, retros } from '../session/rows.ts';
import { linkKept } from '../session/rules.ts';
import { rankedTopics } from '../vote/rows.ts';
import {
  type LessonAnswer,
  lessonJobs,
  lessonUses,
  mostOffered,
  offers,
  projectOffers,
  worthALesson,
} from './rows.ts';

/** The other practices, resolved lazily: some of them need this one. */
export type Others = () => readonly Pick<Feature, 'lessonLibrary'>[];

export const shelvesOf = (others: Others): readonly LessonLibrary[] =>
  others().flatMap(({ lessonLibrary }) => lessonLibrary ?? []);

/** How long lessons can be made from it: while the authors of cards with hidden names are known. The same if names are shown. */
const madeWithin = linkKept;

export const lessonSource: LessonSource = {
  open: async (read, now) => {
    if (read.viewer.kind !== 'person') return [];
    const late = read.from(retros).where('it.ended_at', '>', now - madeWithin);
    const held = { phase: 'closed', facilitator_id: read.viewer.userId } as const;
    const rows = await findRows(late, held, '-ended_at', 'id');
    const all: Origin[] = [];
    for (const row of rows) {
      const found = await originOf(read, row, now);
      if (found !== null) all.push(found);
    }
    return all;
  },
  load: async (read, id, now) => {
    const row = await findRow(read.from(retros), { id });
    return row === null ? null : originOf(read, row, now);
  },
};

async function originOf(read: ReadScope, row: RetroRow, now: Instant): Promise<Origin | null> {
  if (row.phase !== 'closed' || row.ended_at === null || now >= row.ended_at + madeWithin) return null;
  const texts = new Map((await readableCards(read, row.id)).map(({ id, text }) => [id, text]));
  const topics = worthALesson(await rankedTopics(read, row.id));
  return {
    id: row.id,
    channel: row.channel_id,
    called: row.about,
    writer: row.facilitator_id,
    until: row.ended_at + madeWithin,
    names: row.names,
    seenBy: row.participants_id,
    isSeenByChannel: row.cards_for === 'channel',
    post: mainPost(row),
    table: cards,
    candidates: topics.map(({ id, cards: rows }) => ({
      id,
      rows,
      texts: rows.flatMap((card) => texts.get(card) ?? []),
    })),
  };
}

/** Schedules the choice of fitting lessons, with the channel's own access. */
export async function offerLessons({ scope, now }: Work, row: RetroRow): Promise<void> {
  await scope.runAt(lessonJobs.offer.ref({ retro: row.id }), now, channelOf(row));
}

/** The same for a planned project. */
export async function offerForProject({ scope, now }: Work, row: ProjectRow): Promise<void> {
  await scope.runAt(lessonJobs.offerProject.ref({ project: row.id }), now, channelOf(row));
}

/** Schedules the proposal of lessons, with the channel's own access. */
export async function proposeLessons({ scope, now }: Work, row: RetroRow): Promise<void> {
  await scope.runAt(lessonJobs.propose.ref({ retro: row.id }), now, channelOf(row));
}

const channelOf = ({ channel_id: channelId }: Pick<RetroRow, 'channel_id'>) =>
  ({ kind: 'channel', channelId }) as const;

/** Chooses the lessons it begins with: once, so that they stay the same on every rendering. */
export async function choose(work: Work, others: Others, { row }: Loaded): Promise<void> {
  const { scope, newId } = work;
  const chosen = await fitting(scope, others, { channel: row.channel_id, about: row.about });
  if (chosen.length === 0 || (await offersOf(scope, row.id)).length > 0) return;
  for (const [at, lesson] of chosen.entries())
    await scope.insert(
      offers,
      { id: rowId(newId()), retro_id: row.id, lesson_id: lesson, place: at + 1 },
      { audience: row.conversation_id, by: [], names: 'shown' },
    );
  await scope.publish({ ...preparePost(row), shows: chosen });
  // It may have been posted already, with only earlier action items.
  await scope.refresh(preparePost(row));
}

/** The same for a planned project. */
export async function chooseForProject(work: Work, others: Others, row: ProjectRow): Promise<void> {
  const { scope, newId } = work;
  const chosen = await fitting(scope, others, { channel: row.channel_id, about: row.name });
  if (chosen.length === 0 || (await projectOffersOf(scope, row.id)).length > 0) return;
  for (const [at, lesson] of chosen.entries())
    await scope.insert(
      projectOffers,
      { id: rowId(newId()), project_id: row.id, lesson_id: lesson, place: at + 1 },
      { audience: row.conversation_id, by: [], names: 'shown' },
    );
  await scope.publish({ ...projectLessonsPost(row), shows: chosen });
}

/** What all libraries have for it, the best first. */
async function fitting(read: ReadScope, others: Others, occasion: Occasion): Promise<readonly RowId[]> {
  const found: RowId[] = [];
  for (const library of shelvesOf(others)) found.push(...(await library.find(read, occasion)));
  return found.slice(0, mostOffered);
}

/** The lessons chosen for a project, the best fit first. */
export async function projectOffersOf(read: ReadScope, project: RowId): Promise<RowId[]> {
  const rows = await findRows(read.from(projectOffers), { project_id: project }, 'place', 'id');
  return rows.map(({ lesson_id: lesson }) => lesson);
}

/** The lessons that a retrospective began with, the best fit first. */
export async function offersOf(read: ReadScope, retro: RowId): Promise<RowId[]> {
  const rows = await findRows(read.from(offers), { retro_id: retro }, 'place', 'id');
  return rows.map(({ lesson_id: lesson }) => lesson);
}

/** The viewer's opinion on one; replaces the earlier one. */
export async function sayUsed(scope: Scope, row: RetroRow, lesson: RowId, use: LessonAnswer): Promise<void> {
  await scope.upsertOwn(
    lessonUses,
    { retro_id: row.id, lesson_id: lesson, use },
    { audience: row.conversation_id },
  );
}

/** Proposes lessons of a newly ended retrospective to the practices that keep them. */
export async function propose(
  context: Pick<Work, 'scope' | 'now'>,
  others: Others,
  id: RowId,
): Promise<void> {
  const origin = await lessonSource.load(context.scope, id, context.now);
  if (origin === null) return;
  for (const library of shelvesOf(others)) await library.propose(context, origin);
}

/** Posts in the thread what is still to be decided, if anything. */
export async function prepare(scope: Scope, row: RetroRow): Promise<void> {
  const earlier = await earlierActions(scope, row);
  if (earlier.some(({ state }) => state === 'proposed' || state === 'open'))
    await scope.publish(preparePost(row));
}
