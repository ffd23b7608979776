/** The sentences that Lore itself says; the practices have their own. */
import { defineCopy } from '#core/copy.ts';
import { lore } from '#locales/lore.ts';

export const loreCopy = defineCopy(lore);
