/**
 * How a question was understood (another spelling, a filter that says nothing): it repeats words of the question, so it stands in memory alone until the
 * answer is sent. An answer that another process sends says the same without it.
 */
export interface Asides {
  readonly keep: (key: string, notes: readonly string[]) => void;
  readonly of: (key: string) => readonly string[];
}

/** Answers leave within seconds. */
const most = 100;

export function makeAsides(): Asides {
  const kept = new Map<string, readonly string[]>();
  return {
    keep: (key, notes) => {
      if (notes.length > 0) kept.set(key, notes);
      const [oldest] = kept.keys();
      if (kept.size > most && oldest !== undefined) kept.delete(oldest);
    },
    of: (key) => kept.get(key) ?? [],
  };
}
