/** Reorganisations: what changes, and what must not get lost. Lore knows only what is listed here. */
import { type Feature, joinParts } from '#core/feature.ts';
import { briefing } from './brief/handlers.ts';
import { reaching } from './brief/reach.ts';
import { movedOn } from './brief/moved-on.ts';
import { draftChanges, drafts } from './brief/rows.ts';
import { commands } from './commands.ts';
import { copy } from './copy.ts';
import { homeAmong } from './home.ts';
import { interviewingAmong } from './interview/handlers.ts';
import { handovers, interviews } from './interview/rows.ts';
import { leadingAmong } from './leaders/handlers.ts';
import { kept } from './leaders/rows.ts';
import { acts } from './rituals/acts.ts';
import { ritualsAmong } from './rituals/handlers.ts';
import { tasks } from './rituals/rows.ts';
import { changes, notices, reorgs } from './rows.ts';
import { sponsoring, sponsors } from './sponsors/handlers.ts';
import { sponsorTable } from './sponsors/rows.ts';

/** @param all the practices of the workspace: their rituals, what a team goes on with, what a person did; none is known here */
export const reorgAmong = (all: () => readonly Feature[]): Feature => ({
  name: 'reorg',
  title: copy.named('practice.title'),
  startsOff: { does: copy.named('practice.does') },
  copy,
  tables: [
    ...[reorgs, notices, changes, tasks, kept, sponsorTable],
    ...[drafts, draftChanges, interviews, handovers],
  ],
  ...joinParts([
    { commands },
    briefing,
    reaching,
    ritualsAmong(all),
    leadingAmong(all),
    interviewingAmong(all),
    sponsoring,
  ]),
  homeSection: homeAmong(all),
  sponsors,
  movedOn,
  acts,
});
