import { defineCopy } from '#core/copy.ts';
import type { TranslatorOf } from '#core/sentence.ts';
import { stretch, type StretchSentences } from '#locales/stretch.ts';

export const copy = defineCopy(stretch);
/** The sentences in the language of one reader. */
export type T = TranslatorOf<StretchSentences>;
