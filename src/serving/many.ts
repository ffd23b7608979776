/** Lore for every workspace that installs it at one of its pages. */
import type { Logger } from 'pino';
import type { Clock, Instant } from '#core/clock.ts';
import type { Ids, TeamId } from '#core/ids.ts';
import type { Many } from '../config.ts';
import { backgroundTimeout, type ClientSettings, plainClient, webClient } from '../slack/api/clients.ts';
import { manyTokens } from '../slack/install/access.ts';
import type { Pages } from '../slack/install/pages.ts';
import type { KeptRows } from '../slack/install/screens.ts';
import { whoseEvent } from '../slack/install/whose-event.ts';
import { workspacesOf } from '../slack/install/workspaces-of.ts';
import type { Store } from '../store/store.ts';
import type { Serving } from './serving.ts';

/**
 * @param parts.patience ms for which each step of an installation waits for the database
 * @param parts.settings of clients that follow no refusal @param parts.begin called for each workspace in which Lore may now begin to work
 * @param parts.now wall time: installations are dated in Slack's
 */
export function servingMany(parts: {
  readonly many: Many;
  readonly store: Store;
  readonly settings: ClientSettings;
  readonly begin: (team: TeamId) => Promise<void>;
  readonly keptRows: KeptRows;
  readonly patience: number;
  readonly clock: Clock;
  readonly now: () => Instant;
  readonly ids: Ids;
  readonly log: Logger;
}): Serving {
  const { many, store, settings, begin, clock, now, ids, log } = parts;
  const clientWith = (token: string) => webClient(token, settings, backgroundTimeout);
  const tokens = manyTokens({
    store,
    client: plainClient(settings, backgroundTimeout),
    ask: (token) => clientWith(token).auth.test(),
    clientId: many.clientId,
    clientSecret: many.clientSecret,
    ended: (team) => events.ended(team),
    clock,
    now,
    log,
  });
  const events = whoseEvent({
    store,
    begin,
    isTaken: tokens.isTaken,
    workspacesOf: async (organisation) => {
      const { token } = await tokens.accessOf(organisation);
      return token === null ? [] : workspacesOf(clientWith(token));
    },
    clock,
    now,
    log,
  });
  const pages = async (): Promise<Pages> => {
    const [{ installFlow }, { installPages }, { signer }] = await Promise.all([
      import('../slack/install/flow.ts'),
      import('../slack/install/pages.ts'),
      import('../web/base/signed.ts'),
    ]);
    const sign = signer(many.clientSecret, now);
    const flow = installFlow({
      many,
      slackApiUrl: settings.slackApiUrl,
      store,
      patience: parts.patience,
      signer: sign,
      clientWith,
      begin,
      now,
      ids,
      log,
    });
    return installPages({
      flow,
      signer: sign,
      store,
      address: many.address,
      contact: many.contact,
      keptRows: parts.keptRows,
      begin,
      ids,
      log,
    });
  };
  return {
    accessOf: tokens.accessOf,
    onRefused: tokens.onRefused,
    team: () => null,
    begin: async () => ({ first: [], appId: null }),
    ...events,
    isStillIn: tokens.isTaken,
    pages,
  };
}
