/** Web API clients. Those for people's clicks and those for posts are separate, so that a rate limit on one never holds up the other. */
import {
  type Logger,
  type WebAPICallResult,
  WebAPIPlatformError,
  WebClient,
  type WebClientOptions,
} from '@slack/web-api';
import type { TeamId } from '#core/ids.ts';
import type { Meter } from '#core/meter.ts';
import { failureOf, HeldBack, refusal } from './call-outcome.ts';
import { heldFetch } from './held-fetch.ts';
import { lackingScopes } from './lacking-scopes.ts';
import { datedFetch, type SlackClock } from './slack-clock.ts';

export interface Clients {
  /** ms after which a call that a person waits for counts as unanswered. */
  readonly interactiveMs: number;
  /** For what a person waits for: short timeout. */
  interactive(team: TeamId): Promise<WebClient>;
  /** For posts and synchronising: long timeout. */
  background(team: TeamId): Promise<WebClient>;
}

/** With what Slack is called for a workspace. */
export interface Access {
  /** `null`: Lore does not run for that one, and each call ends as if Slack had refused it. */
  readonly token: string | null;
  /** The token serves several workspaces of an organisation, so some methods have to be told which is meant. */
  readonly isOrganisations?: boolean;
  /** The token is being renewed: no call is made, and the same may be made after so many ms. */
  readonly afterMs?: number;
}

/** A call that Slack refused. */
export interface Refused {
  readonly team: TeamId;
  readonly token: string;
  /** Slack's. */
  readonly code: string;
}

export interface ClientSettings {
  /** With a trailing slash. */
  readonly slackApiUrl: string;
  readonly logger: Logger;
  /** Overrides of the default timeouts, in ms. */
  readonly timeouts?: CallTimeouts;
  /** Called with the scope that a call was refused for lacking. */
  readonly onLacking?: (scope: string, method: string) => void;
  /** Asked when Slack refused a call for a workspace. @returns ms after which the same call may be made again, with another token; `null`: never */
  readonly onRefused?: (refused: Refused) => Promise<number | null>;
  /** Told when each call was made and answered. */
  readonly onDated?: SlackClock['note'];
  readonly meter?: Meter;
}

/** ms after which a call counts as unanswered. */
export interface CallTimeouts {
  readonly interactive: number;
  readonly background: number;
}

/** The methods that act in one workspace or list what is in it, of which an organisation's token could mean several. */
const ofWorkspace: ReadonlySet<string> = new Set([
  'bots.info',
  'conversations.create',
  'conversations.list',
  'dnd.teamInfo',
  'files.list',
  'team.info',
  'usergroups.list',
  'users.conversations',
  'users.list',
]);

/** Every call goes through `apiCall`. */
class Client extends WebClient {
  readonly #settings: ClientSettings;
  readonly #access: Access;
  readonly #team: TeamId | null;
  constructor(settings: ClientSettings, access: Access, team: TeamId | null, options: WebClientOptions) {
    super(access.token ?? undefined, options);
    this.#settings = settings;
    this.#access = access;
    this.#team = team;
  }
  override async apiCall(method: string, given?: Record<string, unknown>): Promise<WebAPICallResult> {
    const { token, isOrganisations = false, afterMs } = this.#access;
    if (afterMs !== undefined) throw new HeldBack(afterMs);
    // Another workspace's token would act there.
    if (token === null) throw new WebAPIPlatformError({ ok: false, error: 'not_installed' });
    const { onLacking, onRefused, meter } = this.#settings;
    const team = this.#team;
    const isMeant = isOrganisations && team !== null && ofWorkspace.has(method);
    try {
      const answer = await super.apiCall(method, isMeant ? { team_id: team, ...given } : given);
      meter?.called(method, 'done');
      return answer;
    } catch (error) {
      for (const scope of lackingScopes(error)) onLacking?.(scope, method);
      const { kind } = failureOf(error);
      meter?.called(method, kind === 'later' ? 'rate_limited' : kind);
      const code = refusal(error);
      const afterMs = code === null || team === null ? null : await onRefused?.({ team, token, code });
      if (afterMs != null) throw new HeldBack(afterMs);
      throw error;
    }
  }
}

const optionsOf = (settings: ClientSettings, timeout: number): WebClientOptions => ({
  slackApiUrl: settings.slackApiUrl,
  logger: settings.logger,
  timeout,
  ...(settings.onDated === undefined ? {} : { fetch: datedFetch(settings.onDated) }),
  // A retried post can be a second post, and a client that waits out a rate limit blocks every other call.
  retryConfig: { retries: 0 },
  rejectRateLimitedCalls: true,
  allowAbsoluteUrls: false,
});

/** A client for what needs no token. @param timeout as below */
export function plainClient(settings: ClientSettings, timeout: number): WebClient {
  return new WebClient(undefined, optionsOf(settings, timeout));
}

/** A client with a token that nobody has asked about yet. @param timeout ms after which a call counts as `unknown` */
export function webClient(token: string | null, settings: ClientSettings, timeout: number): WebClient {
  return new Client(settings, { token }, null, optionsOf(settings, timeout));
}

export const interactiveTimeout = 8_000;
export const backgroundTimeout = 15_000;

/** With what Slack is called for a workspace, as it is now. */
export type AccessOf = (team: TeamId) => Promise<Access>;

export function makeClients(accessOf: AccessOf, settings: ClientSettings): Clients {
  const pool = (timeout: number) => {
    const byTeam = new Map<TeamId, { readonly access: Access; readonly client: WebClient }>();
    return async (team: TeamId) => {
      const access = await accessOf(team);
      const known = byTeam.get(team);
      if (
        known !== undefined &&
        known.access.token === access.token &&
        known.access.afterMs === undefined &&
        access.afterMs === undefined
      )
        return known.client;
      const options = optionsOf(settings, timeout);
      const client = new Client(settings, access, team, { ...options, fetch: heldFetch(options.fetch) });
      byTeam.set(team, { access, client });
      return client;
    };
  };
  const { interactive = interactiveTimeout, background = backgroundTimeout } = settings.timeouts ?? {};
  return { interactiveMs: interactive, interactive: pool(interactive), background: pool(background) };
}
