/** The only reader of the environment. Every setting is described once, here; `.env.example` says the same and a test compares. */
import { z } from 'zod';

interface Setting {
  readonly name: string;
  /** What it is for and where its value is found. */
  readonly about: string;
  /** As in `.env.example`: an example, or the default. */
  readonly example: string;
  readonly isRequired: boolean;
}

/** In the order of `.env.example`. */
export const settings: readonly Setting[] = [
  {
    name: 'SLACK_BOT_TOKEN',
    about: 'The bot token: api.slack.com/apps, your app, "OAuth & Permissions", "Bot User OAuth Token".',
    example: 'xoxb-…',
    isRequired: true,
  },
  {
    name: 'LORE_KEY_FILE',
    about:
      'With it, Lore keeps the bot token sealed in its database, and SLACK_BOT_TOKEN can be left out once Lore has started with it: a file that "npx lore rotate-key" makes. docs/operations/keys.md',
    example: '/etc/lore/lore.key',
    isRequired: false,
  },
  {
    name: 'SLACK_APP_TOKEN',
    about:
      'The app-level token, for Socket Mode: api.slack.com/apps, your app, "Basic Information", "App-Level Tokens"; create one with the scope connections:write.',
    example: 'xapp-…',
    isRequired: true,
  },
  {
    name: 'SLACK_SIGNING_SECRET',
    about:
      'For HTTP, instead of the app-level token; it proves that a request comes from Slack: api.slack.com/apps, your app, "Basic Information", "Signing Secret".',
    example: '…',
    isRequired: false,
  },
  {
    name: 'DATABASE_URL',
    about: 'Where Lore stores everything: a file (sqlite:path) or postgres://user:password@host/name.',
    example: 'sqlite:data/lore.db',
    isRequired: false,
  },
  {
    name: 'LORE_ROLE',
    about:
      'With PostgreSQL, for several processes on one database: web (talks with Slack) or worker (does what is due). Left out, one process does both. docs/operations/many.md',
    example: 'worker',
    isRequired: false,
  },
  {
    name: 'PORT',
    about: 'For HTTP: the port on which Lore listens for Slack.',
    example: '3000',
    isRequired: false,
  },
  {
    name: 'HOST',
    about:
      'For PORT and METRICS_PORT: the address to listen on. For HTTP put a proxy that speaks TLS in front of it; in a container: 0.0.0.0.',
    example: '127.0.0.1',
    isRequired: false,
  },
  {
    name: 'METRICS_PORT',
    about:
      'A port of its own for /metrics (Prometheus), /healthz and /readyz, to monitor Lore; keep it inside your network. Off when not set.',
    example: '9464',
    isRequired: false,
  },
  {
    name: 'LOG_LEVEL',
    about: 'How much to log: error, warn, info or debug. Logs contain ids, never what people wrote.',
    example: 'info',
    isRequired: false,
  },
  {
    name: 'HTTPS_PROXY',
    about:
      'A proxy through which Lore reaches Slack, if your network has one; with a user and a password if it wants them.',
    example: 'http://proxy.example.com:3128',
    isRequired: false,
  },
  {
    name: 'NO_PROXY',
    about: 'Hosts that are reached without the proxy, with commas between.',
    example: 'slack.example.com',
    isRequired: false,
  },
  {
    name: 'NODE_EXTRA_CA_CERTS',
    about:
      'Certificates (PEM) to trust besides the usual ones: where a proxy opens TLS, that of your company’s authority.',
    example: '/etc/ssl/certs/company.pem',
    isRequired: false,
  },
  {
    name: 'SLACK_API_URL',
    about: 'Slack’s Web API. Change it only for the sandbox.',
    example: 'https://slack.com/api/',
    isRequired: false,
  },
];

/** What a token is, by how it begins; so that one in the wrong place can be named without being shown. */
const tokenKinds: readonly (readonly [begins: string, what: string])[] = [
  ['xoxb-', 'a bot token, which belongs in SLACK_BOT_TOKEN'],
  ['xapp-', 'an app-level token, which belongs in SLACK_APP_TOKEN'],
  ['xoxp-', 'a user token, which Lore does not use'],
  ['xoxe', 'a token that expires: turn off token rotation, or reinstall the app from its manifest'],
];

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
  SLACK_API_URL: z
    .url('must be a URL')
    .transform((url) => (url.endsWith('/') ? url : `${url}/`))
    .default('https://slack.com/api/'),
});

/** How Slack reaches Lore. */
export type Connection =
  | { readonly kind: 'socket'; readonly appToken: string }
  | { readonly kind: 'http'; readonly signingSecret: string; readonly port: number; readonly host: string };

export interface Config {
  /** `null`: the stored one is used. */
  readonly slackBotToken: string | null;
  /** Where the keys are that seal stored tokens; `null`: none is stored. */
  readonly keyFile: string | null;
  readonly connection: Connection;
  /** Where metrics and health are served; nowhere when left out. */
  readonly metrics?: { readonly port: number; readonly host: string };
  readonly databaseUrl: string;
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
  const isUnreachable = given['SLACK_APP_TOKEN'] === undefined && given['SLACK_SIGNING_SECRET'] === undefined;
  const hasNoToken = given['SLACK_BOT_TOKEN'] === undefined && given['LORE_KEY_FILE'] === undefined;
  const isSamePort =
    given['SLACK_APP_TOKEN'] === undefined &&
    parsed.data?.METRICS_PORT === parsed.data?.PORT &&
    (parsed.data?.PORT ?? 0) !== 0;
  const hasRoleAlone = parsed.data?.LORE_ROLE !== undefined && parsed.data.DATABASE_URL.startsWith('sqlite:');
  if (!parsed.success || isUnreachable || hasNoToken || isSamePort || hasRoleAlone) {
    const issues = (parsed.error?.issues ?? []).map(
      ({ path, message }) => [String(path[0]), message] as const,
    );
    if (hasNoToken) issues.unshift(['SLACK_BOT_TOKEN', 'is missing']);
    if (isSamePort) issues.push(['METRICS_PORT', 'is the same as PORT']);
    if (hasRoleAlone)
      issues.push(['LORE_ROLE', 'needs PostgreSQL: a database in a file is of one process, which does both']);
    if (isUnreachable) issues.push(['SLACK_APP_TOKEN', 'is missing, or SLACK_SIGNING_SECRET for HTTP']);
    const lines = issues.map(
      ([name, message]) =>
        `  ${name} ${message}. ${settings.find((setting) => setting.name === name)?.about ?? ''}`,
    );
    throw new ConfigError(
      `Lore can’t start with these settings. Change them in .env or the environment:\n${lines.join('\n')}`,
    );
  }
  const { data } = parsed;
  return {
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
    databaseUrl: data.DATABASE_URL,
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

/** The database alone, for commands that do not talk to Slack. @throws ConfigError */
export function readDatabaseUrl(environment: Environment): string {
  const given = environment['DATABASE_URL'];
  const parsed = schema.shape.DATABASE_URL.safeParse(given === '' ? undefined : given);
  if (parsed.success) return parsed.data;
  throw new ConfigError('DATABASE_URL must begin with sqlite: or postgres://');
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
