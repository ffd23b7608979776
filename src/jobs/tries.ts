/** Counts failed tries in this process, to know how long to wait and when to give up. */
export interface Tries {
  /** Counts one more. @returns the new count */
  readonly again: (what: string) => number;
  /** It succeeded or was given up: the next try counts as the first. */
  readonly done: (what: string) => void;
}

/** @param most how many are kept; beyond that, the one not tried for longest is forgotten */
export function createTries(most = 1000): Tries {
  const counts = new Map<string, number>();
  return {
    again: (what) => {
      const count = (counts.get(what) ?? 0) + 1;
      // Inserted again, so that it is the youngest.
      counts.delete(what);
      counts.set(what, count);
      const [oldest] = counts.keys();
      if (counts.size > most && oldest !== undefined) counts.delete(oldest);
      return count;
    },
    done: (what) => void counts.delete(what),
  };
}
