/** Every sentence of retrospectives, in every language. */
import { defineCopy } from '../../core/copy.ts';
import { de } from './copy/de.ts';
import { en, type RetroKey } from './copy/en.ts';

export const copy = defineCopy<RetroKey>({ en, de });
