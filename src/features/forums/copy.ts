import { defineCopy } from '#core/copy.ts';
import type { TranslatorOf } from '#core/sentence.ts';
import { forums, type ForumsSentences } from '#locales/forums.ts';

export const copy = defineCopy(forums);
/** The sentences in the language of one reader. */
export type T = TranslatorOf<ForumsSentences>;
