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
    name: 'SLACK_SIGNING_SECRET',
    about:
      'Proves that a request comes from Slack: api.slack.com/apps, your app, "Basic Information", "Signing Secret".',
    example: '…',
    isRequired: true,
  },
  {
    name: 'DATABASE_URL',
    about: 'Where Lore keeps everything: a file (sqlite:path) or postgres://user:password@host/name.',
    example: 'sqlite:data/lore.db',
    isRequired: false,
  },
  {
    name: 'PORT',
    about: 'The port at which Lore listens for Slack.',
    example: '3000',
    isRequired: false,
  },
  {
    name: 'HOST',
    about: 'The address to listen on. Keep it behind a proxy that speaks TLS; in a container: 0.0.0.0.',
    example: '127.0.0.1',
    isRequired: false,
  },
  {
    name: 'LOG_LEVEL',
    about: 'How much is logged: error, warn, info or debug. Logs carry ids, never anybody’s words.',
    example: 'info',
    isRequired: false,
  },
  {
    name: 'SLACK_API_URL',
    about: 'Slack’s Web API. Change it only for the sandbox or a proxy.',
    example: 'https://slack.com/api/',
    isRequired: false,
  },
];

const schema = z.object({
  SLACK_BOT_TOKEN: z.string('is missing').regex(/^xox[a-z]/, 'must begin with xoxb-'),
  SLACK_SIGNING_SECRET: z.string('is missing').min(8, 'is too short to be a signing secret'),
  DATABASE_URL: z
    .string()
    .regex(/^(sqlite:.+|postgres(ql)?:\/\/.+)$/, 'must begin with sqlite: or postgres://')
    .default('sqlite:data/lore.db'),
  PORT: z.coerce.number('must be a number').int().min(0).max(65_535, 'must be at most 65535').default(3000),
  HOST: z.string().min(1).default('127.0.0.1'),
  LOG_LEVEL: z
    .enum(['error', 'warn', 'info', 'debug', 'silent'], 'must be error, warn, info or debug')
    .default('info'),
  SLACK_API_URL: z
    .url('must be a URL')
    .transform((url) => (url.endsWith('/') ? url : `${url}/`))
    .default('https://slack.com/api/'),
});

export interface Config {
  readonly slackBotToken: string;
  readonly slackSigningSecret: string;
  readonly databaseUrl: string;
  readonly port: number;
  readonly host: string;
  readonly logLevel: 'error' | 'warn' | 'info' | 'debug' | 'silent';
  /** With a slash at its end. */
  readonly slackApiUrl: string;
}

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
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const parsed = schema.safeParse(given);
  if (!parsed.success) {
    const lines = parsed.error.issues.map((issue) => {
      const name = String(issue.path[0]);
      return `  ${name} ${issue.message}. ${settings.find((setting) => setting.name === name)?.about ?? ''}`;
    });
    throw new ConfigError(
      `Lore cannot start with these settings (set them in .env or the environment):\n${lines.join('\n')}`,
    );
  }
  return {
    slackBotToken: parsed.data.SLACK_BOT_TOKEN,
    slackSigningSecret: parsed.data.SLACK_SIGNING_SECRET,
    databaseUrl: parsed.data.DATABASE_URL,
    port: parsed.data.PORT,
    host: parsed.data.HOST,
    logLevel: parsed.data.LOG_LEVEL,
    slackApiUrl: parsed.data.SLACK_API_URL,
  };
}

/** The database alone, for commands that do not talk to Slack. @throws ConfigError */
export function readDatabaseUrl(environment: Environment): string {
  const given = environment['DATABASE_URL'];
  const parsed = schema.shape.DATABASE_URL.safeParse(given === '' ? undefined : given);
  if (parsed.success) return parsed.data;
  throw new ConfigError('DATABASE_URL must begin with sqlite: or postgres://');
}

/** The text of `.env.example`. */
export function exampleEnvironment(): string {
  return [
    '# Copy to .env and fill in. What is commented out has the default that is shown.',
    ...settings.map(
      ({ name, about, example, isRequired }) => `\n# ${about}\n${isRequired ? '' : '# '}${name}=${example}`,
    ),
    '',
  ].join('\n');
}
