import { defineCopy } from '#core/copy.ts';
import type { TranslatorOf } from '#core/sentence.ts';
import { coaching, type CoachingSentences } from '#locales/coaching.ts';

export const copy = defineCopy(coaching);
/** The sentences in one reader's language. */
export type T = TranslatorOf<CoachingSentences>;
