import { digest } from '../../../locales/digest.ts';
import { defineCopy } from '../../core/copy.ts';

export const digestCopy = defineCopy(digest);
