/** The made-up company with shares, a practice that exists only here, and the digest of both. */
import { shareChannel } from '../../sandbox/app/lifecycle.ts';
import { everyObject, listAt, objectAt, textAt } from '../../sandbox/json.ts';
import { HARBOUR } from '../../sandbox/company/people.ts';
import type { Message } from '../../sandbox/state/world.ts';
import { defineCopy } from '../../src/core/copy.ts';
import type { Feature } from '../../src/core/feature.ts';
import { day } from '../../src/core/clock.ts';
import { channelId, rowId } from '../../src/core/ids.ts';
import { section } from '../../src/core/kit/blocks.ts';
import type { Rule } from '../../src/core/recurrence.ts';
import type { Mrkdwn } from '../../src/core/text.ts';
import { digest } from '../../src/features/digest/feature.ts';
import { learnedAmong } from '../../src/features/learned/feature.ts';
import { retro } from '../../src/features/retro/feature.ts';
import { widely } from './colleague.ts';
import { team } from './company.ts';
import type { TestEngine } from './databases.ts';
import { type LoreHere, startLoreHere } from './lore-here.ts';

const learned = learnedAmong(() => []);

/** Has one thing of a kind of its own, new to every channel each time, and knows nothing of digests but the contract. */
export const almanac: Feature = {
  name: 'almanac',
  title: () => 'Almanac',
  copy: defineCopy({ en: {}, de: {} }),
  tables: [],
  digestItems: {
    kinds: { season: { title: () => 'A season', order: 55, most: 1, isNews: true } },
    find: async (_view, { from, to }) => [
      {
        id: rowId(`almanac-${Math.floor(to / day)}`),
        kind: 'season',
        authors: [],
        channel: channelId(`C0ALMANAC${Math.floor(to / day)}`),
        at: from,
        liked: 0,
        used: 0,
      },
    ],
    draw: async () => ({
      title: 'The season',
      blocks: [section('Plant the hedges in November' as Mrkdwn)],
      facts: ['It is that time of the year' as Mrkdwn],
      can: [],
    }),
  },
};

export interface DigestHere extends LoreHere {
  /** Digests on Tuesdays at 10:00 of Berlin, and the weekly question where it is asked for. */
  readonly start: (channel: string, owner: string, question?: Rule) => Promise<void>;
  readonly share: (who: string, channel: string, text: string) => Promise<void>;
  /** What the digests of a channel say, the oldest first. */
  readonly digests: (channel: string) => readonly Message[];
  /** Makes a channel private, or shares it with another organisation. */
  readonly becomes: (channel: string, what: 'private' | 'shared') => Promise<void>;
  /** What became of each digest of a channel: day, state, reason, how it was moved. */
  readonly records: (channel: string) => Promise<readonly (string | null)[][]>;
}

/** What can be chosen in each menu of a message. */
export const menusOf = ({ blocks }: Pick<Message, 'blocks'>): string[][] =>
  [...everyObject(blocks)]
    .filter(({ type }) => type === 'overflow')
    .map((menu) => listAt(menu, 'options').map((option) => textAt(objectAt(option, 'text'), 'text')));

/** @param withAlmanac whether the practice that exists only here is there */
export async function digestOn(engine: TestEngine, withAlmanac = false): Promise<DigestHere> {
  const itemSources = withAlmanac ? [retro, learned, almanac] : [retro, learned];
  const here = await startLoreHere({
    engine,
    lore: { features: [...itemSources, digest(itemSources)] },
  });
  const { lore, sandbox } = here;
  return {
    ...here,
    start: (channel, owner, question) =>
      here.recurs(channel, owner, {
        'digest.weekly': { every: 'week', weekday: 2, minutes: 600 },
        ...(question === undefined ? {} : { 'learned.weekly': question }),
      }),
    share: async (who, channel, text) => {
      await here.who(who).say(channel, `/learned ${text}`);
      await here.who(who).submit(widely(here.who(who)));
      await here.settle();
    },
    digests: (channel) =>
      here.posted(channel).filter(({ text }) => /^(Worth knowing|This was removed)/.test(text)),
    becomes: async (channel, what) => {
      if (what === 'shared') shareChannel(sandbox.core, channel, HARBOUR);
      // Slack sends no event for it: Lore learns it when it asks the next time.
      else
        await lore.store.directory.changeChannel(
          team,
          channelId(channel),
          { kind: 'private' },
          sandbox.core.clock.now(),
        );
      await here.settle();
    },
    records: async (channel) =>
      (
        await lore.store.system
          .selectFrom('ritual_occurrence')
          .select(['on_date', 'state', 'reason', 'moved'])
          .where('name', '=', 'digest.weekly')
          .where('channel_id', '=', channelId(channel))
          .orderBy('on_date')
          .execute()
      ).map(({ on_date: on, state, reason, moved }) => [on, state, reason, moved]),
  };
}
