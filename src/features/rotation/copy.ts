import { rotation, type RotationSentences } from '../../../locales/rotation.ts';
import { defineCopy } from '../../core/copy.ts';
import type { Say } from '../../core/sentence.ts';

export const rotationCopy = defineCopy(rotation);
/** The sentences in the language of one reader. */
export type Words = Say<RotationSentences>;
