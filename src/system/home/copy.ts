/** Sentences of App Home itself; its parts have their own. */
import { defineCopy } from '#core/copy.ts';
import { home } from '#locales/home.ts';

export const homeCopy = defineCopy(home);
