/**
 * Wall-clock time in a zone and back. The browser only knows its own zone; the page shows the zone of the person one
 * acts as, so both directions go through Intl.
 */

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const formats = new Map<string, Intl.DateTimeFormat>();

/** Each is made once: that takes a hundred times as long as using it. */
export function formatIn(
  timeZone: string,
  locale: string,
  options: Intl.DateTimeFormatOptions,
): Intl.DateTimeFormat {
  const key = JSON.stringify([timeZone, locale, options]);
  const made = formats.get(key) ?? new Intl.DateTimeFormat(locale, { ...options, timeZone });
  formats.set(key, made);
  return made;
}

const wallParts: Intl.DateTimeFormatOptions = {
  hourCycle: 'h23',
  year: 'numeric',
  month: 'numeric',
  day: 'numeric',
  hour: 'numeric',
  minute: 'numeric',
  second: 'numeric',
};

/** How far `timeZone` is ahead of UTC at `at` (epoch ms), in ms. */
export function offsetAt(at: number, timeZone: string): number {
  const part: Record<string, number> = {};
  for (const { type, value } of formatIn(timeZone, 'en-US', wallParts).formatToParts(at))
    part[type] = Number(value);
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = part;
  return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(at / 1000) * 1000;
}

/** The value of a `datetime-local` input (`2026-11-24T09:30`) that shows `at` (epoch ms) in `timeZone`. */
export function toWall(at: number, timeZone: string): string {
  return new Date(at + offsetAt(at, timeZone)).toISOString().slice(0, 16);
}

/** The first instant in (`from`, `to`] at which the offset of `timeZone` is no longer that of `from`. */
function transition(from: number, to: number, timeZone: string): number {
  const before = offsetAt(from, timeZone);
  let low = from;
  let high = to;
  while (high - low > MINUTE) {
    const middle = low + Math.floor((high - low) / 2 / MINUTE) * MINUTE;
    if (offsetAt(middle, timeZone) === before) low = middle;
    else high = middle;
  }
  return high;
}

/**
 * The instant (epoch ms) that `wall` (`2026-11-24T09:30`, the value of a `datetime-local` input) names in `timeZone`.
 * A time that daylight saving skips is the first instant after the gap; one that comes twice is its first coming.
 * `null` when `wall` is no date and time.
 */
export function fromWall(wall: string, timeZone: string): number | null {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(wall)) return null;
  const asUtc = Date.parse(`${wall.slice(0, 16)}:00Z`);
  if (Number.isNaN(asUtc)) return null;
  const before = offsetAt(asUtc - DAY, timeZone);
  const after = offsetAt(asUtc + DAY, timeZone);
  const fitting = [asUtc - before, asUtc - after].filter((at) => at + offsetAt(at, timeZone) === asUtc);
  if (fitting.length > 0) return Math.min(...fitting);
  return transition(asUtc - after, asUtc - before, timeZone);
}

/** `Tue 24 Nov 2026, 09:30`, as the page's own (English) parts say it. */
export function sayDateTime(at: number, timeZone: string): string {
  return `${sayIn(at, timeZone, { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' })}, ${sayTime(at, timeZone)}`;
}

/** `Tue 24 Nov, 09:30`: for what is near. */
export function sayNearDateTime(at: number, timeZone: string): string {
  return `${sayIn(at, timeZone, { weekday: 'short', day: 'numeric', month: 'short' })}, ${sayTime(at, timeZone)}`;
}

/** `09:30`. */
export function sayTime(at: number, timeZone: string): string {
  return sayIn(at, timeZone, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
}

/** `Tuesday 24 November`: the line between two days of messages. */
export function sayDay(at: number, timeZone: string): string {
  return sayIn(at, timeZone, { weekday: 'long', day: 'numeric', month: 'long' });
}

function sayIn(at: number, timeZone: string, options: Intl.DateTimeFormatOptions): string {
  return formatIn(timeZone, 'en-GB', options).format(at).replace(',', '');
}

/** The city of a zone, for people: `America/New_York` is `New York`. */
export function cityOf(timeZone: string): string {
  return (timeZone.split('/').at(-1) ?? timeZone).replaceAll('_', ' ');
}

/** Epoch ms of a Slack `ts` (`1700000000.000100`). */
export function tsToMs(ts: string): number {
  return Math.floor(Number(ts) * 1000);
}
