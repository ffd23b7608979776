import { defineCopy } from '#core/copy.ts';
import type { TranslatorOf } from '#core/sentence.ts';
import { pulse, type PulseSentences } from '#locales/pulse.ts';

export const copy = defineCopy(pulse);
/** The sentences in the language of one reader. */
export type T = TranslatorOf<PulseSentences>;
