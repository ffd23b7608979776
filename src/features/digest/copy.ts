/** Every sentence of the weekly digest, in every language. */
import { defineCopy } from '../../core/copy.ts';
import { de } from './copy/de.ts';
import { en, type DigestKey } from './copy/en.ts';

export const copy = defineCopy<DigestKey>({ en, de });
