/** The ids of lessons: those that it begins with, and those that are proposed when it ends. */
import { z } from 'zod';
import { defineAction } from '../../../core/kit/action.ts';
import type { LessonAnswer } from '../domain/lessons.ts';
import { row } from '../ids.ts';

const ofLesson = z.object({ retro: row, lesson: row });

/** Three, since a row of buttons holds each action only once. */
export const usedAs = {
  applied: defineAction('retro.lesson-applied', ofLesson),
  adapted: defineAction('retro.lesson-adapted', ofLesson),
  unfit: defineAction('retro.lesson-unfit', ofLesson),
} as const satisfies Record<LessonAnswer, unknown>;

export const lessonJobs = {
  offer: 'retro.offer-lessons',
  offerProject: 'retro.offer-project-lessons',
  propose: 'retro.propose-lessons',
} as const;
