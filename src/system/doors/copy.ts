/** Sentences about what can be read outside Slack. */
import { defineCopy } from '#core/copy.ts';
import { doors } from '#locales/doors.ts';

export const doorsCopy = defineCopy(doors);
