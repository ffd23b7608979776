/** What the pages say at which Lore is installed. */
import { defineCopy } from '#core/copy.ts';
import { install } from '#locales/install.ts';

export const installCopy = defineCopy(install);
