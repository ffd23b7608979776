/**
 * Only so much is decided at once, and who waits takes turns by where they come from, at each level of it: so who asks once waits for at most one of each
 * of the others, and not behind a crowd.
 */

/** Where somebody comes from, the widest first: a workspace, a channel, a person. */
export type Path = readonly string[];

export class FairLine<Item> {
  readonly #here: Item[] = [];
  /** In the order of their turns. */
  readonly #within = new Map<string, FairLine<Item>>();
  #size = 0;

  get size(): number {
    return this.#size;
  }

  add([first, ...rest]: Path, item: Item): void {
    this.#size += 1;
    if (first === undefined) {
      this.#here.push(item);
      return;
    }
    const line = this.#within.get(first) ?? new FairLine();
    this.#within.set(first, line);
    line.add(rest, item);
  }

  /** @returns who comes next, and is not in the line any more; `undefined`: nobody waits */
  take(): Item | undefined {
    if (this.#size === 0) return undefined;
    this.#size -= 1;
    if (this.#here.length > 0) return this.#here.shift();
    const [[name, line] = []] = this.#within;
    if (name === undefined || line === undefined) return undefined;
    const item = line.take();
    // Behind the others.
    this.#within.delete(name);
    if (line.size > 0) this.#within.set(name, line);
    return item;
  }
}

/** Calls back after so many ms. @returns a function that ends this */
type After = (ms: number, run: () => void) => () => void;

const afterHere: After = (ms, run) => {
  const timer = setTimeout(run, ms);
  return () => {
    clearTimeout(timer);
  };
};

export interface FairTurns {
  /** Runs `work` in its turn. @param from where who asks comes from @returns what it returns, or throws */
  run<Value>(from: Path, work: () => Promise<Value>): Promise<Value>;
}

/** How much there is at once. More would not be sooner, since one thread does it all, and who comes next would share it with more. */
const atOnce = 2;
/** ms after which work counts no more: it waits for something else than this process, such as Slack, or a lock. */
const longest = 250;

export function fairTurns(after: After = afterHere): FairTurns {
  const line = new FairLine<() => void>();
  let free = atOnce;
  const end = (): void => {
    const next = line.take();
    if (next === undefined) free += 1;
    else next();
  };
  return {
    run: async (from, work) => {
      if (free > 0) free -= 1;
      else await new Promise<void>((begin) => line.add(from, begin));
      let isOver = false;
      const over = (): void => {
        if (!isOver) end();
        isOver = true;
      };
      const cancel = after(longest, over);
      try {
        return await work();
      } finally {
        cancel();
        over();
      }
    },
  };
}
