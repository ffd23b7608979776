/** What recurs in a channel, and its settings. */
import { rituals } from '../../../locales/rituals.ts';
import { defineCopy } from '../../core/copy.ts';

export const ritualsCopy = defineCopy(rituals);
