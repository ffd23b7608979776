/** Chance that is the same for the same seed. */
export interface Chance {
  /** A whole number from 0 up to below `count`. */
  readonly below: (count: number) => number;
  /** @param likelihood 0 to 1 */
  readonly is: (likelihood: number) => boolean;
  /** @throws for an empty list */
  readonly pick: <Value>(list: readonly Value[]) => Value;
  /** So many different ones, or all there are. */
  readonly some: <Value>(list: readonly Value[], count: number) => Value[];
}

/** Mulberry32. */
export function chanceOf(seed: number): Chance {
  let state = seed;
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const below = (count: number) => Math.floor(next() * count);
  return {
    below,
    is: (likelihood) => next() < likelihood,
    pick: (list) => {
      const one = list[below(list.length)];
      if (one === undefined) throw new RangeError('there is nothing to choose from');
      return one;
    },
    some: (list, count) => {
      const left = [...list];
      return Array.from({ length: Math.min(count, left.length) }, () =>
        left.splice(below(left.length), 1),
      ).flat();
    },
  };
}
