/** What people read of what is stored about them. */
import { data } from '../../locales/data.ts';
import { defineCopy } from '../core/copy.ts';

export const dataCopy = defineCopy(data);
