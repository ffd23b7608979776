/** The lessons of other teams that a retrospective begins with, which of its topics are worth one, and what is said of those that were shown. */
import { z } from 'zod';
import { choice, number, partOf, reference } from '#core/columns.ts';
import type { RowId } from '#core/ids.ts';
import { jobId } from '#core/job-ref.ts';
import { defineAction } from '#core/kit/action.ts';
import { rowValue } from '#core/kit/values.ts';
import { ownTable, sharedTable } from '#core/tables.ts';
import { projects } from '../plan/project.ts';
import { retro_id, retros } from '../session/rows.ts';

/** So many are proposed. */
export const mostProposed = 3;

/** So many of other teams are shown when it begins. */
export const mostOffered = 3;

/** What whoever takes part says of a lesson that was shown. */
export const lessonAnswers = ['applied', 'adapted', 'unfit'] as const;

export type LessonAnswer = (typeof lessonAnswers)[number];

/**
 * The topics that lessons are proposed from: the first three in the vote. Where nobody voted there is no order among them, so all are proposed if
 * they are few, and none if they are many.
 * @param topics first first; `place`: `null` where the vote gave them none
 */
export function worthALesson<Topic extends { readonly place: number | null }>(
  topics: readonly Topic[],
): readonly Topic[] {
  const voted = topics.filter(({ place }) => place !== null);
  if (voted.length > 0) return voted.slice(0, mostProposed);
  return topics.length <= mostProposed ? topics : [];
}

export type OfRetro = Readonly<Record<'retro', RowId>>;

const ofLesson = z.object({ retro: rowValue, lesson: rowValue });

/** Three, since a row of buttons holds each action only once. */
export const usedAs = {
  applied: defineAction('retro.lesson-applied', ofLesson),
  adapted: defineAction('retro.lesson-adapted', ofLesson),
  unfit: defineAction('retro.lesson-unfit', ofLesson),
} as const satisfies Record<LessonAnswer, unknown>;

export const lessonJobs = {
  offer: jobId<OfRetro>('retro.offer-lessons'),
  offerProject: jobId<{ readonly project: RowId }>('retro.offer-project-lessons'),
  propose: jobId<OfRetro>('retro.propose-lessons'),
} as const;

const lesson_id = reference;

/** 1: what fits best. */
const place = number;

/** Chosen once, when it began, with its channel's eyes: ids only, since whether somebody may read one is asked when it is drawn. */
export const offers = sharedTable('retro_offer', { retro_id: partOf(retros), lesson_id, place });

/** The same for a project, chosen when it was planned. */
export const projectOffers = sharedTable('retro_project_offer', {
  project_id: partOf(projects),
  lesson_id,
  place,
});

/** What a person says of a lesson that was shown when the retrospective began. */
export const lessonUses = ownTable(
  'retro_lesson_use',
  ['retro_id', 'lesson_id'],
  { retro_id, lesson_id: reference.internal, use: choice(['applied', 'adapted', 'unfit']) },
  { exported: { as: 'lessonsUsed' } },
);
