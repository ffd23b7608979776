import type { UserId } from './ids.ts';

/**
 * Stands for a person's name until a sentence leaves (`names.ts`), in text that Slack parses (`m`) or shows as it is (`p`). NUL is in nothing that
 * people wrote (`clean`).
 */
export const nameMark = (user: UserId | null, kind: 'm' | 'p'): string => `\0${kind}${user ?? ''}\0`;
