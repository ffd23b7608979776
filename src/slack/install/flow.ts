/** Installing Lore by OAuth: to Slack and back, bound to one browser, and what is stored then. */
import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import {
  AuthorizationError,
  ErrorCode,
  type Installation,
  InstallProvider,
  type InstallURLOptions,
  InvalidStateError,
  type StateStore,
} from '@slack/oauth';
import type { WebClient } from '@slack/web-api';
import type { Logger } from 'pino';
import { z } from 'zod';
import { type Ids, isId, newReference, type TeamId, teamId, type UserId, userId } from '#core/ids.ts';
import type { Instant } from '#core/clock.ts';
import type { Many } from '../../config.ts';
import { DatabaseBusy } from '../../store/engines/deadline.ts';
import { isDiskFull } from '../../store/engines/error-code.ts';
import type { Granted } from '../../store/settings/installations.ts';
import type { Store } from '../../store/store.ts';
import { allowances } from '../requests/allowance.ts';
import { addressIn } from '../receivers/remote-address.ts';
import { elapsed, requestDeadline } from '../requests/timeouts.ts';
import { errorFacts, slackLogger } from '../log.ts';
import { linkScopes, optionalScopes, scopes } from '../manifest/manifest.ts';
import { paths } from './paths.ts';
import type { Done, Failed } from './outcomes.ts';
import { hashOf, type Signer } from '../../web/base/signed.ts';
import { workspacesOf } from './workspaces-of.ts';

export interface FlowParts {
  readonly many: Many;
  /** With a trailing slash. */
  readonly slackApiUrl: string;
  readonly store: Pick<Store, 'installations' | 'workspaces' | 'before'>;
  /** ms for which each step waits for the database. */
  readonly patience: number;
  readonly signer: Signer;
  /** A client with a token that nobody stored yet. */
  readonly clientWith: (token: string) => WebClient;
  /** Called for each workspace in which Lore may now begin to work. */
  readonly begin: (team: TeamId) => Promise<void>;
  readonly now: () => Instant;
  readonly ids: Ids;
  readonly log: Logger;
}

/** Who came back from Slack, and may decide what becomes of what Lore kept. */
export interface Decider {
  readonly team: TeamId;
  readonly user: UserId;
  readonly name: string;
}

export interface Flow {
  /** Sends the browser to Slack, with a state of its own. */
  begin(request: IncomingMessage, response: ServerResponse): Promise<void>;
  /** The browser is back. @param answer shows how it ended; `decider`: who may erase what was kept before */
  end(
    request: IncomingMessage,
    response: ServerResponse,
    answer: {
      readonly done: (done: Omit<Done, 'before'>, before: Decider | 'not an admin' | null) => void;
      readonly failed: (why: Failed) => void;
    },
  ): Promise<void>;
}

const admin = z.object({
  user: z.object({ is_admin: z.boolean().optional(), is_owner: z.boolean().optional() }),
});

/** So many workspaces are stored in the time that one step may take. */
const perStep = 100;

/** What is refused after Slack has answered: the same state a second time. */
class Reused extends Error {}

/** So many codes are exchanged: anyone can make them up, and Slack counts them with the renewals of all tokens, of which it takes 100 a minute. */
const exchanges = { atOnce: 30, perMinute: 40 };

/** The same for one address, so that one who makes up codes leaves room for others. */
const fromOne = { atOnce: 5, perMinute: 6 };

class TooMany extends Error {}

/** Slack's library says so when the state is missing, another browser's, forged or too old. */
const stale: ReadonlySet<string> = new Set([
  ErrorCode.InvalidStateError,
  ErrorCode.MissingStateError,
  ErrorCode.MissingCodeError,
  // Of the address that the browser says it is at.
  'ERR_INVALID_URL',
]);

