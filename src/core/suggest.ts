/**
 * @returns the known word that a person may have meant: one slip away if the word is short, two if it is longer; `null` if none is that
 * near. Letter case does not count.
 */
export function suggest(typed: string, known: readonly string[]): string | null {
  const word = typed.toLowerCase().slice(0, 40);
  const ranked = known
    .map((candidate) => ({ candidate, slips: distance(word, candidate.toLowerCase()) }))
    .sort((a, b) => a.slips - b.slips || a.candidate.localeCompare(b.candidate));
  const [best] = ranked;
  if (best === undefined || word === '') return null;
  return best.slips <= (best.candidate.length <= 4 ? 1 : 2) ? best.candidate : null;
}

/** Edit distance in which two swapped neighbours (`hlep`) count as one. */
function distance(a: string, b: string): number {
  const rows: number[][] = [Array.from({ length: b.length + 1 }, (_, column) => column)];
  const at = (row: number, column: number) => rows[row]?.[column] ?? Number.POSITIVE_INFINITY;
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    rows.push(row);
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      row.push(
        Math.min(
          at(i - 1, j) + 1,
          at(i, j - 1) + 1,
          at(i - 1, j - 1) + (same ? 0 : 1),
          swapped ? at(i - 2, j - 2) + 1 : Number.POSITIVE_INFINITY,
        ),
      );
    }
  }
  return at(a.length, b.length);
}
