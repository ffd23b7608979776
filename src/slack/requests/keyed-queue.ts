/** One thing after the other for each key: a person's presses are worked in the order in which they came. */
export interface KeyedQueue {
  /** Runs `work` when everything before it under this key has ended, well or badly. */
  run<Value>(key: string, work: () => Promise<Value>): Promise<Value>;
}

export function keyedQueue(): KeyedQueue {
  const last = new Map<string, Promise<unknown>>();
  return {
    run: (key, work) => {
      const mine = (last.get(key) ?? Promise.resolve()).then(work);
      // The next in turn does not care how this one ended; whoever called does, through `mine`.
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
