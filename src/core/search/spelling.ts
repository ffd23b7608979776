/**
 * Whether two words are within one edit of each other: a character put in, left out, changed, or swapped with its neighbour (the restricted
 * Damerau-Levenshtein distance is at most 1).
 */
export function isWithinOneEdit(one: string, other: string): boolean {
  const [short, long] = one.length <= other.length ? [one, other] : [other, one];
  // A character beyond the first plane is two units, and changing one may change both.
  if (long.length - short.length > 2) return false;
  return isOneEdit(Array.from(short), Array.from(long));
}

function isOneEdit(short: readonly string[], long: readonly string[]): boolean {
  if (short.length > long.length) return isOneEdit(long, short);
  if (long.length - short.length > 1) return false;
  let at = 0;
  while (at < short.length && short[at] === long[at]) at += 1;
  const isSame = (from: number, to: number) =>
    short.length - from === long.length - to &&
    short.slice(from).every((one, next) => one === long[to + next]);
  if (isSame(at, at + 1) || isSame(at + 1, at + 1) || isSame(at, at)) return true;
  const isSwapped = short[at] === long[at + 1] && short[at + 1] === long[at];
  return isSwapped && isSame(at + 2, at + 2);
}
