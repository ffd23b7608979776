/** What one can type. */
import { defineCopy } from '#core/copy.ts';
import { help } from '#locales/help.ts';

export const helpCopy = defineCopy(help);
