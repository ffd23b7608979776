/**
 * Whether two different words are one edit apart: a character put in, left out, changed, or swapped with its neighbour (restricted
 * Damerau-Levenshtein distance of 1). In code points, so that half a character is no edit.
 */
export function isWithinOneEdit(one: string, other: string): boolean {
  const [a, b] = [Array.from(one), Array.from(other)];
  if (Math.abs(a.length - b.length) > 1) return false;
  let same = 0;
  while (same < a.length && same < b.length && a[same] === b[same]) same += 1;
  const restFrom = (characters: readonly string[], from: number) => characters.slice(from).join('');
  if (a.length !== b.length) {
    const [longer, shorter] = a.length > b.length ? [a, b] : [b, a];
    return restFrom(longer, same + 1) === restFrom(shorter, same);
  }
  if (restFrom(a, same + 1) === restFrom(b, same + 1)) return true;
  const isSwapped = a[same] === b[same + 1] && a[same + 1] === b[same];
  return isSwapped && restFrom(a, same + 2) === restFrom(b, same + 2);
}
