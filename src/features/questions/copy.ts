import { defineCopy } from '#core/copy.ts';
import type { TranslatorOf } from '#core/sentence.ts';
import { questions, type QuestionsSentences } from '#locales/questions.ts';

export const copy = defineCopy(questions);
/** The sentences in one reader's language. */
export type T = TranslatorOf<QuestionsSentences>;
