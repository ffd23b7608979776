/**
 * Whether two words are within one edit of each other: a character put in, left out, changed, or swapped with its neighbour (the restricted
 * Damerau-Levenshtein distance is at most 1). In code points, so that half a character is no edit.
 */
export function isWithinOneEdit(one: string, other: string): boolean {
  const shorter = Math.min(one.length, other.length);
  let start = 0;
  while (start < shorter && one[start] === other[start]) start += 1;
  let end = 0;
  while (end < shorter - start && one[one.length - 1 - end] === other[other.length - 1 - end]) end += 1;
  const [rest, otherRest] = [one.slice(start, one.length - end), other.slice(start, other.length - end)];
  if (rest.length + otherRest.length > 4) return false;
  const [left, right] = [Array.from(rest), Array.from(otherRest)];
  if (left.length <= 1 && right.length <= 1) return true;
  return left.length === 2 && right.length === 2 && left[0] === right[1] && left[1] === right[0];
}
