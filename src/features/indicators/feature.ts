/** What learning comes to in a quarter: of channels and the workspace, and of no person. Lore knows only what is listed here. */
import { type Feature, joinParts } from '#core/feature.ts';
import { copy } from './copy.ts';
import { leadingWith } from './leaders/handlers.ts';
import { countingWith, schedulesWith } from './quarters/handlers.ts';
import type { Practices } from './practices.ts';
import { decisions, gateRows, leaders, numbers, quarters, remarks } from './rows.ts';
import { saying } from './said/handlers.ts';
import { pageTable } from './shown/definitions.ts';
import { showingWith } from './shown/handlers.ts';
import { homeSectionWith } from './shown/home.ts';

/** @param practices those in which people do something that counts */
export const indicatorsAmong = (practices: Practices): Feature => ({
  name: 'indicators',
  title: copy.named('practice.title'),
  startsOff: { does: copy.named('practice.does') },
  copy,
  tables: [quarters, numbers, leaders, remarks, decisions, gateRows],
  ...joinParts([showingWith(practices), saying, countingWith(practices), leadingWith(practices)]),
  schedules: schedulesWith(practices),
  homeSection: homeSectionWith(practices),
  pageTable,
});
