/** What recurs in a channel, and its settings. */
import { defineCopy } from '#core/copy.ts';
import { schedules } from '#locales/schedules.ts';

export const schedulesCopy = defineCopy(schedules);
