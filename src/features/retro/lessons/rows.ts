/** Other teams' lessons that a retrospective begins with, opinions on them, and which of its topics deserve a lesson. */
import { z } from 'zod';
import { choice, number, partOf, reference } from '#core/columns.ts';
import type { RowId } from '#core/ids.ts';
import { jobId } from '#core/job-ref.ts';
import { defineAction } from '#core/kit/action.ts';
import { rowValue } from '#core/kit/values.ts';
import { ownTable, sharedTable } from '#core/tables.ts';
import { projects } from '../plan/project.ts';
import { retro_id, retros } from '../session/rows.ts';

/** How many are proposed. */
export const mostProposed = 3;

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

export type OfRetro = Readonly<Record<'retro', RowId>>;

const ofLesson = z.object({ retro: rowValue, lesson: rowValue });

/** Three, since a row of buttons holds each action id only once. */
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

/** 1: the best fit. */
const place = number;

/** Chosen once at the start, with the channel's access: ids only, since each reader's permission is checked on rendering. */
export const offers = sharedTable('retro_offer', { retro_id: partOf(retros), lesson_id, place });

/** The same for a project, chosen when it was planned. */
export const projectOffers = sharedTable('retro_project_offer', {
  project_id: partOf(projects),
  lesson_id,
  place,
});

/** A person's opinion on a lesson shown at the retrospective's start. */
export const lessonUses = ownTable(
  'retro_lesson_use',
  ['retro_id', 'lesson_id'],
  { retro_id, lesson_id: reference.internal, use: choice(['applied', 'adapted', 'unfit']) },
  { exported: { as: 'lessonsUsed' } },
);
