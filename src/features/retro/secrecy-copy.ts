/** Who sees what: for `promises.ts` alone, which knows what is stored. */
import { retroSecrecy } from '../../../locales/retro.secrecy.ts';
import { defineCopy } from '../../core/copy.ts';

export const retroSecrecyCopy = defineCopy(retroSecrecy);
