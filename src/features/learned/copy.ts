import { defineCopy } from '#core/copy.ts';
import type { TranslatorOf } from '#core/sentence.ts';
import { learned, type LearnedSentences } from '#locales/learned.ts';

export const learnedCopy = defineCopy(learned);
/** The sentences in one reader's language. */
export type Translator = TranslatorOf<LearnedSentences>;
