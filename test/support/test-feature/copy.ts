import { defineCopy } from '#core/copy.ts';
import type { TranslatorOf } from '#core/sentence.ts';
import { pebble, type PebbleSentences } from './locales/pebble.ts';

export const copy = defineCopy(pebble);
/** The sentences in the language of one reader. */
export type T = TranslatorOf<PebbleSentences>;
