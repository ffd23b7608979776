/** Lessons, which other practices keep: what they can be made from once a retrospective has ended, and which it or a planned project begins with. */
import { z } from 'zod';
import type { Instant } from '#core/clock.ts';
import { choice, flag, number, partOf, reference } from '#core/columns.ts';
import type { Feature } from '#core/feature.ts';
import type { RowId } from '#core/ids.ts';
import { jobId } from '#core/job-ref.ts';
import { defineAction } from '#core/kit/action.ts';
import { rowValue } from '#core/kit/values.ts';
import type { LessonLibrary, LessonSource, Origin } from '#core/lessons.ts';
import { findRow, findRows } from '#core/rows.ts';
import type { ReadScope, Scope } from '#core/scope.ts';
import { ownTable, type RowOf, sharedTable } from '#core/tables.ts';
import type { Work } from '#core/work.ts';
import { earlierActions } from '../action-items/operations.ts';
import { isToDo } from '../action-items/rules.ts';
import { befores } from '../before/rows.ts';
import { cards, readableCards } from '../collect/rows.ts';
import { projects } from '../plan/rows.ts';
import { mainPost, preparePost } from '../session/ids.ts';
import { wentWell } from '../start/formats.ts';
import { retro_id, type RetroRow, retros } from '../session/rows.ts';
import { linkKept } from '../session/rules.ts';
import { rankedTopics } from '../vote/rows.ts';

/** How many are proposed. */
const mostProposed = 3;

/** How many of other teams' lessons are shown at the start. */
export const mostOffered = 3;

/** A participant's opinion on a lesson that was shown. */
export const lessonAnswers = ['applied', 'adapted', 'unfit'] as const;

export type LessonAnswer = (typeof lessonAnswers)[number];

/**
 * The topics that lessons are proposed from: the vote's first three. Without votes they have no order, so all are proposed if there are few, and none
 * otherwise.
 * @param topics in order; `place`: `null` without a place in the vote
 */
export function worthALesson<Topic extends { readonly place: number | null }>(
  topics: readonly Topic[],
): readonly Topic[] {
  const voted = topics.filter(({ place }) => place !== null);
  if (voted.length > 0) return voted.slice(0, mostProposed);
  return topics.length <= mostProposed ? topics : [];
}

/** All of a lesson, and what one says of it: in a retrospective's thread, or a plan's. */
export const readLesson = defineAction('retro.lesson-read', z.object({ offer: rowValue }));

/** An offer; before they were entries of a menu, which holds no two ids, a retrospective's lesson. */
const ofLesson = z.union([z.object({ offer: rowValue }), z.object({ retro: rowValue, lesson: rowValue })]);

export type OfLesson = z.infer<typeof ofLesson>;

/** Three, since a row of buttons holds each action id only once. */
export const usedAs = {
  applied: defineAction('retro.lesson-applied', ofLesson),
  adapted: defineAction('retro.lesson-adapted', ofLesson),
  unfit: defineAction('retro.lesson-unfit', ofLesson),
} as const satisfies Record<LessonAnswer, unknown>;

export const lessonJobs = {
  offer: jobId<{ readonly retro: RowId }>('retro.offer-lessons'),
  propose: jobId<{ readonly retro: RowId }>('retro.propose-lessons'),
} as const;

/** `place`, 1: the best fit. `counted`: that it was over was counted, see `applied.ts`. */
const offered = { lesson_id: reference, place: number, counted: flag.internal };

/** Chosen once at the start, with the channel's access: ids only, since each reader's permission is checked on rendering. */
export const offers = sharedTable('retro_offer', { retro_id: partOf(retros), ...offered });

export type OfferRow = RowOf<typeof offers>;

/** The same for a project, chosen when it was planned. */
export const projectOffers = sharedTable('retro_project_offer', { project_id: partOf(projects), ...offered });

export type ProjectOfferRow = RowOf<typeof projectOffers>;

/** The same for a review before the work, chosen when it began. */
export const beforeOffers = sharedTable('retro_before_offer', { before_id: partOf(befores), ...offered });

