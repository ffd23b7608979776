import { journey, type JourneySentences } from '#locales/journey.ts';
import { defineCopy } from '#core/copy.ts';
import type { TranslatorOf } from '#core/sentence.ts';

export const journeyCopy = defineCopy(journey);
/** The sentences in one reader's language. */
export type Translator = TranslatorOf<JourneySentences>;
