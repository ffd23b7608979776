/** How much one person, one channel or one workspace may ask for, so that they cannot use up what Slack and the machine give everyone. */

export interface Allowance {
  /** The burst for a person who has asked for nothing recently. */
  readonly atOnce: number;
  readonly perMinute: number;
}

/** Above this size, idle people are forgotten. */
const roomy = 5_000;

/**
 * @param now ms of a clock that does not jump
 * @returns counts one more under a key: 0 if within the allowance; otherwise it is not counted, and the result is the ms until it would be
 */
export function allowances({ atOnce, perMinute }: Allowance, now: () => number): (key: string) => number {
  const each = 60_000 / perMinute;
  /** When everything counted so far will have drained. */
  const settled = new Map<string, number>();
  return (key) => {
    const at = now();
    const from = Math.max(settled.get(key) ?? 0, at);
    const wait = from - at - (atOnce - 1) * each;
    if (wait > 0) return wait;
    settled.set(key, from + each);
    if (settled.size > roomy) for (const [other, until] of settled) if (until <= at) settled.delete(other);
    return 0;
  };
}

/** ms for which somebody else who asked counts as being there. */
const alongside = 10_000;

/**
 * The same for many together: above the allowance they still go on while nobody else asks, since then nobody waits for them.
 * @param now ms of a clock that does not jump
 * @returns as `allowances` does
 */
export function shares(allowance: Allowance, now: () => number): (key: string) => number {
  const mayAsk = allowances(allowance, now);
  // The two that asked last, under different keys.
  let last = { key: '', at: Number.NEGATIVE_INFINITY };
  let other = last;
  return (key) => {
    const at = now();
    if (key !== last.key) other = last;
    last = { key, at };
    const wait = mayAsk(key);
    return at - other.at > alongside ? 0 : wait;
  };
}

/** Allowances for requests of programs, before it is known who asks. */
export interface Senders {
  /** Of one that is known, by its key. */
  readonly known: Allowance;
  /** From one address; and of everybody together who is not known. */
  readonly from: Allowance;
  readonly together: Allowance;
}

/** So many are known. */
const mostKnown = 2_000;

/**
 * Those that were right lately have an allowance each, so that who guesses keeps none of them waiting.
 * @param now ms of a clock that does not jump
 */
export function senders({ known: ofKnown, from, together }: Senders, now: () => number) {
  const [mayKnown, mayFrom, mayAll] = [
    allowances(ofKnown, now),
    allowances(from, now),
    allowances(together, now),
  ];
  /** The one that was right the longest ago first. */
  const known = new Set<string>();
  return {
    /** @param address where it comes from, if that is known @returns as `allowances` does */
    waitOf: (key: string, address: string | null): number =>
      known.has(key) ? mayKnown(key) : (address === null ? 0 : mayFrom(address)) || mayAll(''),
    wasRight: (key: string): void => {
      known.delete(key);
      known.add(key);
      const [oldest] = known;
      if (known.size > mostKnown && oldest !== undefined) known.delete(oldest);
    },
    wasWrong: (key: string): void => {
      known.delete(key);
    },
  };
}
