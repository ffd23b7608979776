import { retro } from '../../../locales/retro.ts';
import { defineCopy } from '../../core/copy.ts';

export const retroCopy = defineCopy(retro);
