/** In App Home: where one takes part, this round's pair, and where one could join. */
import type { KnownBlock } from '@slack/types';
import type { HomeSection } from '#core/feature.ts';
import { header } from '#core/kit/blocks.ts';
import { findRows } from '#core/rows.ts';
import { copy } from './copy.ts';
import { placesOf } from './joining/operations.ts';
import { standingBlocks } from './joining/screens.ts';
import { talksInHome } from './meetings/handlers.ts';
import { mentorsInHome } from './mentors/handlers.ts';
import { reaches } from './mentors/room.ts';
import { roundOf } from './pairs/operations.ts';
import { roundMessage } from './pairs/screens.ts';
import { ownJoins, pairs } from './rows.ts';

/** Channels and pairs; each takes up to three blocks. */
const most = 3;

export const homeSection: HomeSection = {
  order: 20,
  build: async (read, renderContext) => {
    if (read.viewer.kind !== 'person') return [];
    const self = read.viewer.userId;
    if ((await read.person(self))?.memberType !== 'member') return [];
    const t = copy.for(renderContext);
    const { now } = renderContext;
    const blocks: KnownBlock[] = [];
    const open = read.from(pairs).where('it.until', '>', now).limit(most);
    for (const pair of await findRows(open, { state: 'proposed' }, 'until'))
      if (await reaches(read, pair, self))
        blocks.push(...(await roundMessage(read, roundOf(pair), self, renderContext)).blocks);
    blocks.push(...(await talksInHome(read, renderContext)));
    const joined = new Map((await ownJoins(read)).map((row) => [row.channel_id, row]));
    const where = [...joined.keys()];
    for (const channel of await placesOf(read))
      if (!joined.has(channel) && (await read.channel(channel)) !== null) where.push(channel);
    for (const channel of where.slice(0, most))
      blocks.push(...standingBlocks(t, channel, joined.get(channel) ?? null, now));
    blocks.push(...(await mentorsInHome(read, renderContext)));
    return blocks.length === 0 ? [] : [header(t.plain('home.title')), ...blocks];
  },
};
