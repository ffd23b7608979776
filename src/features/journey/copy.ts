import { journey, type JourneySentences } from '#locales/journey.ts';
import { defineCopy } from '#core/copy.ts';
import type { TranslatorOf } from '#core/sentence.ts';

export const journeyCopy = defineCopy(journey);
/** The sentences in the language of one reader. */
export type Translator = TranslatorOf<JourneySentences>;
