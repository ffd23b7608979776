/** The shared sentences, for code without a catalogue of its own. */
import { shared } from '../../locales/shared.ts';
import { defineCopy } from './copy.ts';

export const sharedCopy = defineCopy(shared);
