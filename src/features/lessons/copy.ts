import { defineCopy } from '#core/copy.ts';
import type { TranslatorOf } from '#core/sentence.ts';
import { lessons, type LessonsSentences } from '#locales/lessons.ts';

export const lessonsCopy = defineCopy(lessons);
/** The sentences in one reader's language. */
export type Translator = TranslatorOf<LessonsSentences>;
