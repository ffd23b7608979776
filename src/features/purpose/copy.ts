import { defineCopy } from '#core/copy.ts';
import type { TranslatorOf } from '#core/sentence.ts';
import { purpose, type PurposeSentences } from '#locales/purpose.ts';

export const copy = defineCopy(purpose);
/** The sentences in one reader's language. */
export type T = TranslatorOf<PurposeSentences>;
