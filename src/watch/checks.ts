/** What `/readyz` checks. */
import type { TeamId } from '#core/ids.ts';
import { sayClockOff } from '../slack/api/slack-clock.ts';
import type { TokenAnswer } from '../slack/api/token-asked.ts';
import { isDiskFull } from '../store/engines/error-code.ts';
import { DatabaseBusy } from '../store/engines/deadline.ts';
import { late, within } from '../store/engines/within.ts';
import type { Store } from '../store/store.ts';
import { type Check, longestCheck, remembering } from './readiness.ts';

export interface Checked {
  /** Many workspaces: each has a token of its own, and none is asked about here. */
  readonly isMany?: boolean;
  /** `null`: Slack was not asked yet who we are. */
  readonly team: () => TeamId | null;
  readonly isMigrated: () => boolean;
  readonly store: Pick<Store, 'probe' | 'before' | 'schema'>;
  /** `null`: this process does not listen to Slack. */
  readonly isConnected: (() => boolean) | null;
  /** By how many ms this machine's clock is ahead of Slack's; `null`: not known. */
  readonly clockOff: () => number | null;
  readonly askToken: (team: TeamId) => Promise<TokenAnswer>;
  /** In ms, by a clock that does not jump. */
  readonly now: () => number;
}

/** ms that the database has: less than a check has, so that it is said what took so long. */
const longestDatabase = longestCheck - 200;

/** ms for which an answer of the database is believed. */
const databaseFor = 2_000;
/** ms for which Slack's is. */
const slackFor = 30_000;

export function checksOf({
  team,
  isMigrated,
  store,
  isConnected,
  clockOff,
  askToken,
  isMany = false,
  now,
}: Checked): readonly Check[] {
  const starting = 'Lore is starting';
  const asked = remembering(async () => ask(team(), askToken), slackFor, now);
  const database = remembering(async () => tryDatabase(isMany ? 'many' : team(), store), databaseFor, now);
  return [
    {
      name: 'migrations',
      look: async () => (isMigrated() ? null : 'the database is being updated to the latest schema'),
    },
    { name: 'database', look: async () => (isMigrated() ? database() : starting) },
    ...(isConnected === null
      ? []
      : [
          {
            name: 'connection',
            look: async () => (isConnected() ? null : 'Slack cannot reach Lore: no connection is open'),
          },
        ]),
    {
      name: 'clock',
      look: async () => {
        const off = clockOff();
        return off === null ? null : sayClockOff(off);
      },
    },
    ...(isMany ? [] : ofSlack(asked, starting)),
  ];
}

/** What Slack says of the one token. */
const ofSlack = (asked: () => Promise<TokenAnswer | null>, starting: string): readonly Check[] => [
  {
    name: 'slack',
    look: async () => {
      const said = await asked();
      return said === null ? starting : said === 'no answer' ? 'Slack does not answer' : null;
    },
  },
  {
    name: 'token',
    look: async () => {
      const said = await asked();
      if (said === null || said === 'no answer') return 'unknown until Slack answers';
      return said.refused === null
        ? null
        : `Slack refused the bot token (${said.refused}): install the app again, and copy its token`;
    },
  },
];

/** @returns `null` before Lore knows where it is */
async function ask(team: TeamId | null, askToken: Checked['askToken']): Promise<TokenAnswer | null> {
  return team === null ? null : askToken(team);
}

const locked = 'the database is locked or does not answer';

/** @param of whose row is tried; of `'many'` none is, and the database only answers; `null`: Lore is starting */
async function tryDatabase(of: TeamId | 'many' | null, store: Checked['store']): Promise<string | null> {
  if (of === null) return null;
  const until = performance.now() + longestDatabase;
  try {
    const probed = store.before({ left: () => until - performance.now() }, (): Promise<unknown> =>
      of === 'many' ? store.schema() : store.probe(of),
    );
    return (await within(probed, longestDatabase)) === late ? locked : null;
  } catch (error) {
    if (error instanceof DatabaseBusy) return locked;
    return isDiskFull(error) ? 'the disk is full' : 'the database cannot be written';
  }
}
