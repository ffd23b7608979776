import { defineCopy } from '#core/copy.ts';
import type { Say } from '#core/sentence.ts';
import { rotation, type RotationSentences } from '#locales/rotation.ts';

export const rotationCopy = defineCopy(rotation);
/** The sentences in the language of one reader. */
export type Words = Say<RotationSentences>;
