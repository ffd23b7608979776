/** Sentences of the pages to read at. */
import { defineCopy } from '#core/copy.ts';
import { web } from '#locales/web.ts';

export const webCopy = defineCopy(web);
