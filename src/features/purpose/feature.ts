/** Purpose: what a person wants to learn, for them and whom they choose. Lore knows only what is listed here. */
import { type Feature, joinParts } from '#core/feature.ts';
import { organisationAims } from './aims/handlers.ts';
import { commands, pageActions } from './commands.ts';
import { copy } from './copy.ts';
import { homeSection } from './home.ts';
import { aims, dates, shares, sheets, steps } from './rows.ts';
import { ownSheets } from './sheet/handlers.ts';
import type { Practices } from './sheet/learn.ts';
import { calendarDates } from './together/dates.ts';
import { together } from './together/handlers.ts';

/** @param practices those with which somebody can learn */
export const purposeAmong = (practices: Practices): Feature => ({
  name: 'purpose',
  title: copy.named('practice.title'),
  startsOff: { does: copy.named('practice.does') },
  copy,
  tables: [sheets, shares, dates, steps, aims],
  ...joinParts([{ commands, actions: pageActions }, ownSheets(practices), together, organisationAims]),
  homeSection,
  dates: calendarDates,
});
