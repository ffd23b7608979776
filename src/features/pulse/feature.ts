/** The safety pulse: a tree of teams, windows in which each is asked once, and what comes of them. Lore knows only what is listed here. */
import { type Feature, joinParts } from '#core/feature.ts';
import { answering } from './answers/handlers.ts';
import { commands, pageActions } from './commands.ts';
import { copy } from './copy.ts';
import { records } from './export.ts';
import { homeSection } from './home.ts';
import { leading } from './leaders/handlers.ts';
import { closing } from './duty/closing.ts';
import { handedOn } from './duty/handed-on.ts';
import { climate } from './results/climate.ts';
import { results, resultTables } from './results/part.ts';
import { places, setups, windowPlaces, windows } from './rows.ts';
import { treePart } from './tree/handlers.ts';
import { windowPart } from './window/handlers.ts';

export const pulse: Feature = {
  name: 'pulse',
  title: copy.named('practice.title'),
  startsOff: { does: copy.named('practice.does') },
  copy,
  tables: [setups, places, windows, windowPlaces, ...resultTables],
  records,
  ...joinParts([
    { commands, actions: pageActions },
    treePart,
    leading,
    windowPart,
    answering,
    results,
    closing,
  ]),
  homeSection,
  climate,
  handedOn,
};
