import { defineCopy } from '#core/copy.ts';
import type { Say } from '#core/sentence.ts';
import { lessons, type LessonsSentences } from '#locales/lessons.ts';

export const lessonsCopy = defineCopy(lessons);
/** The sentences in the language of one reader. */
export type Words = Say<LessonsSentences>;
