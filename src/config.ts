/** The only reader of the environment. `settings.ts` describes each setting; `.env.example` says the same and a test compares. */
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { settings } from './settings.ts';

/** What a token is, by how it begins; so that one in the wrong place can be named without being shown. */
const tokenKinds: readonly (readonly [begins: string, what: string])[] = [
  ['xoxb-', 'a bot token, which belongs in SLACK_BOT_TOKEN'],
  ['xapp-', 'an app-level token, which belongs in SLACK_APP_TOKEN'],
  ['xoxp-', 'a user token, which Lore does not use'],
  ['xoxe', 'a token that expires: turn off token rotation, or reinstall the app from its manifest'],
];

/** The place at which browsers reach Lore's pages; on this machine without TLS, for the sandbox. @returns without a slash at its end; `null` if unusable */
function readAddress(text: string): string | null {
  const url = URL.parse(text);
  const isHere = url?.protocol === 'http:' && ['localhost', '127.0.0.1'].includes(url.hostname);
  const isPlain = url !== null && [url.username, url.search, url.hash].every((part) => part === '');
  return isPlain && (isHere || url.protocol === 'https:') ? url.href.replace(/\/+$/, '') : null;
}

/** @param begins how Slack's tokens of the wanted kind begin */
const token = (begins: 'xoxb-' | 'xapp-') =>
  z.string('is missing').superRefine((value, context) => {
    const kind = tokenKinds.find(([start]) => value.startsWith(start));
    if (kind === undefined) context.addIssue(`must begin with ${begins}`);
    else if (kind[0] !== begins) context.addIssue(`holds ${kind[1]}`);
    else if (!/^[\w.-]+$/.test(value)) context.addIssue('contains characters that no token has');
  });

const port = z.coerce
  .number('must be a number')
  .int('must be a whole number')
  .min(0, 'must be at least 0')
  .max(65_535, 'must be at most 65535');

