/** Every sentence of retrospectives, in every language. */
import { defineCopy, type Copy } from '../../core/copy.ts';
import { de } from './copy/de.ts';
import { en, type RetroKey } from './copy/en.ts';
import type { SecretKey } from './copy/secrecy.en.ts';

const all = defineCopy<keyof typeof en>({ en, de });

export const copy: Copy<RetroKey> = all;
/** Who sees what: for `promises.ts` alone, which knows what is stored. */
export const secretCopy: Copy<SecretKey> = all;
