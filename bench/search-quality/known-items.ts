/** Known items: titles as queries, for a library that has the notes without their titles. */
import type { Note } from '../judged/judged.ts';

export interface KnownItem {
  readonly query: string;
  /** The place of its note among all. */
  readonly at: number;
}

/**
 * Every second note, as in earlier measurements, whose title nobody could take for another's: no other note has it, whatever its case, and it has at
 * least two words of two letters or more.
 */
export function knownItems(notes: readonly Note[]): KnownItem[] {
  const called = Map.groupBy(notes, ({ title }) => title.toLowerCase());
  return notes.flatMap(({ title }, at) => {
    const words = title.match(/\p{L}{2,}/gu) ?? [];
    const isFair = called.get(title.toLowerCase())?.length === 1 && words.length >= 2;
    return at % 2 === 0 && isFair ? [{ query: title, at }] : [];
  });
}

/**
 * The same with one slip in one word of four letters or more: a letter left out, put in, changed, or swapped with the next, in turn, anywhere but at
 * the word's beginning. Items without such a word are left out.
 */
export function withTypo(items: readonly KnownItem[]): KnownItem[] {
  return items.flatMap(({ query, at }, nth) => {
    const words = [...query.matchAll(/\p{L}{4,}/gu)];
    const word = words[nth % words.length];
    if (word === undefined) return [];
    const end = word.index + word[0].length;
    return [{ query: query.slice(0, word.index) + slip(word[0], nth) + query.slice(end), at }];
  });
}

function slip(word: string, nth: number): string {
  const at = 1 + ((nth * 7) % (word.length - 2));
  const other = String.fromCodePoint(97 + ((nth * 11) % 26));
  const [before, letter, next, rest] = [
    word.slice(0, at),
    word.charAt(at),
    word.charAt(at + 1),
    word.slice(at + 2),
  ];
  const slips = [
    before + next + rest,
    before + other + letter + next + rest,
    before + other + next + rest,
    before + next + letter + rest,
  ];
  const slipped = slips[nth % slips.length] ?? word;
  return slipped === word ? before + next + rest : slipped;
}
