/** Finds people's names in what was written, so that it can be asked for in other words. Pure. */
import type { UserId } from '#core/ids.ts';
import { isUnspaced } from '#core/likeness.ts';

/** Where a word goes on without a space: beside the words of these scripts a name has no edges. */
const attaches = (text: string): boolean => isUnspaced(text) || /\p{Script=Hangul}/u.test(text);

const inWord = '[\\p{L}\\p{M}\\p{N}]';

/**
 * The people whose names stand in a text: all of a name in any case; its first word spelled as it is; or either after an `@`, in any case. A name
 * of one word counts as a first word, since "mark" and "will" are words, too. So does a name with an "s" added, as in "Anns idea".
 * @param names as `ReadScope.names` gives them
 * @returns in the order of `names`
 */
export function peopleNamedIn(text: string, names: ReadonlyMap<UserId, string>): readonly UserId[] {
  const written = plain(text);
  return [...names].flatMap(([user, name]) =>
    written.includes(`<@${user}`) || isNamedIn(written, plain(name)) ? [user] : [],
  );
}

const plain = (text: string): string => text.normalize('NFKC').replaceAll(/\s+/gu, ' ').trim();

function isNamedIn(text: string, name: string): boolean {
  const words = name.split(' ');
  // Not "Dr." or an initial: these stand before many words.
  const first = words.find((word) => word.length > 1 && !word.endsWith('.'));
  if (first === undefined) return false;
  const all = words.length > 1 && stands(text, name, 'iu');
  return (
    all || stands(text, first, 'u') || stands(text, capital(first), 'u') || stands(text, `@${first}`, 'iu')
  );
}

/** As a word begins a sentence. */
const capital = (word: string): string => word.replace(/^./u, (letter) => letter.toUpperCase());

/** Whether a name stands in a text as a word of its own. */
function stands(text: string, name: string, flags: 'u' | 'iu'): boolean {
  const escaped = name.replaceAll(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
  if (attaches(name)) return new RegExp(escaped, flags).test(text);
  const start = name.startsWith('@') ? '' : `(?<!${inWord}|${inWord}-)`;
  return new RegExp(`${start}${escaped}s?(?!-?${inWord})`, flags).test(text);
}
