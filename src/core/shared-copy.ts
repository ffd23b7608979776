/** The sentences that all parts share, for whoever has none of its own. */
import { shared } from '../../locales/shared.ts';
import { defineCopy } from './copy.ts';

export const sharedCopy = defineCopy(shared);
