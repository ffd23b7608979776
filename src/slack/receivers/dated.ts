/** When a request says it was made: an old one may be somebody's who has overheard it, and one dated in the future would stay good for as long. */

/** In ms. */
const [oldest, furthest] = [5 * 60_000, 60_000];

/**
 * @param header `x-slack-request-timestamp`: seconds
 * @param now wall time: signatures live on it, whatever clock the rest follows
 * @returns whether the date is a plain number, not more than five minutes back and not more than a minute ahead
 */
export function isDatedRight(header: string | string[] | undefined, now: number): boolean {
  if (typeof header !== 'string' || !/^\d{1,12}$/.test(header)) return false;
  const at = Number(header) * 1000;
  return at >= now - oldest && at <= now + furthest;
}
