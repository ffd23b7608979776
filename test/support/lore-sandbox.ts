/** A sandbox whose app is the real Lore: the manifest that is checked in, with or without the optional scopes. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { freePort } from '../../sandbox/child.ts';
import { listAt, objectAt, parseJson, isJson, type Json } from '../../sandbox/json.ts';
import { startSandbox, type Sandbox, type SandboxOptions } from '../../sandbox/server.ts';
import { readConfig, type Config } from '../../src/config.ts';
import { inMemory, keysBeside } from './databases.ts';
import { unhurriedMs } from './unhurried.ts';

export const signingSecret = 'a-signing-secret-for-tests';

/** With what people sign in, where they read in a browser. */
export const signInApp = { clientId: '12.34', clientSecret: 'a-client-secret-for-tests' } as const;

export interface LoreSandbox {
  readonly sandbox: Sandbox;
  /** The settings with which Lore runs in it, as environment variables. */
  readonly environment: Readonly<Record<string, string>>;
  readonly config: Config;
}

/** A Tuesday morning on which most of the company works. */
export const tuesday = Date.parse('2026-11-24T10:00:00Z');

/**
 * @param options.hasHistory whether the optional history scopes were granted; `databaseUrl`: in memory by default;
 * `usesSocketMode`: over HTTP by default; `isWatched`: serves metrics and health;
 * `address`: where browsers and calendars would reach it; `isRead`: they reach it here, and people sign in and read; `hasWorkObjects`: links open beside the conversation;
 * `ballotKeys`: the folder for the keys of open ballots;
 * `keyFile`: with the keys of what is sealed
 */
export async function startLoreSandbox(
  options: Partial<SandboxOptions> & {
    readonly hasHistory?: boolean;
    readonly databaseUrl?: string;
    readonly usesSocketMode?: boolean;
    readonly isWatched?: boolean;
    readonly address?: string;
    readonly isRead?: boolean;
    readonly hasWorkObjects?: boolean;
    readonly ballotKeys?: string;
    readonly keyFile?: string;
  } = {},
): Promise<LoreSandbox> {
  const {
    hasHistory = false,
    databaseUrl = inMemory(),
    usesSocketMode = false,
    isWatched = false,
    isRead = false,
    hasWorkObjects = false,
    ballotKeys,
    keyFile,
    ...rest
  } = options;
  const port = await freePort();
  const address = isRead ? `http://localhost:${port}` : options.address;
  const app = isRead ? { ...signInApp, redirectUrls: [`${address ?? ''}/read/signed-in`] } : undefined;
  const sandbox = await startSandbox({
    port: 0,
    startAt: tuesday,
    app: {
      manifest: manifest(usesSocketMode ? 'socket' : 'sandbox', hasHistory),
      eventsUrl: `http://127.0.0.1:${port}/slack/events`,
      signingSecret,
      ...(address === undefined ? {} : { unfurlDomains: [new URL(address).hostname] }),
      ...(app === undefined ? {} : { oauth: app }),
    },
    retryDelaysMs: [20, 200, 500, 1000, 2000],
    // Those of acknowledging late say what late is.
    ackMs: unhurriedMs,
    triggerMs: unhurriedMs,
    ...rest,
  });
  const environment = {
    SLACK_BOT_TOKEN: sandbox.botToken,
    ...(usesSocketMode
      ? { SLACK_APP_TOKEN: sandbox.appToken }
      : { SLACK_SIGNING_SECRET: signingSecret, PORT: String(port) }),
    SLACK_API_URL: `${sandbox.url}/api/`,
    DATABASE_URL: databaseUrl,
    LORE_PULSE_KEYS: keysBeside(databaseUrl),
    LOG_LEVEL: 'warn',
    ...(address === undefined ? {} : { LORE_ADDRESS: address }),
    ...(app === undefined ? {} : { SLACK_CLIENT_ID: app.clientId, SLACK_CLIENT_SECRET: app.clientSecret }),
    ...(ballotKeys === undefined ? {} : { LORE_PULSE_KEYS: ballotKeys }),
    ...(keyFile === undefined ? {} : { LORE_KEY_FILE: keyFile }),
    ...(isWatched ? { METRICS_PORT: '0' } : {}),
    ...(hasWorkObjects ? { SLACK_WORK_OBJECTS: 'on' } : {}),
  };
  return { sandbox, environment, config: readConfig(environment) };
}

function manifest(name: 'sandbox' | 'socket', hasHistory: boolean): Json {
  const text = readFileSync(join(import.meta.dirname, '..', '..', 'manifests', `${name}.json`), 'utf8');
  const read = parseJson(text);
  if (!isJson(read)) throw new Error('the manifest cannot be read');
  if (hasHistory) return read;
  const scopes = objectAt(objectAt(read, 'oauth_config'), 'scopes');
  const optional = scopes['bot_optional'];
  const isHistory = (scope: unknown) =>
    Array.isArray(optional) && optional.includes(scope) && String(scope).endsWith(':history');
  const bot = Array.isArray(scopes['bot']) ? scopes['bot'].filter((scope) => !isHistory(scope)) : [];
  // The page shows the same commands either way.
  if (listAt(objectAt(read, 'features'), 'slash_commands').length === 0) throw new Error('no commands');
  return { ...read, oauth_config: { scopes: { bot, user: scopes['user'] } } };
}
