/** The sentences that Lore itself says; the practices have their own. */
import { lore } from '../../locales/lore.ts';
import { defineCopy } from '../core/copy.ts';

export const loreCopy = defineCopy(lore);
