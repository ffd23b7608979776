/** Experiments in App Home: those that somebody owns or is asked to approve. */
import type { HomeSection } from '#core/feature.ts';
import { context, header } from '#core/kit/blocks.ts';
import { listedBlocks } from './card/screens.ts';
import { copy, type T } from './copy.ts';
import * as ids from './ids.ts';
import { dueDay, type Experiment, openOf, withWords } from './rows.ts';

/** A section takes 20 blocks: two each, the heading, and that there are more. */
const mostInHome = 8;

/** In how many characters each stands here. */
const excerpt = 150;

/** What waits for this person, or that it runs. */
function lineOf(t: T, one: Experiment, isOwner: boolean, now: number) {
  const { row } = one;
  if (!isOwner) return t.mrkdwn(`home.approval.${row.approval}`);
  if (row.state === 'draft') return t.mrkdwn('home.draft');
  return t.mrkdwn(row.due_at <= now ? 'home.due' : 'home.running', { day: dueDay(one) });
}

export const homeSection: HomeSection = {
  order: 20,
  build: async (read, renderContext) => {
    const { viewer } = read;
    if (viewer.kind !== 'person') return [];
    const t = copy.for(renderContext);
    const all = await withWords(read, await openOf(read, viewer.userId));
    if (all.length === 0) return [];
    return [
      header(t.plain('practice.title')),
      ...all.slice(0, mostInHome).flatMap((one) => {
        const isOwner = one.row.owner_id === viewer.userId;
        const line = lineOf(t, one, isOwner, renderContext.now);
        // Who approves reads what they are asked, with the answers.
        return listedBlocks(t, one, line, excerpt, isOwner ? ids.openOne : ids.openAsked);
      }),
      ...(all.length > mostInHome
        ? [context(t.mrkdwn('home.more', { count: all.length - mostInHome }))]
        : []),
    ];
  },
};
