/** Every sentence of journeys, in every language. */
import { defineCopy } from '../../core/copy.ts';
import { de } from './copy/de.ts';
import { en, type JourneyKey } from './copy/en.ts';

export const copy = defineCopy<JourneyKey>({ en, de });
