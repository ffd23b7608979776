/** How much one person may ask for, so that they cannot use up what Slack and the machine give to everybody. */

export interface Allowance {
  /** So many at once, by somebody who has asked for nothing lately. */
  readonly atOnce: number;
  readonly perMinute: number;
}

/** Whoever has asked for nothing lately is forgotten when there are more than so many. */
const roomy = 5_000;

/**
 * @param now ms of a clock that does not jump
 * @returns counts one more under a key: 0 when it is within the allowance; else it is not counted, and would be after so many ms
 */
export function allowances({ atOnce, perMinute }: Allowance, now: () => number): (key: string) => number {
  const each = 60_000 / perMinute;
  /** When everything that was counted will have been made up for. */
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
