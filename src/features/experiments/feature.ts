/** Experiments: what a team tries out, written down before. Lore knows only what is listed here. */
import { type Feature, joinParts } from '#core/feature.ts';
import { posts } from './card/posts.ts';
import { changing } from './changing/handlers.ts';
import { commands } from './commands.ts';
import { copy } from './copy.ts';
import { ending, lessonSeeds } from './ending/handlers.ts';
import { homeSection } from './home.ts';
import { protecting } from './protected/handlers.ts';
import { foreseeing } from './risks/handlers.ts';
import { checks, experiments as table, operations, risks, words } from './rows.ts';
import { startingAmong } from './starting/handlers.ts';
import { acts, dates, digestItems, finished, handedOn, onSubject } from './week.ts';

/** @param all the practices of the workspace: what they know of what is tried out; none is known here */
export function experimentsAmong(all: () => readonly Feature[]): Feature {
  return {
    name: 'experiments',
    title: copy.named('practice.title'),
    startsOff: { does: copy.named('practice.does') },
    copy,
    tables: [table, words, risks, checks, operations],
    ...joinParts([changing, startingAmong(all), foreseeing, ending, protecting, { posts }]),
    commands,
    homeSection,
    digestItems,
    dates,
    acts,
    handedOn,
    finished,
    onSubject,
    lessonSeeds,
  };
}
