/** What people read of what is stored about them. */
import { defineCopy } from '#core/copy.ts';
import { data } from '#locales/data.ts';

export const dataCopy = defineCopy(data);
