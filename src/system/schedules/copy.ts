/** What recurs in a channel, and its settings. */
import { defineCopy } from '#core/copy.ts';
import { rituals } from '#locales/rituals.ts';

export const ritualsCopy = defineCopy(rituals);
