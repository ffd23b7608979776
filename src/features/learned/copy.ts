/** Every sentence of "What I learned", in every language. */
import { defineCopy } from '../../core/copy.ts';
import { de } from './copy/de.ts';
import { en, type LearnedKey } from './copy/en.ts';

export const copy = defineCopy<LearnedKey>({ en, de });
