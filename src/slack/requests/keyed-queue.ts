/** Runs work one at a time for each key: a person's presses are processed in their order of arrival. */
export interface KeyedQueue {
  /** Runs `work` when everything before it under this key has settled. */
  run<Value>(key: string, work: () => Promise<Value>): Promise<Value>;
}

export function keyedQueue(): KeyedQueue {
  const last = new Map<string, Promise<unknown>>();
  return {
    run: (key, work) => {
      const mine = (last.get(key) ?? Promise.resolve()).then(work);
      // The next one does not care how this one ended; the caller learns it from `mine`.
      const ended = mine.then(
        () => undefined,
        () => undefined,
      );
      last.set(key, ended);
      void ended.then(() => {
        if (last.get(key) === ended) last.delete(key);
      });
      return mine;
    },
  };
}
