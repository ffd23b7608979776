/** Lore for one workspace: its bot token is the environment's, or stored. */
import type { Logger } from 'pino';
import type { Clock, Instant } from '#core/clock.ts';
import type { TeamId } from '#core/ids.ts';
import { findBotToken } from '../bot-token.ts';
import { type Config, ConfigError } from '../config.ts';
import { backgroundTimeout, type ClientSettings, webClient } from '../slack/api/clients.ts';
import { followRevoked, isRevoked, sayRemoved } from '../slack/api/revoked.ts';
import { introduce } from '../slack/directory/introduce.ts';
import type { Store } from '../store/store.ts';
import type { Serving } from './serving.ts';

const sayMany =
  'Workspaces installed Lore at its pages, and beside SLACK_BOT_TOKEN the app’s credentials serve one alone. Take SLACK_BOT_TOKEN out, and Lore serves them all as before.';

/** @param parts.settings of clients that follow no refusal @param parts.now wall time: installations are dated in Slack's */
export function servingOne(parts: {
  readonly config: Pick<Config, 'slackBotToken' | 'keyFile' | 'signIn'>;
  readonly store: Pick<Store, 'workspaces' | 'installations'>;
  readonly settings: ClientSettings;
  readonly clock: Clock;
  readonly now: () => Instant;
  readonly log: Logger;
}): Serving {
  const { config, store, settings, clock, log } = parts;
  /** Known after `begin`: this process keeps its token, whatever becomes of the key file. */
  let session: { readonly team: TeamId; readonly token: string } | undefined;
  const follow = followRevoked({
    session: () => session,
    ask: (token) => webClient(token, settings, backgroundTimeout).auth.test(),
    workspaces: store.workspaces,
    clock,
    log,
  });
  return {
    // What else may be stored is of the past.
    accessOf: async (team) => {
      if (session === undefined) throw new Error('Lore has not started');
      return { token: session.team === team ? session.token : await store.workspaces.token(team) };
    },
    onRefused: async ({ token, code }) => {
      if (isRevoked(code)) follow(token);
      return null;
    },
    team: () => session?.team ?? null,
    begin: async () => {
      // The credentials alone would serve them all: a bot token that was left beside them must not silence the others.
      if (config.signIn !== undefined && (await store.installations.any())) throw new ConfigError(sayMany);
      const { token, source } = await findBotToken(config, store.workspaces);
      const { team, appId } = await introduce({
        client: webClient(token, settings, backgroundTimeout),
        token,
        source,
        keeps: config.keyFile !== null,
        workspaces: store.workspaces,
        now: parts.now(),
        log,
      });
      session = { team, token };
      return { first: [team], appId };
    },
    receivers: async (to) => (to === null ? [] : [to]),
    adopt: async () => false,
    isStillIn: async () => false,
    ended: async (team) => log.error({ team }, sayRemoved),
    pages: async () => null,
  };
}
