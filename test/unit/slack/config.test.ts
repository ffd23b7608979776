import { ConfigError, exampleEnvironment, readConfig, readDatabaseUrl } from '../../../src/config.ts';
import { settings } from '../../../src/settings.ts';

const good = { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_SIGNING_SECRET: '12345678' };

describe('the settings', () => {
  it('have defaults for all but the token and the secret', () => {
    expect(readConfig(good)).toEqual({
      slackBotToken: 'xoxb-1',
      toolHosts: [],
      keyFile: null,
      connection: { kind: 'http', signingSecret: '12345678', port: 3000, host: '127.0.0.1' },
      databaseUrl: 'sqlite:data/lore.db',
      ballotKeys: 'data/pulse-keys',
      role: null,
      logLevel: 'info',
      proxy: null,
      certificates: null,
      slackApiUrl: 'https://slack.com/api/',
    });
  });

  it('name hosts of tools with commas between, and nothing else', () => {
    const given = { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_SIGNING_SECRET: 'a-secret-of-tests' };
    const hosts = (LORE_TOOL_HOSTS: string) => readConfig({ ...given, LORE_TOOL_HOSTS }).toolHosts;
    expect(hosts('github.example.org,127.0.0.1:8080')).toEqual(['github.example.org', '127.0.0.1:8080']);
    for (const wrong of ['https://github.example.org', 'a b', 'a,,b'])
      expect(() => hosts(wrong)).toThrow('LORE_TOOL_HOSTS must be hosts');
  });

  it('may leave out the bot token where a key file is named: then the stored one is used', () => {
    const kept = readConfig({ SLACK_SIGNING_SECRET: '12345678', LORE_KEY_FILE: '/etc/lore/lore.key' });
    expect(kept).toMatchObject({ slackBotToken: null, keyFile: '/etc/lore/lore.key' });
  });

  it('that are missing or wrong are all told at once, with where to find each', () => {
    expect(() => readConfig({ PORT: 'many', DATABASE_URL: 'mysql://x', SLACK_BOT_TOKEN: '' })).toThrow(
      ConfigError,
    );
    let said = '';
    try {
      readConfig({ PORT: 'many', DATABASE_URL: 'mysql://x', SLACK_BOT_TOKEN: '' });
    } catch (error) {
      said = String(error);
    }
    for (const part of [
      'SLACK_BOT_TOKEN is missing. The bot token: api.slack.com/apps',
      'SLACK_APP_TOKEN is missing, or SLACK_SIGNING_SECRET for HTTP. The app-level token',
      'PORT must be a number.',
      'DATABASE_URL must begin with sqlite: or postgres://.',
    ])
      expect(said).toContain(part);
  });

  it('give a process one part of the work on PostgreSQL alone, and name the parts', () => {
    const server = { ...good, DATABASE_URL: 'postgres://lore@host/lore' };
    expect(readConfig({ ...server, LORE_ROLE: 'worker' }).role).toBe('worker');
    expect(() => readConfig({ ...server, LORE_ROLE: 'leader' })).toThrow('LORE_ROLE must be web or worker.');
    expect(() => readConfig({ ...good, LORE_ROLE: 'web' })).toThrow('LORE_ROLE needs PostgreSQL');
  });

  it('connect over HTTP with a signing secret, and in Socket Mode with an app-level token', () => {
    expect(readConfig(good).connection.kind).toBe('http');
    const both = { ...good, SLACK_APP_TOKEN: 'xapp-1-A1-1-a' };
    expect(readConfig(both).connection).toEqual({ kind: 'socket', appToken: 'xapp-1-A1-1-a' });
  });

  it('serve many workspaces where the app’s credentials, an address and a key file are given, and say what is missing for that', () => {
    const many = {
      SLACK_CLIENT_ID: '12.34',
      SLACK_CLIENT_SECRET: 'abcdefgh',
      LORE_ADDRESS: 'https://lore.example.org/here/',
      LORE_KEY_FILE: '/etc/lore/lore.key',
      SLACK_SIGNING_SECRET: '12345678',
    };
    expect(readConfig(many).many).toEqual({
      clientId: '12.34',
      clientSecret: 'abcdefgh',
      address: 'https://lore.example.org/here',
      contact: null,
    });
    expect(readConfig({ ...many, LORE_CONTACT: 'lore@example.org' }).many?.contact).toBe('lore@example.org');
    expect(readConfig(good).many).toBeUndefined();
    expect(() => readConfig({ SLACK_SIGNING_SECRET: '12345678', SLACK_CLIENT_ID: '12.34' })).toThrow(
      /SLACK_CLIENT_SECRET is missing: many[^]*LORE_ADDRESS is missing: many[^]*LORE_KEY_FILE is missing: many/,
    );
    expect(() => readConfig({ ...many, SLACK_APP_TOKEN: 'xapp-1-A1-1-a' })).toThrow(
      'SLACK_APP_TOKEN does not go with many workspaces, which need HTTP.',
    );
    for (const wrong of [
      'http://lore.example.org',
      'lore.example.org',
      'https://a@lore.example.org',
      'https://x/?y',
    ])
      expect(() => readConfig({ ...many, LORE_ADDRESS: wrong })).toThrow('LORE_ADDRESS must be an https://');
    expect(readConfig({ ...many, LORE_ADDRESS: 'http://localhost:3000' }).many?.address).toBe(
      'http://localhost:3000',
    );
    for (const wrong of ['http://x.example', 'Ann', 'a@b@c.de', 'https://x/"onload'])
      expect(() => readConfig({ ...many, LORE_CONTACT: wrong })).toThrow('LORE_CONTACT must be an e-mail');
  });

  it('let people of one workspace sign in where its bot token has the app’s credentials beside it, both, and an address', () => {
    const one = {
      ...good,
      LORE_KEY_FILE: '/etc/lore/lore.key',
      SLACK_CLIENT_ID: '12.34',
      SLACK_CLIENT_SECRET: 'abcdefgh',
    };
    const signIn = { clientId: '12.34', clientSecret: 'abcdefgh' };
    const address = { LORE_ADDRESS: 'https://lore.example.org' };
    expect(readConfig({ ...one, ...address })).toMatchObject({ signIn, slackBotToken: 'xoxb-1' });
    expect(readConfig({ ...one, ...address }).many).toBeUndefined();
    expect(readConfig(one).signIn).toBeUndefined();
    expect(readConfig({ ...good, ...address }).signIn).toBeUndefined();
    const { SLACK_BOT_TOKEN: _, ...many } = { ...one, ...address };
    expect(readConfig(many)).toMatchObject({ signIn, many: signIn });
    expect(() => readConfig({ ...good, SLACK_CLIENT_ID: '12.34' })).toThrow(
      'SLACK_CLIENT_SECRET is missing: people sign in with both.',
    );
  });

  it('may name a public address for one workspace, over HTTP alone, and with TLS but on this machine', () => {
    const one = { ...good, LORE_ADDRESS: 'https://lore.example.org/here/' };
    expect(readConfig(one)).toMatchObject({ address: 'https://lore.example.org/here' });
    expect(readConfig(one).many).toBeUndefined();
    expect(readConfig({ ...good, LORE_ADDRESS: 'http://127.0.0.1:3000' }).address).toBe(
      'http://127.0.0.1:3000',
    );
    expect(() => readConfig({ ...good, LORE_ADDRESS: 'http://lore.example.org' })).toThrow(
      'LORE_ADDRESS must be an https://',
    );
    const socket = { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_APP_TOKEN: 'xapp-1-A1-1-a' };
    expect(() => readConfig({ ...socket, LORE_ADDRESS: 'https://lore.example.org' })).toThrow(
      'LORE_ADDRESS does not go with SLACK_APP_TOKEN: in Socket Mode nothing comes in.',
    );
  });

  it('serve metrics where a port is set, on the same address as the rest, in Socket Mode too', () => {
    expect(readConfig({ ...good, METRICS_PORT: '' }).metrics).toBeUndefined();
    const socket = { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_APP_TOKEN: 'xapp-1-A1-1-a' };
    expect(readConfig({ ...socket, METRICS_PORT: '9464', HOST: '0.0.0.0' }).metrics).toEqual({
      port: 9464,
      host: '0.0.0.0',
    });
    expect(() => readConfig({ ...good, METRICS_PORT: '70000' })).toThrow(
      'METRICS_PORT must be at most 65535.',
    );
    for (const [wrong, why] of [
      ['80.5', 'must be a whole number'],
      ['-1', 'must be at least 0'],
    ] as const)
      expect(() => readConfig({ ...good, METRICS_PORT: wrong })).toThrow(`METRICS_PORT ${why}.`);
  });

  it('take two ports over HTTP, and only the one for metrics in Socket Mode', () => {
    const same = { PORT: '9464', METRICS_PORT: '9464' };
    expect(() => readConfig({ ...good, ...same })).toThrow('METRICS_PORT is the same as PORT.');
    expect(() => readConfig({ ...good, METRICS_PORT: '3000' })).toThrow('METRICS_PORT is the same as PORT.');
    expect(readConfig({ ...good, PORT: '0', METRICS_PORT: '0' }).metrics?.port).toBe(0);
    const socket = { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_APP_TOKEN: 'xapp-1-A1-1-a' };
    expect(readConfig({ ...socket, ...same }).metrics?.port).toBe(9464);
  });

  it.each([
    [
      { SLACK_BOT_TOKEN: 'xapp-1-A1-1-a', SLACK_APP_TOKEN: 'xoxb-1' },
      [
        'SLACK_BOT_TOKEN holds an app-level token, which belongs in SLACK_APP_TOKEN. The bot token: api.slack.com/apps',
        'SLACK_APP_TOKEN holds a bot token, which belongs in SLACK_BOT_TOKEN. The app-level token, for Socket Mode: api.slack.com/apps',
      ],
    ],
    [{ SLACK_BOT_TOKEN: 'xoxp-1' }, ['SLACK_BOT_TOKEN holds a user token']],
    [{ SLACK_BOT_TOKEN: 'xoxb-…' }, ['SLACK_BOT_TOKEN contains characters that no token has']],
    [{ SLACK_BOT_TOKEN: 'xoxe.xoxb-1-a' }, ['SLACK_BOT_TOKEN holds a token that expires']],
  ])('with a token in the wrong place say what it is and where the right one is: %p', (over, parts) => {
    let said = '';
    try {
      readConfig({ ...good, ...over });
    } catch (error) {
      said = String(error);
    }
    for (const part of parts) expect(said).toContain(part);
    for (const value of Object.values(over)) expect(said).not.toContain(value);
  });

  it('never repeat a secret that was wrong', () => {
    let said = '';
    try {
      readConfig({ ...good, SLACK_BOT_TOKEN: 'hunter2' });
    } catch (error) {
      said = String(error);
    }
    expect(said).toContain('SLACK_BOT_TOKEN must begin with xoxb-');
    expect(said).not.toContain('hunter2');
  });

  it('name an API address with or without a slash at its end', () => {
    expect(readConfig({ ...good, SLACK_API_URL: 'http://127.0.0.1:1/api' }).slackApiUrl).toBe(
      'http://127.0.0.1:1/api/',
    );
  });

  it('for the database alone need no token', () => {
    expect(readDatabaseUrl({})).toBe('sqlite:data/lore.db');
    expect(() => readDatabaseUrl({ DATABASE_URL: 'x' })).toThrow(ConfigError);
  });

  it('are all in the example', () => {
    for (const { name } of settings) expect(exampleEnvironment()).toContain(`${name}=`);
  });
});