const schema = z.object({
  SLACK_BOT_TOKEN: token('xoxb-').optional(),
  LORE_KEY_FILE: z.string().optional(),
  SLACK_APP_TOKEN: token('xapp-').optional(),
  SLACK_SIGNING_SECRET: z.string().min(8, 'is too short to be a signing secret').optional(),
  DATABASE_URL: z
    .string()
    .regex(/^(sqlite:.+|postgres(ql)?:\/\/.+)$/, 'must begin with sqlite: or postgres://')
    .default('sqlite:data/lore.db'),
  LORE_PULSE_KEYS: z.string().min(1).optional(),
  LORE_ROLE: z.enum(['web', 'worker'], 'must be web or worker').optional(),
  PORT: port.default(3000),
  METRICS_PORT: port.optional(),
  HOST: z.string().min(1).default('127.0.0.1'),
  LOG_LEVEL: z
    .enum(['error', 'warn', 'info', 'debug', 'silent'], 'must be error, warn, info or debug')
    .default('info'),
  HTTPS_PROXY: z
    .url({ protocol: /^https?$/, error: 'must be a URL such as http://proxy.example.com:3128' })
    .optional(),
  NO_PROXY: z.string().default(''),
  NODE_EXTRA_CA_CERTS: z.string().optional(),
  SLACK_CLIENT_ID: z
    .string()
    .regex(/^[\w.-]+$/, 'contains characters that no client ID has')
    .optional(),
  SLACK_CLIENT_SECRET: z.string().min(8, 'is too short to be a client secret').optional(),
  LORE_ADDRESS: z
    .string()
    .transform((text, context) => {
      const address = readAddress(text);
      if (address === null) context.addIssue('must be an https:// address without a query');
      return address ?? '';
    })
    .optional(),
  SLACK_WORK_OBJECTS: z.enum(['on', 'off'], 'must be on or off').default('off'),
  LORE_CONTACT: z
    .string()
    .regex(
      /^([^\s@<>]+@[^\s@<>]+\.[^\s@<>]+|https:\/\/[^\s<>"]+)$/,
      'must be an e-mail address or an https:// page',
    )
    .optional(),
  LORE_TOOL_HOSTS: z
    .string()
    .regex(/^[a-z0-9.:-]+(,[a-z0-9.:-]+)*$/, 'must be hosts, with commas between')
    .optional(),
  SLACK_API_URL: z
    .url('must be a URL')
    .transform((url) => (url.endsWith('/') ? url : `${url}/`))
    .default('https://slack.com/api/'),
});

/** With what people prove at Slack who they are, to read in a browser. */
export interface SignIn {
  readonly clientId: string;
  readonly clientSecret: string;
}

/** How Slack reaches Lore. */
export type Connection =
  | { readonly kind: 'socket'; readonly appToken: string }
  | { readonly kind: 'http'; readonly signingSecret: string; readonly port: number; readonly host: string };

/** What an app has that serves many workspaces, each of which installs it at a page of Lore's. */
export interface Many {
  readonly clientId: string;
  readonly clientSecret: string;
  /** Where browsers reach Lore, without a slash at its end. */
  readonly address: string;
  /** An e-mail address or a page; `null`: none is named. */
  readonly contact: string | null;
}

export interface Config {
  /** Left out: Lore serves one workspace. */
  readonly many?: Many;
  /** Where browsers and calendars reach Lore, without a slash at its end. Left out: nowhere. */
  readonly address?: string;
  /** Left out: nobody can sign in, so nothing is read in a browser. Only with an address. */
  readonly signIn?: SignIn;
  /** An operator turned Work Objects on in the app's settings at Slack. Left out: not. */
  readonly hasWorkObjects?: boolean;
  /** `null`: the stored one is used. */
  readonly slackBotToken: string | null;
  /** Where the keys are that seal stored tokens; `null`: none is stored. */
  readonly keyFile: string | null;
  readonly connection: Connection;
  /** Where metrics and health are served; nowhere when left out. */
  readonly metrics?: { readonly port: number; readonly host: string };
  /** Hosts of tools that admins may connect besides those in public, with a port where it is not the usual one. */
  readonly toolHosts?: readonly string[];
  readonly databaseUrl: string;
  /** The folder for the keys of open ballots; `null`: there is none. */
  readonly ballotKeys: string | null;
  /** What this process does of what Lore does; `null`: everything. */
  readonly role: 'web' | 'worker' | null;
  readonly logLevel: 'error' | 'warn' | 'info' | 'debug' | 'silent';
  /** With a slash at its end. */
  readonly slackApiUrl: string;
  /** `null`: Slack is reached without one. */
  readonly proxy: Proxy | null;
  /** A file of certificates to trust besides the usual ones. */
  readonly certificates: string | null;
}

export interface Proxy {
  /** May hold a password: never logged. */
  readonly url: string;
  /** Hosts that are reached without it, with commas between. This machine is always among them. */
  readonly except: string;
}

const thisMachine = 'localhost,127.0.0.1,[::1]';

export type Environment = Readonly<Record<string, string | undefined>>;

/** Says all that is wrong at once, each with what to set and where its value is found. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

/**
 * @param environment `process.env`; an empty value counts as not set
 * @throws ConfigError
 */
export function readConfig(environment: Environment): Config {
  const set = Object.entries(environment).filter(([, value]) => value !== '');
  // Some systems write the proxy's in small letters.
  const isProxys = ([name]: readonly [string, unknown]) => name === 'https_proxy' || name === 'no_proxy';
  const given = Object.fromEntries([
    ...set.filter(isProxys).map(([name, value]) => [name.toUpperCase(), value] as const),
    ...set,
  ]);
  const parsed = schema.safeParse(given);
  const issues = [
    ...missingIn(given),
    ...(parsed.error?.issues ?? []).map(({ path, message }) => [String(path[0]), message] as const),
  ];
  const isSamePort =
    given['SLACK_APP_TOKEN'] === undefined &&
    parsed.data?.METRICS_PORT === parsed.data?.PORT &&
    (parsed.data?.PORT ?? 0) !== 0;
  if (isSamePort) issues.push(['METRICS_PORT', 'is the same as PORT']);
  if (parsed.data?.LORE_ROLE !== undefined && parsed.data.DATABASE_URL.startsWith('sqlite:'))
    issues.push(['LORE_ROLE', 'needs PostgreSQL: a database in a file is of one process, which does both']);
  if (!parsed.success || issues.length > 0) {
    const lines = issues.map(
      ([name, message]) =>
        `  ${name} ${message}. ${settings.find((setting) => setting.name === name)?.about ?? ''}`,
    );
    throw new ConfigError(
      `Lore can’t start with these settings. Change them in .env or the environment:\n${lines.join('\n')}`,
    );
  }
  const { data } = parsed;
  const { SLACK_CLIENT_ID: clientId, SLACK_CLIENT_SECRET: clientSecret, LORE_ADDRESS: address } = data;
  const app = clientId === undefined || clientSecret === undefined ? null : { clientId, clientSecret };
  return {
    ...(app === null || address === undefined || !servesMany(given)
      ? {}
      : { many: { ...app, address, contact: data.LORE_CONTACT ?? null } }),
    ...(address === undefined ? {} : { address }),
    ...(app === null || address === undefined ? {} : { signIn: app }),
    ...(data.SLACK_WORK_OBJECTS === 'on' ? { hasWorkObjects: true } : {}),
    slackBotToken: data.SLACK_BOT_TOKEN ?? null,
    keyFile: data.LORE_KEY_FILE ?? null,
    connection:
      data.SLACK_APP_TOKEN === undefined
        ? {
            kind: 'http',
            signingSecret: data.SLACK_SIGNING_SECRET ?? '',
            port: data.PORT,
            host: data.HOST,
          }
        : { kind: 'socket', appToken: data.SLACK_APP_TOKEN },
    ...(data.METRICS_PORT === undefined ? {} : { metrics: { port: data.METRICS_PORT, host: data.HOST } }),
    toolHosts: data.LORE_TOOL_HOSTS?.split(',') ?? [],
    databaseUrl: data.DATABASE_URL,
    ballotKeys: data.LORE_PULSE_KEYS ?? besideDatabase(data.DATABASE_URL),
    role: data.LORE_ROLE ?? null,
    logLevel: data.LOG_LEVEL,
    slackApiUrl: data.SLACK_API_URL,
    proxy:
      data.HTTPS_PROXY === undefined
        ? null
        : {
            url: data.HTTPS_PROXY,
            except: [data.NO_PROXY, thisMachine].filter((part) => part !== '').join(','),
          },
    certificates: data.NODE_EXTRA_CA_CERTS ?? null,
  };
}

/** Beside the file of the database; `null`: it is in memory, or PostgreSQL's. */
function besideDatabase(url: string): string | null {
  const file = url.startsWith('sqlite:') ? url.slice('sqlite:'.length) : ':memory:';
  return file.startsWith(':memory:') ? null : join(dirname(file), 'pulse-keys');
}

type Issue = readonly [name: string, message: string];

const ofApp = ['SLACK_CLIENT_ID', 'SLACK_CLIENT_SECRET'] as const;

/** With the credentials of the app, and no bot token. With one, they are for people who sign in. */
const servesMany = (given: Environment): boolean =>
  given['SLACK_BOT_TOKEN'] === undefined && ofApp.some((name) => given[name] !== undefined);

/** What is missing for one workspace, or for many. */
function missingIn(given: Environment): Issue[] {
  const has = (name: string): boolean => given[name] !== undefined;
  if (servesMany(given))
    return [
      ...[...ofApp, 'LORE_ADDRESS', 'LORE_KEY_FILE', 'SLACK_SIGNING_SECRET']
        .filter((name) => !has(name))
        .map((name): Issue => [name, 'is missing: many workspaces need it']),
      ...(has('SLACK_APP_TOKEN')
        ? [['SLACK_APP_TOKEN', 'does not go with many workspaces, which need HTTP'] as const]
        : []),
    ];
  return [
    ...ofApp
      .filter((name) => !has(name) && ofApp.some(has))
      .map((name): Issue => [name, 'is missing: people sign in with both']),
    ...(has('SLACK_BOT_TOKEN') || has('LORE_KEY_FILE') ? [] : [['SLACK_BOT_TOKEN', 'is missing'] as const]),
    ...(has('SLACK_APP_TOKEN') || has('SLACK_SIGNING_SECRET')
      ? []
      : [['SLACK_APP_TOKEN', 'is missing, or SLACK_SIGNING_SECRET for HTTP'] as const]),
    ...(has('LORE_ADDRESS') && has('SLACK_APP_TOKEN')
      ? [['LORE_ADDRESS', 'does not go with SLACK_APP_TOKEN: in Socket Mode nothing comes in'] as const]
      : []),
  ];
}

/** The database alone, for commands that do not talk to Slack. @throws ConfigError */
export function readDatabaseUrl(environment: Environment): string {
  const given = environment['DATABASE_URL'];
  const parsed = schema.shape.DATABASE_URL.safeParse(given === '' ? undefined : given);
  if (parsed.success) return parsed.data;
  throw new ConfigError('DATABASE_URL must begin with sqlite: or postgres://');
}

/** The folder for the keys of open ballots alone; `null`: there is none. */
export function readBallotKeys(environment: Environment): string | null {
  const given = environment['LORE_PULSE_KEYS'];
  return given === undefined || given === '' ? besideDatabase(readDatabaseUrl(environment)) : given;
}

/** The key file alone; `null`: no token is stored. */
export function readKeyFile(environment: Environment): string | null {
  const given = environment['LORE_KEY_FILE'];
  return given === undefined || given === '' ? null : given;
}

/** The text of `.env.example`. */
export function exampleEnvironment(): string {
  return [
    '# Copy this to .env and fill it in. A line that is commented out shows the default.',
    ...settings.map(
      ({ name, about, example, isRequired }) => `\n# ${about}\n${isRequired ? '' : '# '}${name}=${example}`,
    ),
    '',
  ].join('\n');
}
