/** Slack's timestamp of a message, `1764561234.000100`, as the number of microseconds that a reference to a post can carry. */

/** @returns `null` if it is none */
export function microsOf(ts: unknown): number | null {
  if (typeof ts !== 'string' || !/^\d{1,10}\.\d{6}$/.test(ts)) return null;
  return Number(ts.replace('.', ''));
}

export function tsOf(micros: number): string {
  const text = String(micros).padStart(7, '0');
  return `${text.slice(0, -6)}.${text.slice(-6)}`;
}