export type BeforeOfferRow = RowOf<typeof beforeOffers>;

/** A person's opinion on a lesson shown at the retrospective's start. */
export const lessonUses = ownTable(
  'retro_lesson_use',
  ['retro_id', 'lesson_id'],
  { retro_id, lesson_id: reference.internal, use: choice(lessonAnswers) },
  { exported: { as: 'lessonsUsed' } },
);

/** The same about one shown when a project was planned. */
export const projectLessonUses = ownTable(
  'retro_project_lesson_use',
  ['project_id', 'lesson_id'],
  { project_id: partOf(projects), lesson_id: reference.internal, use: choice(lessonAnswers) },
  { exported: { as: 'projectLessonsUsed' } },
);

/** The same about one shown in a review before the work. */
export const beforeLessonUses = ownTable(
  'retro_before_lesson_use',
  ['before_id', 'lesson_id'],
  { before_id: partOf(befores).as('review'), lesson_id: reference.internal, use: choice(lessonAnswers) },
  { exported: { as: 'beforeLessonsUsed' } },
);

/** The other practices, resolved lazily: some of them need this one. */
export type Others = () => readonly Pick<Feature, 'lessonLibrary' | 'leads' | 'practised'>[];

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
  past: async (read, id) => {
    const row = await findRow(read.from(retros), { id, phase: 'closed' });
    return row?.ended_at == null ? null : { called: row.about, until: row.ended_at + madeWithin };
  },
};

async function originOf(read: ReadScope, row: RetroRow, now: Instant): Promise<Origin | null> {
  if (row.phase !== 'closed' || row.ended_at === null || now >= row.ended_at + madeWithin) return null;
  const readable = new Map((await readableCards(read, row.id)).map((card) => [card.id, card]));
  const topics = worthALesson(await rankedTopics(read, row));
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
      texts: rows.flatMap((card) => readable.get(card)?.text ?? []),
      wentWell: rows.every((card) => wentWell(row.format, readable.get(card)?.column_id)),
    })),
  };
}

/** Schedules the choice of fitting lessons, with the channel's own access. */
export const offerLessons = ({ scope, now }: Work, row: RetroRow): Promise<void> =>
  scope.runAt(lessonJobs.offer.ref({ retro: row.id }), now, channelOf(row));

/** Schedules the proposal of lessons, with the channel's own access. */
export const proposeLessons = ({ scope, now }: Work, row: RetroRow): Promise<void> =>
  scope.runAt(lessonJobs.propose.ref({ retro: row.id }), now, channelOf(row));

const channelOf = ({ channel_id: channelId }: RetroRow) => ({ kind: 'channel', channelId }) as const;

/** The lessons chosen for a project, the best fit first. */
export const projectOffersOf = (read: ReadScope, project: RowId): Promise<ProjectOfferRow[]> =>
  findRows(read.from(projectOffers), { project_id: project }, 'place', 'id');

/** The lessons chosen for a review, the best fit first. */
export const beforeOffersOf = (read: ReadScope, before: RowId): Promise<BeforeOfferRow[]> =>
  findRows(read.from(beforeOffers), { before_id: before }, 'place', 'id');

/** The lessons that a retrospective began with, the best fit first. */
export const offersOf = (read: ReadScope, retro: RowId): Promise<OfferRow[]> =>
  findRows(read.from(offers), { retro_id: retro }, 'place', 'id');

/** @returns `null` if it is gone, or the viewer may not see it */
export const offerOf = (read: ReadScope, of: OfLesson): Promise<OfferRow | null> =>
  findRow(read.from(offers), 'offer' in of ? { id: of.offer } : { retro_id: of.retro, lesson_id: of.lesson });

/** Posts in the thread what is still to be decided, if anything. */
export async function prepare(scope: Scope, row: RetroRow): Promise<void> {
  if ((await earlierActions(scope, row)).some(isToDo)) await scope.publish(preparePost(row));
}
