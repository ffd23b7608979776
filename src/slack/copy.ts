/** Lore's own sentences; each practice has its own. */
import { defineCopy } from '#core/copy.ts';
import { lore } from '#locales/lore.ts';

export const loreCopy = defineCopy(lore);
