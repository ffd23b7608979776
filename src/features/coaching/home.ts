/** In App Home: where one takes part, this round's pair, and where one could join. */
import type { KnownBlock } from '@slack/types';
import type { HomeSection } from '#core/feature.ts';
import { header } from '#core/kit/blocks.ts';
import type { ChannelId } from '#core/ids.ts';
import { findRows } from '#core/rows.ts';
import { copy } from './copy.ts';
import { stop } from './ids.ts';
import { placesOf } from './joining/operations.ts';
import { standingBlocks } from './joining/screens.ts';
import { talksInHome } from './meetings/handlers.ts';
import { mentorsInHome } from './mentors/handlers.ts';
import { isFor, roundOf } from './pairs/operations.ts';
import { roundMessage } from './pairs/screens.ts';
import { ownJoins, pairs } from './rows.ts';

/** Channels and pairs. */
const most = 3;
/** With the heading. What has no room stands in its own message. */
const mostBlocks = 20;

/** Whether what is proposed can be stopped right there. */
const canStop = (blocks: readonly KnownBlock[]): boolean =>
  blocks.some(
    (block) =>
      block.type === 'actions' &&
      block.elements.some((one) => 'action_id' in one && one.action_id === stop.actionId),
  );

export const homeSection: HomeSection = {
  order: 20,
  build: async (read, renderContext) => {
    if (read.viewer.kind !== 'person') return [];
    const self = read.viewer.userId;
    if ((await read.person(self))?.memberType !== 'member') return [];
    const t = copy.for(renderContext);
    const { now } = renderContext;
    const blocks: KnownBlock[] = [header(t.plain('home.title'))];
    const add = (some: readonly KnownBlock[]): boolean => {
      const fits = blocks.length + some.length <= mostBlocks;
      if (fits) blocks.push(...some);
      return fits;
    };
    const withStop = new Set<ChannelId>();
    const open = read.from(pairs).where('it.until', '>', now).limit(most);
    for (const pair of await findRows(open, { state: 'proposed' }, 'until'))
      if (await isFor(read, pair, self)) {
        const proposal = (await roundMessage(read, roundOf(pair), self, renderContext)).blocks;
        if (add(proposal) && canStop(proposal)) withStop.add(pair.channel_id);
      }
    for (const talk of await talksInHome(read, renderContext)) add(talk);
    add(await mentorsInHome(read, renderContext));
    const joined = new Map((await ownJoins(read)).map((row) => [row.channel_id, row]));
    const where = [...joined.keys()];
    for (const channel of await placesOf(read))
      if (!joined.has(channel) && (await read.channel(channel)) !== null) where.push(channel);
    for (const channel of where.slice(0, most))
      add(standingBlocks(t, channel, joined.get(channel) ?? null, now, withStop.has(channel)));
    return blocks;
  },
};
