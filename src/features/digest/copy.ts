import { defineCopy } from '#core/copy.ts';
import type { TranslatorOf } from '#core/sentence.ts';
import { digest, type DigestSentences } from '#locales/digest.ts';

export const digestCopy = defineCopy(digest);
/** The sentences in one reader's language. */
export type Translator = TranslatorOf<DigestSentences>;
