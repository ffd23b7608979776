import { defineCopy } from '#core/copy.ts';
import type { Say } from '#core/sentence.ts';
import { learned, type LearnedSentences } from '#locales/learned.ts';

export const learnedCopy = defineCopy(learned);
/** The sentences in the language of one reader. */
export type Words = Say<LearnedSentences>;
