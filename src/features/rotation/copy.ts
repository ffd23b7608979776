import { defineCopy } from '#core/copy.ts';
import type { TranslatorOf } from '#core/sentence.ts';
import { rotation, type RotationSentences } from '#locales/rotation.ts';

export const rotationCopy = defineCopy(rotation);
/** The sentences in one reader's language. */
export type Translator = TranslatorOf<RotationSentences>;
