/** A sandbox with a small app, built with Bolt, as the app under test. */
import { App, HTTPReceiver, LogLevel, type Logger } from '@slack/bolt';
import { WebClient } from '@slack/web-api';
import { startSandbox, type Sandbox, type SandboxOptions } from '../../sandbox/server.ts';
import { freePort } from '../../sandbox/child.ts';
import type { Json } from '../../sandbox/json.ts';
import { unhurriedMs } from '../support/unhurried.ts';

const silent = () => undefined;
/** Refusals are what these tests are about: they need not be in the log. */
const logger: Logger = {
  debug: silent,
  info: silent,
  warn: silent,
  error: silent,
  setLevel: silent,
  setName: silent,
  getLevel: () => LogLevel.ERROR,
};

export const SECRET = 'a-signing-secret-for-tests';
const TOKEN = 'xoxb-test-token';
/** With what the app is installed in another workspace. */
export const OAUTH = {
  clientId: 'the-client',
  clientSecret: 'the-secret-of-the-client',
  redirectUrls: ['http://localhost/back'],
} as const;

export const SCOPES = [
  'commands',
  'chat:write',
  'channels:read',
  'groups:read',
  'im:read',
  'im:write',
  'users:read',
  'team:read',
  'channels:history',
  'groups:history',
  'im:history',
  'files:write',
];
const EVENTS = [
  'app_home_opened',
  'member_joined_channel',
  'member_left_channel',
  'channel_archive',
  'channel_rename',
  'channel_shared',
  'channel_deleted',
  'group_archive',
  'user_change',
  'team_join',
  'app_uninstalled',
  'tokens_revoked',
];

/** A manifest like Lore's. */
export const manifest = (
  over: { scopes?: readonly string[]; events?: readonly string[]; home?: boolean } = {},
): Json => ({
  display_information: { name: 'Lore' },
  features: {
    app_home: { home_tab_enabled: over.home ?? true, messages_tab_enabled: true },
    bot_user: { display_name: 'Lore' },
    unfurl_domains: ['lore.example.org'],
    slash_commands: [
      { command: '/retro', description: 'Hold a retrospective', usage_hint: '[name]', should_escape: true },
    ],
    shortcuts: [
      { name: 'Save as share', type: 'message', callback_id: 'share.save', description: 'Keep it' },
      { name: 'Start a retro', type: 'global', callback_id: 'retro.start', description: 'Start' },
    ],
  },
  oauth_config: { scopes: { bot: over.scopes ?? SCOPES, user: ['openid', 'profile'] } },
  settings: { event_subscriptions: { bot_events: over.events ?? EVENTS } },
});

export interface Fixture {
  readonly sandbox: Sandbox;
  readonly client: WebClient;
  readonly app: App;
  readonly close: () => Promise<void>;
}

/** Starts both on free ports. `listen` registers the app's listeners. */
export async function startFixture(
  listen: (app: App) => void = () => undefined,
  options: Partial<SandboxOptions> & { readonly manifest?: Json } = {},
): Promise<Fixture> {
  const port = await freePort();
  const { manifest: own, ...rest } = options;
  const sandbox = await startSandbox({
    port: 0,
    app: {
      manifest: own ?? manifest(),
      eventsUrl: `http://127.0.0.1:${port}/slack/events`,
      signingSecret: SECRET,
      botToken: TOKEN,
      oauth: OAUTH,
    },
    ackMs: unhurriedMs,
    ...rest,
  });
  const receiver = new HTTPReceiver({
    signingSecret: SECRET,
    port,
    logger,
    unhandledRequestTimeoutMillis: 300,
  });
  const clientOptions = { slackApiUrl: `${sandbox.url}/api/`, retryConfig: { retries: 0 } };
  // With a token alone Bolt would ask who it is at once, and fail where nobody waits when a test ends early.
  const authorize = async () => ({ botToken: TOKEN, botId: 'B0LORE0001', botUserId: 'U0LOREBOT' });
  const app = new App({ authorize, receiver, clientOptions, logger });
  listen(app);
  await app.start(port);
  return {
    sandbox,
    client: new WebClient(TOKEN, { ...clientOptions, logger }),
    app,
    close: async () => {
      await sandbox.close();
      await app.stop();
    },
  };
}

/** Lets a minute pass on the sandbox's time, so that no call from before counts towards a rate limit. */
export const aMinuteLater = ({ sandbox: { core } }: Fixture): void =>
  core.clock.set(core.clock.now() + 60_000);

/** Matches any text. */
export const anyText: unknown = expect.any(String);

/** The error Slack answers, or `ok`. */
export async function errorOf(call: Promise<unknown>): Promise<string> {
  try {
    await call;
    return 'ok';
  } catch (error) {
    if (error instanceof Error && 'data' in error) return (error.data as { error: string }).error;
    throw error;
  }
}

/** What Slack says about where the arguments are wrong. */
export async function messagesOf(call: Promise<unknown>): Promise<readonly string[]> {
  try {
    await call;
    return [];
  } catch (error) {
    if (!(error instanceof Error && 'data' in error)) throw error;
    return (error.data as { response_metadata?: { messages?: string[] } }).response_metadata?.messages ?? [];
  }
}
