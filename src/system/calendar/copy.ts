/** Sentences about calendars. */
import { defineCopy } from '#core/copy.ts';
import { calendar } from '#locales/calendar.ts';

export const calendarCopy = defineCopy(calendar);
