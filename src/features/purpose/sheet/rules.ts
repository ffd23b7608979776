/** What a sheet holds, and with whom it can be shared. Pure. */
import type { UserId } from '#core/ids.ts';
import { type MemberRefusal, type Person, whyNotMember } from '#core/people.ts';

/** What they want to learn, what drives them, and where to. */
export const parts = ['learn', 'drives', 'toward'] as const;
export type Part = (typeof parts)[number];
export type Sheet = Readonly<Record<Part, string>>;

/** In characters, of each part. */
export const mostCharacters = 2_000;

export const isEmpty = (sheet: Sheet): boolean => parts.every((part) => sheet[part] === '');

/** The words by which something to learn is looked for. */
export const wordsOf = ({ learn, toward }: Sheet): string =>
  [learn, toward].filter((words) => words !== '').join('\n');

export type ChosenRefusal = 'self' | 'unknown' | MemberRefusal;

/** Why a sheet cannot be shared with somebody. @param chosen what is known of them; `null`: nothing */
export function whyNotChosen(
  self: UserId,
  chosen: Pick<Person, 'userId' | 'memberType'> | null,
): ChosenRefusal | null {
  if (chosen === null) return 'unknown';
  return chosen.userId === self ? 'self' : whyNotMember(chosen);
}
