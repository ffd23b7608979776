/** Every sentence of lessons, in every language. */
import { defineCopy } from '../../core/copy.ts';
import { de } from './copy/de.ts';
import { en, type LessonsKey } from './copy/en.ts';

export const copy = defineCopy<LessonsKey>({ en, de });
