/** When a request says it was made. Bolt refuses those that are too old; one dated in the future would stay good for as long. */

const furthest = 60_000;

/**
 * @param header `x-slack-request-timestamp`: seconds
 * @param now wall time: signatures live on it, whatever clock the rest follows
 * @returns whether the date is a plain number and not more than a minute ahead
 */
export function isDatedRight(header: string | string[] | undefined, now: number): boolean {
  if (typeof header !== 'string' || !/^\d{1,12}$/.test(header)) return false;
  return Number(header) * 1000 <= now + furthest;
}
