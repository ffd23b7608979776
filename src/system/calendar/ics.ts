/** Dates as an iCalendar text (RFC 5545). Pure. */
import ical, { ICalCalendarMethod, ICalEventTransparency } from 'ical-generator';
import { minute, type Instant } from '#core/clock.ts';
import type { Locale } from '#core/languages.ts';
import type { Dated } from './dates.ts';

/** Seconds after which a calendar asks again, if it heeds that. */
const askAgain = 3_600;

/** What was published later wins where a file is opened twice, and nothing is stored for it. */
const sequenceAt = (at: Instant): number => Math.max(0, Math.floor((at - Date.UTC(2026, 0)) / minute));

/**
 * Instants in UTC, which are right in every zone, also where its clocks change. Nobody is invited: there is no organiser, and it blocks nobody's time.
 * @param builtAt what is built later replaces what was built before
 */
export function calendarText({ name, events }: Dated, builtAt: Instant, language: Locale): string {
  const calendar = ical({
    name,
    prodId: { company: 'Lore', product: 'Lore', language: language.slice(0, 2).toUpperCase() },
    method: ICalCalendarMethod.PUBLISH,
    ttl: askAgain,
  });
  for (const { uid, from, to, title } of events)
    calendar.createEvent({
      id: uid,
      sequence: sequenceAt(builtAt),
      stamp: new Date(builtAt),
      start: new Date(from),
      end: new Date(to),
      summary: title,
      transparency: ICalEventTransparency.TRANSPARENT,
    });
  return calendar.toString();
}
