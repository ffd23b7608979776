import { defineCopy } from '#core/copy.ts';
import type { TranslatorOf } from '#core/sentence.ts';
import { reorg, type ReorgSentences } from '#locales/reorg.ts';

export const copy = defineCopy(reorg);
/** The sentences in the language of one reader. */
export type T = TranslatorOf<ReorgSentences>;
