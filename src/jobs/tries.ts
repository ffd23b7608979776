/** How often something was tried in vain, in this process: for how long to wait, and when to give up. */
export interface Tries {
  /** Counts one more. @returns how many it makes */
  readonly again: (what: string) => number;
  /** It went well, or was given up: the next try is the first again. */
  readonly done: (what: string) => void;
}

/** @param most so many are kept; beyond, what was not tried for longest is forgotten, and counts from the beginning */
export function createTries(most = 1000): Tries {
  const counts = new Map<string, number>();
  return {
    again: (what) => {
      const count = (counts.get(what) ?? 0) + 1;
      // Anew, so that it is the youngest.
      counts.delete(what);
      counts.set(what, count);
      const [oldest] = counts.keys();
      if (counts.size > most && oldest !== undefined) counts.delete(oldest);
      return count;
    },
    done: (what) => void counts.delete(what),
  };
}
