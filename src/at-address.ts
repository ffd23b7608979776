/** What is asked for at Lore's address beside Slack's requests: nothing where there is none. Each is loaded only where it is. */
import type { Logger } from 'pino';
import type { Instant } from '#core/clock.ts';
import type { Doors } from '#core/doors.ts';
import type { Ids, TeamId } from '#core/ids.ts';
import { readPath } from '#core/read-path.ts';
import type { Config } from './config.ts';
import { backgroundTimeout, type ClientSettings, plainClient } from './slack/api/clients.ts';
import type { McpParts } from './mcp/http.ts';
import type { FeedParts } from './slack/receivers/feeds.ts';
import type { HookParts } from './slack/receivers/hooks.ts';
import type { Answers } from './slack/receivers/http.ts';
import type { Store } from './store/store.ts';
import { version } from './version.ts';

export interface AtAddress {
  readonly store: Store;
  readonly doors: Doors;
  readonly calendar: FeedParts['read'];
  readonly openToken: McpParts['open'];
  readonly takeEvent: HookParts['take'];
  /** The one workspace that Lore serves; `null`: there may be many. */
  readonly team: () => TeamId | null;
  /** Of a client that no workspace has. */
  readonly settings: ClientSettings;
  /** ms within which the database has to answer. */
  readonly patience: number;
  /** Wall time. */
  readonly now: () => Instant;
  readonly ids: Ids;
  readonly log: Logger;
}

export async function answersAt(config: Config, parts: AtAddress): Promise<readonly Answers[]> {
  const { address } = config;
  if (address === undefined) return [];
  const [{ feedsOf }, { hooksOf }, { mcpOverHttp }] = await Promise.all([
    import('./slack/receivers/feeds.ts'),
    import('./slack/receivers/hooks.ts'),
    import('./mcp/http.ts'),
  ]);
  const isSecure = address.startsWith('https:');
  const programs = mcpOverHttp({
    ...parts,
    ...{ open: parts.openToken, address, version },
    // Where nobody can sign in, there is no page.
    pageAt: (ref) => (config.signIn === undefined ? null : `${address}${readPath(ref)}`),
  });
  return [
    // Each of the others takes what ends as its own path does, and so can the address of a page: that of the topic "mcp".
    ...(await pagesAt(config, address, parts)),
    feedsOf({ ...parts, read: parts.calendar, isSecure }),
    hooksOf({ ...parts, take: parts.takeEvent }),
    programs,
  ];
}

/** What people read who sign in. */
async function pagesAt({ signIn }: Config, address: string, parts: AtAddress): Promise<readonly Answers[]> {
  if (signIn === undefined) return [];
  const { store, team, settings } = parts;
  const [{ webAnswers }, { codeExchange }] = await Promise.all([
    import('./web/web.ts'),
    import('./slack/openid.ts'),
  ]);
  const pages = webAnswers({
    ...parts,
    ...{ signIn, address, slackApiUrl: settings.slackApiUrl },
    exchange: codeExchange(plainClient(settings, backgroundTimeout), signIn),
    serves: async (asked) => {
      if ((team() ?? asked) !== asked) return false;
      const found = await store.workspaces.find(asked);
      return found !== null && found.removedAt === null;
    },
  });
  return [pages];
}
