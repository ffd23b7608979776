import { defineCopy } from '#core/copy.ts';
import type { TranslatorOf } from '#core/sentence.ts';
import { thanks, type ThanksSentences } from '#locales/thanks.ts';

export const copy = defineCopy(thanks);
/** The sentences in the language of one reader. */
export type T = TranslatorOf<ThanksSentences>;
