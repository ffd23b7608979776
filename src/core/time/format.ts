/** Dates as people read them, in their language and zone, by date-fns. */
import { UTCDate } from '@date-fns/utc/date';
import type { Day, Locale as Language } from 'date-fns';
import type { Instant } from '../clock.ts';
import type { Locale } from '../languages.ts';
import { addMinutes, de, enGB, format, lightFormat, ptBR } from './date-fns.ts';
import { wallClock } from './zone.ts';

/** Patterns of date-fns. `day` is for near dates, so without the year. `year` and `time` follow a day. `short` is for where there is little room. */
interface Style {
  readonly language: Language;
  readonly day: string;
  readonly year: string;
  readonly time: string;
  readonly short: string;
}

const styles: Readonly<Record<Locale, Style>> = {
  en: { language: enGB, day: 'EEE d MMMM', year: 'yyyy', time: "'at' HH:mm", short: 'd LLL' },
  de: { language: de, day: 'EEE, d. MMMM', year: 'yyyy', time: "'um' HH:mm", short: 'd. LLL' },
  'pt-BR': {
    language: ptBR,
    day: "EEE, d 'de' MMMM",
    year: "'de' yyyy",
    time: "'às' HH:mm",
    short: 'd LLL',
  },
};

interface Shown {
  readonly token: 'day' | 'moment';
  readonly at: Instant;
}

/** "Fri 4 December", or "Fri 4 December at 17:30 CET". @param tz must be a known zone */
export function formatInstant(shown: Shown, locale: Locale, tz: string): string {
  return written(shown, styles[locale].day, locale, tz);
}

/** "Fri 4 December 2026", where it may be long ago or far ahead. @param tz as above */
export function formatDay(at: Instant, locale: Locale, tz: string): string {
  const { day, year } = styles[locale];
  return written({ token: 'day', at }, `${day} ${year}`, locale, tz);
}

/** "4 December 2026", or "4 December 2026 at 17:30 CET": with the year, since it may be long ago. @param tz as above */
export function formatWithYear(shown: Shown, locale: Locale, tz: string): string {
  return written(shown, 'PPP', locale, tz);
}

/** "4 Dec". @param tz as above */
export function formatDayOfMonth(at: Instant, locale: Locale, tz: string): string {
  const { language, short } = styles[locale];
  return format(wallClock(at, tz), short, { locale: language });
}

function written({ token, at }: Shown, day: string, locale: Locale, tz: string): string {
  const { language, time } = styles[locale];
  const clock = wallClock(at, tz);
  if (token === 'day') return format(clock, day, { locale: language });
  return `${format(clock, `${day} ${time}`, { locale: language })} ${zoneName(at, language.code, tz)}`;
}

const zoneNames = new Map<string, Intl.DateTimeFormat>();

/** "CET", in German "MEZ", else "GMT-5". date-fns names zones only by offset. Intl has their names, but is slow to create. */
function zoneName(at: Instant, language: string, timeZone: string): string {
  const id = `${language} ${timeZone}`;
  const names = zoneNames.get(id) ?? new Intl.DateTimeFormat(language, { timeZone, timeZoneName: 'short' });
  zoneNames.set(id, names);
  return names.formatToParts(at).find(({ type }) => type === 'timeZoneName')?.value ?? timeZone;
}

/** "Friday". @param weekday ISO */
export function weekdayName(weekday: number, locale: Locale): string {
  return styles[locale].language.localize.day((weekday % 7) as Day, { width: 'wide' });
}

/** "7:05", or "07:05" as Slack's pickers take it. @param minutes after midnight, fewer than 1440 */
export function formatClock(minutes: number, pattern: 'H:mm' | 'HH:mm'): string {
  return lightFormat(addMinutes(new UTCDate(0), minutes), pattern);
}
