/** Sentences of the answers in the Messages tab. */
import { defineCopy } from '#core/copy.ts';
import { asking } from '#locales/asking.ts';

export const askingCopy = defineCopy(asking);
