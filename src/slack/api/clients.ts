/** Web API clients. Those for people's clicks and those for posts are separate, so that a rate limit on one never holds up the other. */
import { type Logger, type WebAPICallResult, WebAPIPlatformError, WebClient } from '@slack/web-api';
import type { TeamId } from '#core/ids.ts';
import type { Meter } from '#core/meter.ts';
import { failureOf, refusal } from './call-outcome.ts';
import { lackingScopes } from './lacking-scopes.ts';
import { isRevoked } from './revoked.ts';
import { datedFetch, type SlackClock } from './slack-clock.ts';

export interface Clients {
  /** ms after which a call that a person waits for counts as unanswered. */
  readonly interactiveMs: number;
  /** For what a person waits for: short timeout. */
  interactive(team: TeamId): Promise<WebClient>;
  /** For posts and synchronising: long timeout. */
  background(team: TeamId): Promise<WebClient>;
}

export interface ClientSettings {
  /** With a trailing slash. */
  readonly slackApiUrl: string;
  readonly logger: Logger;
  /** Overrides of the default timeouts, in ms. */
  readonly timeouts?: CallTimeouts;
  /** Called with the scope that a call was refused for lacking. */
  readonly onLacking?: (scope: string, method: string) => void;
  /** Called when Slack says of a token that it is revoked. */
  readonly onRevoked?: (token: string) => void;
  /** Told when each call was made and answered. */
  readonly onDated?: SlackClock['note'];
  readonly meter?: Meter;
}

/** ms after which a call counts as unanswered. */
export interface CallTimeouts {
  readonly interactive: number;
  readonly background: number;
}

/** Every call goes through `apiCall`. */
class Client extends WebClient {
  readonly #settings: ClientSettings;
  constructor(settings: ClientSettings, ...args: ConstructorParameters<typeof WebClient>) {
    super(...args);
    this.#settings = settings;
  }
  override async apiCall(...args: Parameters<WebClient['apiCall']>): Promise<WebAPICallResult> {
    // Another workspace's token would act there.
    if (this.token === undefined) throw new WebAPIPlatformError({ ok: false, error: 'not_installed' });
    const { onLacking, onRevoked, meter } = this.#settings;
    const [method] = args;
    try {
      const answer = await super.apiCall(...args);
      meter?.called(method, 'done');
      return answer;
    } catch (error) {
      for (const scope of lackingScopes(error)) onLacking?.(scope, method);
      if (isRevoked(refusal(error))) onRevoked?.(this.token);
      const { kind } = failureOf(error);
      meter?.called(method, kind === 'later' ? 'rate_limited' : kind);
      throw error;
    }
  }
}

/**
 * @param token `null`: each call ends as if Slack had refused it, and none leaves
 * @param timeout ms after which a call counts as `unknown`
 */
export function webClient(token: string | null, settings: ClientSettings, timeout: number): WebClient {
  return new Client(settings, token ?? undefined, {
    slackApiUrl: settings.slackApiUrl,
    logger: settings.logger,
    timeout,
    ...(settings.onDated === undefined ? {} : { fetch: datedFetch(settings.onDated) }),
    // A retried post can be a second post, and a client that waits out a rate limit blocks every other call.
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    allowAbsoluteUrls: false,
  });
}

export const interactiveTimeout = 8_000;
export const backgroundTimeout = 15_000;

/** @param tokenOf the workspace's bot token; `null`: Lore does not run for that one */
export function makeClients(
  tokenOf: (team: TeamId) => Promise<string | null>,
  settings: ClientSettings,
): Clients {
  const pool = (timeout: number) => {
    const byTeam = new Map<TeamId, { readonly token: string | null; readonly client: WebClient }>();
    return async (team: TeamId) => {
      const token = await tokenOf(team);
      const known = byTeam.get(team);
      if (known !== undefined && known.token === token) return known.client;
      const client = webClient(token, settings, timeout);
      byTeam.set(team, { token, client });
      return client;
    };
  };
  const { interactive = interactiveTimeout, background = backgroundTimeout } = settings.timeouts ?? {};
  return { interactiveMs: interactive, interactive: pool(interactive), background: pool(background) };
}