export function installFlow(parts: FlowParts): Flow {
  const { many, store, now, log } = parts;
  const options: InstallURLOptions = {
    scopes: [...scopes, ...optionalScopes, ...linkScopes],
    redirectUri: `${many.address}${paths.callback}`,
  };
  /** What was there before, by the answer in which it is asked about. */
  const asked = new WeakMap<Installation, Decider | 'not an admin' | null>();

  /** Somebody waits for the page: a database that is locked is no reason to leave them without an answer. */
  const soon = <T>(step: () => Promise<T>, workspaces = 1): Promise<T> =>
    store.before(requestDeadline(elapsed(), parts.patience * (1 + workspaces / perStep)), step);

  const save = async (installation: Installation, state: string): Promise<void> => {
    const granted = await grantedBy(installation);
    const before =
      granted.isOrganisation || (await soon(() => store.workspaces.find(granted.holder)))?.removedAt == null
        ? null
        : await deciderOf(granted, installation);
    const isFirst = await soon(
      () => store.installations.save(granted, hashOf(state)),
      granted.workspaces.length,
    );
    if (!isFirst) throw new Reused();
    asked.set(installation, before);
    log.info({ team: granted.holder, workspaces: granted.workspaces.length }, 'Lore was installed');
    for (const team of granted.workspaces) await soon(() => parts.begin(team));
  };

  const grantedBy = async (installation: Installation): Promise<Granted> => {
    const { bot, team, enterprise, isEnterpriseInstall: isOrganisation = false } = installation;
    const holder = isOrganisation ? enterprise?.id : team?.id;
    if (bot === undefined || !isId(holder))
      throw new Error('Slack granted no bot token, or said not for whom');
    const at = teamId(holder);
    return {
      holder: at,
      isOrganisation,
      appId: installation.appId ?? '',
      botUserId: bot.userId,
      scopes: bot.scopes,
      tokens: {
        access: bot.token,
        refresh: bot.refreshToken ?? null,
        expiresAt: bot.expiresAt === undefined ? null : bot.expiresAt * 1000,
      },
      installedAt: now(),
      enterpriseId: enterprise?.id ?? null,
      workspaces: isOrganisation ? await workspacesOf(parts.clientWith(bot.token)) : [at],
    };
  };

  const deciderOf = async (
    { holder, tokens }: Granted,
    { user, team }: Installation,
  ): Promise<Decider | 'not an admin'> => {
    const told = await parts
      .clientWith(tokens.access)
      .users.info({ user: user.id })
      .then(
        (said) => admin.safeParse(said).data?.user,
        () => undefined,
      );
    const isAdmin = told?.is_admin === true || told?.is_owner === true;
    if (!isAdmin || !isId(user.id)) return 'not an admin';
    return { team: holder, user: userId(user.id), name: team?.name ?? holder };
  };

  const mayExchange = allowances(exchanges, elapsed);
  const mayFrom = allowances(fromOne, elapsed);
  const states = stateStore(parts.signer, options);
  const provider = (state: string) =>
    new InstallProvider({
      clientId: many.clientId,
      clientSecret: many.clientSecret,
      stateStore: states,
      directInstall: true,
      installUrlOptions: options,
      authorizationUrl: new URL('../oauth/v2/authorize', parts.slackApiUrl).href,
      installationStore: {
        storeInstallation: (installation) => save(installation, state),
        // Tokens are read and renewed by `access.ts` alone.
        fetchInstallation: () => Promise.reject(new Error('installations are not read here')),
      },
      // What it would log of an attempt is said here, and strangers can make many.
      logger: slackLogger(log.child({}, { level: 'silent' })),
      clientOptions: {
        slackApiUrl: parts.slackApiUrl,
        retryConfig: { retries: 0 },
        rejectRateLimitedCalls: true,
        timeout: 10_000,
      },
    });

  return {
    begin: (request, response) => provider('').handleInstallPath(request, response),
    end: async (request, response, answer) => {
      const state = new URLSearchParams((request.url ?? '').split('?')[1] ?? '').get('state') ?? '';
      await provider(state).handleCallback(request, response, {
        beforeInstallation: async () => {
          const from = addressIn(request);
          if ((from !== null && mayFrom(from) > 0) || mayExchange('') > 0) throw new TooMany();
          return true;
        },
        success: (installation) => {
          const { isEnterpriseInstall: isOrganisation = false, team, enterprise, appId = '' } = installation;
          const of = isOrganisation ? enterprise : team;
          const holder = of?.id ?? '';
          answer.done(
            { appId, holder, isOrganisation, name: of?.name ?? holder },
            asked.get(installation) ?? null,
          );
        },
        failure: (error) => {
          // Its type is Slack's for every failure.
          const code: string = error.code;
          if (error instanceof Reused || stale.has(code)) answer.failed('failed.stale');
          else if (error instanceof TooMany) answer.failed('failed.busy');
          else if (error instanceof AuthorizationError) answer.failed('failed.cancelled');
          else {
            const reference = newReference(parts.ids);
            log.error({ reference, error: errorFacts(error) }, 'an installation failed');
            answer.failed({ key: keyOf(error), reference });
          }
        },
      });
    },
  };
}

/** What somebody reads who may begin again; the log says more. */
function keyOf(error: Error & { readonly code: string }): Exclude<Failed, string>['key'] {
  if (error instanceof DatabaseBusy || isDiskFull(error)) return 'failed.unstored';
  return error.code === 'slack_webapi_platform_error' ? 'failed.refused' : 'failed.ours';
}

/** A state that cannot be forged, and is of use for ten minutes; that it comes back in the same browser is checked by its cookie. */
function stateStore({ sign, read }: Signer, options: InstallURLOptions): StateStore {
  return {
    generateStateParam: async () => sign('state', randomBytes(18).toString('base64url')),
    verifyStateParam: async (_now, state) => {
      if (read('state', state) === null) throw new InvalidStateError('the state is not ours, or too old');
      return options;
    },
  };
}
