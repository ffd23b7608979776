/** Experiments: what a team tries out, written down before. Lore knows only what is listed here. */
import { type Feature, joinParts } from '#core/feature.ts';
import { posts } from './card/posts.ts';
import { changing } from './changing/handlers.ts';
import { commands } from './commands.ts';
import { copy } from './copy.ts';
import { checks, experiments as table, operations, risks, words } from './rows.ts';

/** @param _all the practices of the workspace: what they know of what is tried out; none is known here */
export function experimentsAmong(_all: () => readonly Feature[]): Feature {
  return {
    name: 'experiments',
    title: copy.named('practice.title'),
    startsOff: { does: copy.named('practice.does') },
    copy,
    tables: [table, words, risks, checks, operations],
    ...joinParts([changing, { posts }]),
    commands,
  };
}
