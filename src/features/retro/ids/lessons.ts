/** The ids of lessons: those that it begins with, and those that are proposed when it ends. */
import { rowValue } from '../../../core/kit/values.ts';
import { jobId } from '../../../core/job.ts';
import type { RowId } from '../../../core/ids.ts';
import { z } from 'zod';
import { defineAction } from '../../../core/kit/action.ts';
import type { LessonAnswer } from '../domain/lessons.ts';

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
