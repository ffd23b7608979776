import { defineCopy } from '#core/copy.ts';
import type { TranslatorOf } from '#core/sentence.ts';
import { thanks, type ThanksSentences } from '#locales/thanks.ts';

export const copy = defineCopy(thanks);
/** The sentences in one reader's language. */
export type T = TranslatorOf<ThanksSentences>;
