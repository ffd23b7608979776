import {
  ConfigError,
  exampleEnvironment,
  readConfig,
  readDatabaseUrl,
  settings,
} from '../../../src/config.ts';

const good = { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_SIGNING_SECRET: '12345678' };

describe('the settings', () => {
  it('have defaults for all but the token and the secret', () => {
    expect(readConfig(good)).toEqual({
      slackBotToken: 'xoxb-1',
      slackSigningSecret: '12345678',
      databaseUrl: 'sqlite:data/lore.db',
      port: 3000,
      host: '127.0.0.1',
      logLevel: 'info',
      slackApiUrl: 'https://slack.com/api/',
    });
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
      'SLACK_SIGNING_SECRET is missing.',
      'PORT must be a number.',
      'DATABASE_URL must begin with sqlite: or postgres://.',
    ])
      expect(said).toContain(part);
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
