/** `npm start` and `lore doctor` as the operator of one workspace runs them: with the right tokens, and with every kind of wrong ones. */
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { createServer, request as forward } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { freshFile } from '../support/databases.ts';
import { startLoreSandbox, type LoreSandbox } from '../support/lore-sandbox.ts';
import { runScript as start } from '../support/run-script.ts';

describe('an operator starts Lore in Socket Mode', () => {
  let slack: LoreSandbox;
  let database: Awaited<ReturnType<typeof freshFile>>;
  beforeAll(async () => {
    database = await freshFile();
    slack = await startLoreSandbox({ usesSocketMode: true, databaseUrl: database.url });
  });
  afterAll(async () => {
    await slack.sandbox.close();
    await database.remove();
  });
  const settings = (over: Readonly<Record<string, string>> = {}) => ({
    ...slack.environment,
    LOG_LEVEL: 'info',
    ...over,
  });

  it('with the two tokens, and it is there without a port', async () => {
    const lore = start(['src/main.ts'], settings());
    await lore.line(/"connection":"socket".*Lore is here/);
    await slack.sandbox.page('say', { as: 'U0MARA', channelId: 'C0WEBSITE', text: '/lore help' });
    expect(slack.sandbox.world.messages['C0WEBSITE']?.at(-1)?.text).toContain('`/retro');
    lore.child.kill('SIGTERM');
    const { code, said } = await lore.ended;
    expect(code).toBe(0);
    expect(said).not.toMatch(/xoxb-|xapp-/);
  });

  const basics = 'api.slack.com/apps, your app, "Basic Information", "App-Level Tokens"';
  const permissions = 'api.slack.com/apps, your app, "OAuth & Permissions"';
  const wrong: readonly { what: string; over: () => Record<string, string>; parts: readonly string[] }[] = [
    {
      what: 'no app-level token',
      over: () => ({ SLACK_APP_TOKEN: '' }),
      parts: ['SLACK_APP_TOKEN is missing', basics],
    },
    {
      what: 'the two tokens swapped',
      over: () => ({ SLACK_APP_TOKEN: slack.sandbox.botToken, SLACK_BOT_TOKEN: slack.sandbox.appToken }),
      parts: [
        'SLACK_BOT_TOKEN holds an app-level token, which belongs in SLACK_APP_TOKEN',
        permissions,
        'SLACK_APP_TOKEN holds a bot token, which belongs in SLACK_BOT_TOKEN',
        basics,
      ],
    },
    {
      what: 'an app-level token of nobody',
      over: () => ({ SLACK_APP_TOKEN: 'xapp-1-A1-1-nobody' }),
      parts: ['Slack refused SLACK_APP_TOKEN (invalid_auth)', basics],
    },
    {
      what: 'a bot token of nobody',
      over: () => ({ SLACK_BOT_TOKEN: 'xoxb-nobody' }),
      parts: ['Slack refused SLACK_BOT_TOKEN (invalid_auth)', permissions],
    },
  ];
  it.each(wrong)('with $what is told which, and where to find the right one', async ({ over, parts }) => {
    const { code, said } = await start(['src/main.ts'], settings(over())).ended;
    expect(code).toBe(1);
    for (const part of parts) expect(said).toContain(part);
    expect(said).not.toMatch(/^\s+at /m);
    expect(said).not.toContain('nobody');
    expect(said).not.toContain(slack.sandbox.botToken);
  });

  it('with a token that was revoked is told so', async () => {
    slack.sandbox.faults.order('auth.test', { kind: 'error', error: 'token_revoked' });
    const { code, said } = await start(['src/main.ts'], settings()).ended;
    expect(code).toBe(1);
    expect(said).toContain('Slack refused SLACK_BOT_TOKEN (token_revoked)');
    expect(said).toContain('If the app was removed, reinstall it there');
  });

  it('with an app-level token that lacks its scope is told which', async () => {
    slack.sandbox.faults.order('apps.connections.open', { kind: 'error', error: 'missing_scope' });
    const { code, said } = await start(['src/main.ts'], settings()).ended;
    expect(code).toBe(1);
    expect(said).toContain('SLACK_APP_TOKEN lacks the scope connections:write');
  });

  it('with the tokens of two apps is told so', async () => {
    const other = await startLoreSandbox({ usesSocketMode: true });
    Object.assign(other.sandbox.core.app, { id: 'A0ANOTHER1' });
    // One Slack that knows both apps.
    const both = createServer((request, response) => {
      const isOther = request.headers.authorization === `Bearer ${other.sandbox.appToken}`;
      const to = new URL(request.url ?? '/', isOther ? other.sandbox.url : slack.sandbox.url);
      const { method, headers } = request;
      request.pipe(
        forward(to, { method, headers: { ...headers, host: to.host } }, (answer) => {
          response.writeHead(answer.statusCode ?? 500, answer.headers);
          answer.pipe(response);
        }),
      );
    }).listen(0, '127.0.0.1');
    await once(both, 'listening');
    const { port } = both.address() as AddressInfo;
    const { code, said } = await start(
      ['src/main.ts'],
      settings({ SLACK_API_URL: `http://127.0.0.1:${port}/api/`, SLACK_APP_TOKEN: other.sandbox.appToken }),
    ).ended;
    expect(code).toBe(1);
    expect(said).toContain('SLACK_APP_TOKEN and SLACK_BOT_TOKEN belong to different apps.');
    both.closeAllConnections();
    both.close();
    await other.sandbox.close();
  });

  it('with a database in a folder that is not there yet, and it is made', async () => {
    const url = `sqlite:${join(database.folder, 'data', 'of', 'lore', 'lore.db')}`;
    const lore = start(['src/main.ts'], settings({ DATABASE_URL: url }));
    await lore.line(/Lore is here/);
    lore.child.kill('SIGTERM');
    expect((await lore.ended).code).toBe(0);
  });

  it.each([
    ['a server that does not answer', () => 'postgres://lore:secret@127.0.0.1:1/lore', 'ECONNREFUSED'],
    ['a file where a folder has to be', () => `${database.url}/lore.db`, 'cannot be opened'],
  ])('with %s for a database is told so, as the doctor says it', async (_what, url, part) => {
    await writeFile(database.url.slice('sqlite:'.length), '', { flag: 'a' });
    for (const args of [['src/main.ts'], ['src/cli.ts', 'doctor'], ['src/cli.ts', 'export', '--workspace']]) {
      const { code, said } = await start(args, settings({ DATABASE_URL: url() })).ended;
      expect(code).toBe(1);
      expect(said).toContain('The database that DATABASE_URL names cannot be opened');
      expect(said).toContain(part);
      expect(said).not.toMatch(/^\s+at |secret/m);
    }
  });

  it('and beside a database that is new the command line says what to do', async () => {
    const url = `sqlite:${join(database.folder, 'new.db')}`;
    const over = settings({ DATABASE_URL: url });
    const seen = await start(['src/cli.ts', 'doctor'], over).ended;
    expect(seen).toEqual({ code: 0, said: expect.stringContaining('ok  database: sqlite, new') as unknown });
    const early = await start(['src/cli.ts', 'export', '--workspace'], over).ended;
    expect(early).toEqual({ code: 1, said: expect.stringContaining('npx lore migrate') as unknown });
    expect(early.said).not.toMatch(/^\s+at /m);
    expect((await start(['src/cli.ts', 'migrate'], over).ended).said).toContain('Ran ');
    expect((await start(['src/cli.ts', 'export', '--workspace'], over).ended).said).toContain(
      'Lore is installed in no workspace',
    );
  });

  it('and asks the doctor, who says what is fine and what to do', async () => {
    const fine = await start(['src/cli.ts', 'doctor'], settings()).ended;
    expect(fine.said).toContain('ok  Socket Mode: the app-level token works');
    expect(fine.code).toBe(0);
    const sick = await start(['src/cli.ts', 'doctor'], settings({ SLACK_APP_TOKEN: 'xapp-1-A1-1-nobody' }))
      .ended;
    expect(sick.said).toContain('fix Socket Mode: Slack refused SLACK_APP_TOKEN (invalid_auth)');
    expect(sick.code).toBe(1);
  });
});
