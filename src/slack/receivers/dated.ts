/** Checks a request's own timestamp: an old one may be a replay, and one dated in the future would stay valid for as long. */

/** In ms. */
const [oldest, furthest] = [5 * 60_000, 60_000];

/**
 * @param header `x-slack-request-timestamp`: seconds
 * @param now wall time: signatures follow it, whatever clock the rest uses
 * @returns whether the date is a plain number, at most five minutes in the past and one minute in the future
 */
export function isDatedRight(header: string | string[] | undefined, now: number): boolean {
  if (typeof header !== 'string' || !/^\d{1,12}$/.test(header)) return false;
  const at = Number(header) * 1000;
  return at >= now - oldest && at <= now + furthest;
}
