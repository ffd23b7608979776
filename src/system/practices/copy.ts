/** Sentences about practices that a channel may choose. */
import { defineCopy } from '#core/copy.ts';
import { practices } from '#locales/practices.ts';

export const practicesCopy = defineCopy(practices);
