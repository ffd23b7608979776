import { learned } from '../../../locales/learned.ts';
import { defineCopy } from '../../core/copy.ts';

export const learnedCopy = defineCopy(learned);
