/** The bot token kept sealed in the database, as an operator lives with it: the first key, a new one beside a running Lore, a lost one. */
import { readdirSync, readFileSync, renameSync, chmodSync } from 'node:fs';
import { join } from 'node:path';
import { minute } from '../../src/core/clock.ts';
import { freshFile } from '../support/databases.ts';
import { startLoreSandbox, type LoreSandbox } from '../support/lore-sandbox.ts';
import { runScript } from '../support/run-script.ts';

describe('an operator keeps the bot token in the database', () => {
  let slack: LoreSandbox;
  let database: Awaited<ReturnType<typeof freshFile>>;
  let keyFile: string;
  const printed: string[] = [];
  beforeAll(async () => {
    database = await freshFile();
    keyFile = join(database.folder, 'lore.key');
    slack = await startLoreSandbox({ usesSocketMode: true, databaseUrl: database.url });
  });
  afterAll(async () => {
    await slack.sandbox.close();
    await database.remove();
  });

  const settings = (token: 'with the token' | 'without it') => ({
    ...slack.environment,
    LOG_LEVEL: 'info',
    LORE_KEY_FILE: keyFile,
    ...(token === 'without it' ? { SLACK_BOT_TOKEN: '' } : {}),
  });
  const lore = (token: 'with the token' | 'without it', ...args: string[]) => {
    // Slack lets an app connect so often within a minute, and here it does so all the time.
    const { clock } = slack.sandbox.core;
    clock.set(clock.now() + minute);
    return runScript(['src/cli.ts', ...args], settings(token));
  };
  /** What it says, and its exit code. */
  const says = async (token: 'with the token' | 'without it', ...args: string[]) => {
    const { code, said } = await lore(token, ...args).ended;
    printed.push(said);
    return `${said}exit ${code}`;
  };
  /** Starts Lore and stops it again; what happens in between. */
  const whileItRuns = async (
    token: 'with the token' | 'without it',
    happens: () => Promise<void> = async () => undefined,
  ) => {
    const running = lore(token, 'start');
    await running.line(/Lore is here/);
    await happens();
    running.child.kill('SIGTERM');
    const { code, said } = await running.ended;
    printed.push(said);
    expect(code).toBe(0);
  };
  const asked = async () => {
    await slack.sandbox.page('say', { as: 'U0MARA', channelId: 'C0WEBSITE', text: '/lore help' });
    return slack.sandbox.world.messages['C0WEBSITE']?.at(-1)?.text ?? '';
  };

  it('with a key of its own: afterwards it need not stand in the environment', async () => {
    expect(await says('with the token', 'start')).toMatch(
      /^The key file \S+lore\.key is not there\. To make it, run: npx lore rotate-key\..*\nexit 1$/,
    );
    expect(await says('with the token', 'rotate-key')).toBe(
      `Made ${keyFile}. From its next start on, Lore keeps the bot token sealed with it.\nexit 0`,
    );
    expect(await says('without it', 'start')).toContain(
      'SLACK_BOT_TOKEN is missing, and no bot token is stored yet. Start Lore with it once',
    );
    expect(await says('with the token', 'rotate-key')).toBe(
      `${keyFile} has a new key, and keeps the old one: no bot token is stored in this database, and another may need it. Run this again once one is stored, and the old key goes.\nexit 0`,
    );
    expect(await says('with the token', 'doctor')).toMatch(
      /ok {2}key: \S+lore\.key, current \d{4}-\d\d-\d\d-\w{8}; no bot token is stored yet/,
    );
    await whileItRuns('with the token');
    await whileItRuns('without it', async () => expect(await asked()).toContain('`/retro'));
    const fine = await says('without it', 'doctor');
    expect(fine).toMatch(/ok {2}key: .*; the stored bot token is sealed\n/);
    expect(fine).toMatch(/ok {2}Slack: workspace T\w+, bot U\w+\n[^]*exit 0$/);
  });

  it('with a new key beside a running Lore, which goes on, and starts again with it', async () => {
    await whileItRuns('without it', async () => {
      expect(await says('without it', 'rotate-key')).toBe(
        `${keyFile} has a new key alone, and the stored bot token is sealed with it. The old key is gone: what a backup from before has of the token can’t be opened any more.\nexit 0`,
      );
      expect(await asked()).toContain('`/retro');
    });
    await whileItRuns('without it');
  });

  it('with a key that others can read: it is refused, and what to type is said', async () => {
    chmodSync(keyFile, 0o644);
    for (const command of ['start', 'doctor', 'rotate-key'])
      expect(await says('with the token', command)).toContain(
        `Others on this machine can read the key in ${keyFile} (its mode is 644), so Lore does not use it. Make it yours alone: chmod 600 ${keyFile}.`,
      );
    chmodSync(keyFile, 0o600);
  });

  it('with a key that is lost: what is lost is said, and how to go on', async () => {
    renameSync(keyFile, `${keyFile}.lost`);
    const lost =
      'gone with it are the stored bot token and what people keep sealed (purpose sheets and next steps), and nothing else that they wrote: put SLACK_BOT_TOKEN';
    for (const command of ['start', 'doctor', 'rotate-key']) {
      const said = await says('without it', command);
      // Once, though both the key and Slack are looked at.
      expect(said.split(lost)).toHaveLength(2);
      expect(said).toMatch(/exit 1$/);
      expect(said).toContain(`The key file ${keyFile} is not there`);
      expect(said).not.toContain('None of the keys');
    }
    expect(await says('with the token', 'rotate-key')).toBe(
      `Made ${keyFile}. From its next start on, Lore keeps the bot token sealed with it.\n` +
        'The stored bot token was sealed with a key that is lost, and was removed. At its next start Lore stores SLACK_BOT_TOKEN again.\nexit 0',
    );
    await whileItRuns('with the token');
    await whileItRuns('without it');
    // A key of another installation is one that does not open it.
    renameSync(`${keyFile}.lost`, keyFile);
    expect(await says('without it', 'doctor')).toMatch(
      /fix key: None of the keys in .*gone with it are the stored bot token/,
    );
    expect(await says('with the token', 'doctor')).toContain(
      'it does not open the stored bot token, which SLACK_BOT_TOKEN replaces at the next start',
    );
    await whileItRuns('with the token');
    await whileItRuns('without it');
  });

  it('that Slack has revoked: it is said what to do, the stored token goes, and a new one is kept', async () => {
    const revoked = slack.sandbox.botToken;
    slack.sandbox.uninstall(false);
    expect(await says('without it', 'doctor')).toContain(
      'fix Slack: Slack refused the stored bot token (account_inactive). Nothing that people wrote is lost.',
    );
    expect(await says('without it', 'start')).toContain('If the app was removed, reinstall it there first.');
    for (const command of ['start', 'doctor'])
      expect(await says('without it', command)).toMatch(
        /Lore was uninstalled from workspace T\w+ on \d{4}-\d\d-\d\d, or its token was revoked, so the stored token is gone\. Nothing else is lost: install the app again/,
      );
    const renewed = { ...settings('with the token'), SLACK_BOT_TOKEN: slack.sandbox.reinstall() };
    const running = runScript(['src/cli.ts', 'start'], renewed);
    await running.line(/Lore is here/);
    running.child.kill('SIGTERM');
    printed.push((await running.ended).said);
    await whileItRuns('without it', async () => expect(await asked()).toContain('`/retro'));
    expect(slack.sandbox.core.install.token).not.toBe(revoked);
  });

  it('whose token and keys stand in nothing that was printed, exported or kept in the database’s files', async () => {
    printed.push(await says('without it', 'export', '--workspace'));
    const keys = readFileSync(keyFile, 'utf8').match(/[\w-]{43}/g) ?? [];
    expect(keys).toHaveLength(1);
    const files = readdirSync(database.folder).filter((name) => name.startsWith('lore.db'));
    expect(files.length).toBeGreaterThan(1);
    const all = [...printed, ...files.map((name) => readFileSync(join(database.folder, name), 'latin1'))];
    expect(all.length).toBeGreaterThan(15);
    const { botToken, appToken, core } = slack.sandbox;
    for (const secret of [botToken, core.install.token, appToken, ...keys])
      expect(all.filter((text) => text.includes(secret))).toEqual([]);
  });
});
