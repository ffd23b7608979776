/** Sentences about a person's stored data. */
import { defineCopy } from '#core/copy.ts';
import { data } from '#locales/data.ts';

export const dataCopy = defineCopy(data);
