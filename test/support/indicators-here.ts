/** Indicators alone, fed by a practice that says what the test says was done. */
import type { Act } from '../../src/core/acts.ts';
import type { ClimateMean } from '../../src/core/climate.ts';
import type { Feature } from '../../src/core/feature.ts';
import { channelId, groupId, rowId, userId } from '../../src/core/ids.ts';
import { indicatorsAmong } from '../../src/features/indicators/feature.ts';
import { boundsOf, quarterAt, shifted } from '../../src/core/time/quarter.ts';
import { textsIn } from './colleague.ts';
import { team } from './company.ts';
import type { TestEngine } from './databases.ts';
import { type LoreHere, startLoreHere } from './lore-here.ts';

export const tz = 'Europe/Berlin';
const day = 86_400_000;

export interface IndicatorsHere extends LoreHere {
  /** Adds what was done; without a time, in the middle of the last quarter. */
  readonly did: (...acts: readonly Partial<Act>[]) => void;
  /** So many things that were agreed on in a channel’s last quarter, or the one that goes on, of which so many were done. */
  readonly agreed: (channel: string, of: number, done: number, when?: 'last' | 'now') => void;
  /** The last quarter that is over. */
  readonly quarter: () => number;
  /** Until the quarter that goes on is over and counted. */
  readonly nextQuarter: () => Promise<void>;
  /** The last answer to a person alone in a conversation. */
  readonly lastTold: (who: string, channel: string) => string;
  /** Types `/indicators` until there is something to see. */
  readonly look: (who: string, channel: string, words?: string) => Promise<string>;
  /** What a pulse published of the whole workspace. */
  readonly published: (...some: readonly ClimateMean[]) => void;
  /** These people are invited to lead. */
  readonly leads: (...people: readonly string[]) => Promise<void>;
  /** What Lore learns of a channel from Slack. */
  readonly becomes: (channel: string, what: { kind?: 'private'; isShared?: boolean }) => Promise<void>;
  /** The text of the last file that a person got. */
  readonly file: (who: string, what: 'page' | 'table') => Promise<string>;
}

export async function indicatorsOn(
  engine: TestEngine,
  options: Omit<NonNullable<Parameters<typeof startLoreHere>[0]>, 'engine'> = {},
): Promise<IndicatorsHere> {
  const acts: Act[] = [];
  const means: ClimateMean[] = [];
  // Leaders are invited for the journey, so it has its name.
  const giving: Pick<Feature, 'name' | 'acts' | 'named' | 'climate'> = {
    name: 'journey',
    named: { label: () => 'Leaders', hint: () => 'Leaders', changed: () => Promise.resolve() },
    climate: () => Promise.resolve(means),
    acts: (_read, { channel, from, to }) =>
      Promise.resolve(acts.filter((act) => act.channel === channel && act.at >= from && act.at < to)),
  };
  const features: readonly Feature[] = [indicatorsAmong(() => [giving])];
  const here = await startLoreHere({ ...options, engine, lore: { features } });
  const now = () => here.sandbox.core.clock.now();
  const quarter = () => shifted(quarterAt(now(), tz), -1);
  const middle = () => boundsOf(quarter(), tz).from + 45 * day;
  const did: IndicatorsHere['did'] = (...some) => {
    for (const act of some)
      acts.push({
        id: rowId(here.newId()),
        kind: 'share',
        by: userId('U0MARA'),
        channel: channelId('C0LEARNING'),
        at: middle(),
        confirmedAt: null,
        ...act,
      });
  };
  const lastTold = (who: string, channel: string) => here.who(who).told(channel).at(-1) ?? '';
  /** What the topmost form says, and `''` without one. */
  const shown = (who: string) => textsIn(here.who(who).modal()?.view ?? {}).join('\n');
  const look = async (who: string, channel: string, words = '') => {
    await here.who(who).closeAll();
    await here.who(who).say(channel, `/lore indicators ${words}`.trim());
    await here.settle();
    if (here.who(who).modal() === undefined && words === '') {
      await here.who(who).say(channel, '/lore indicators');
      await here.settle();
    }
    return shown(who);
  };
  return {
    ...here,
    did,
    agreed: (channel, of, done, when = 'last') => {
      const at = boundsOf(shifted(quarter(), when === 'now' ? 1 : 0), tz).from + 45 * day;
      for (let nth = 0; nth < of; nth += 1)
        did({
          kind: 'action',
          channel: channelId(channel),
          at,
          dueAt: at + 7 * day,
          doneAt: nth < done ? at + 5 * day : null,
          droppedAt: null,
        });
    },
    quarter,
    nextQuarter: async () => {
      const { to } = boundsOf(quarterAt(now(), tz), tz);
      await here.playUntil(to + 4 * day);
      await here.settle();
    },
    lastTold,
    look,
    published: (...some) => void means.push(...some),
    leads: async (...people) => {
      const { store } = here.lore;
      const heads = {
        groupId: groupId('S0HEADS'),
        handle: 'heads',
        name: 'Heads',
        users: people.map(userId),
      };
      await store.userGroups.save(team, [heads], now());
      const groups = new Map([['journey', heads.groupId]]);
      await store.workspaceSettings.change(team, userId('U0INES'), { days: new Map(), switched: [], groups });
    },
    becomes: async (channel, what) => {
      await here.lore.store.directory.changeChannel(team, channelId(channel), what, now());
    },
    file: async (who, what) => {
      await here.who(who).pressInModal(what === 'page' ? 'indicators.page' : 'indicators.table');
      await here.settle();
      // That it is on its way stands on top.
      await here.who(who).close();
      return here.sandbox.world.uploads.at(-1)?.content ?? '';
    },
  };
}
