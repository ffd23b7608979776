import { defineCopy } from '#core/copy.ts';
import { retro } from '#locales/retro.ts';

export const retroCopy = defineCopy(retro);
