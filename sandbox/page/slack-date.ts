/** Slack's date formats (`{date_short} at {time}`), in a person's language and zone. */
import { formatIn } from './zone.ts';

const styles: Record<string, Intl.DateTimeFormatOptions> = {
  date_num: { year: 'numeric', month: '2-digit', day: '2-digit' },
  date_slash: { year: 'numeric', month: '2-digit', day: '2-digit' },
  date: { year: 'numeric', month: 'long', day: 'numeric' },
  date_long: { weekday: 'long', year: 'numeric', month: 'long', day: 'numeric' },
  date_long_full: { weekday: 'long', year: 'numeric', month: 'long', day: 'numeric' },
  date_short: { year: 'numeric', month: 'short', day: 'numeric' },
  day_divider_pretty: { weekday: 'long', month: 'long', day: 'numeric' },
  time: { timeStyle: 'short' },
  time_secs: { timeStyle: 'medium' },
};

/** Where and for whom a date is written. `now` (epoch ms) decides what is today. */
export interface Reader {
  readonly tz: string;
  readonly locale: string;
  readonly now: number;
}

/** `format` with its tokens filled in for `seconds` (unix). An unknown token stays as written. */
export function sayDate(seconds: number, format: string, reader: Reader): string {
  const at = seconds * 1000;
  return format.replaceAll(/\{(\w+)\}/g, (written, token: string) => {
    if (token === 'ago') return sayAgo(at, reader);
    const pretty = /^(date(?:_short|_long)?)_pretty$/.exec(token)?.[1];
    const near = pretty === undefined ? null : sayNear(at, reader);
    if (near !== null) return near;
    const options = styles[pretty ?? token];
    if (!options) return written;
    // The one that is in no language.
    const locale = token === 'date_num' ? 'en-CA' : reader.locale;
    const said = formatIn(reader.tz, locale, options).format(at);
    // Some languages have no short form but numbers ("02/12/2026"), in which nobody can tell the month from the day.
    return token.startsWith('date_short') && !/\p{L}/u.test(said)
      ? formatIn(reader.tz, reader.locale, styles['date'] ?? options).format(at)
      : said;
  });
}

const dayNumber = (at: number, tz: string): number =>
  Date.parse(formatIn(tz, 'en-CA', { dateStyle: 'short' }).format(at)) / 86_400_000;

/** "yesterday", "today", "tomorrow" in the reader's language, or `null` for any other day. */
function sayNear(at: number, { tz, locale, now }: Reader): string | null {
  const days = dayNumber(at, tz) - dayNumber(now, tz);
  if (Math.abs(days) > 1) return null;
  return new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }).format(days, 'day');
}

function sayAgo(at: number, { locale, now }: Reader): string {
  const minutes = Math.round((at - now) / 60_000);
  const says = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
  if (Math.abs(minutes) < 60) return says.format(minutes, 'minute');
  if (Math.abs(minutes) < 48 * 60) return says.format(Math.round(minutes / 60), 'hour');
  return says.format(Math.round(minutes / 1440), 'day');
}
