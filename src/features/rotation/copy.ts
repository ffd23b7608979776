/** Every sentence of the presenter rotation, in every language. */
import { defineCopy } from '../../core/copy.ts';
import { de } from './copy/de.ts';
import { en, type RotationKey } from './copy/en.ts';

export const copy = defineCopy<RotationKey>({ en, de });
