/** Sentences about a channel's rituals and settings. */
import { defineCopy } from '#core/copy.ts';
import { schedules } from '#locales/schedules.ts';

export const schedulesCopy = defineCopy(schedules);
