/** The real program in a process of its own. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { compiled } from '../support/compiled.ts';
import { freshFile, lastingEngines, type FreshDatabase } from '../support/databases.ts';
import { sendSigned, secret, startFakeSlack, team, type FakeSlack } from '../support/fake-slack.ts';

const root = join(import.meta.dirname, '..', '..');

/** Starts a script of Lore. `line` resolves to the first output that matches; `ended` to the exit code and all output. */
const start = (args: readonly string[], env: Record<string, string>) => {
  const child = spawn(process.execPath, args, { cwd: root, env, stdio: ['pipe', 'pipe', 'pipe'] });
  let said = '';
  const lookers = new Set<() => void>();
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (part) => {
      said += String(part);
      for (const look of lookers) look();
    });
  const line = (pattern: RegExp) =>
    new Promise<RegExpExecArray>((resolve) => {
      const look = () => {
        const found = pattern.exec(said);
        if (found !== null) resolve(found);
      };
      lookers.add(look);
      look();
    });
  const ended = new Promise<{ readonly code: number | null; readonly said: string }>((resolve) => {
    child.on('close', (code) => resolve({ code, said }));
  });
  return { child, line, ended };
};

let slack: FakeSlack;
beforeAll(async () => {
  slack = await startFakeSlack();
});
afterAll(() => slack.close());

const environment = (databaseUrl = 'sqlite::memory:') => ({
  PATH: process.env['PATH'] ?? '',
  NODE_COMPILE_CACHE: compiled,
  SLACK_BOT_TOKEN: 'xoxb-test',
  SLACK_SIGNING_SECRET: secret,
  SLACK_API_URL: slack.apiUrl,
  DATABASE_URL: databaseUrl,
  PORT: '0',
});

describe.each(lastingEngines())('the program on $name', ({ name, fresh }) => {
  let database: FreshDatabase;
  beforeAll(async () => {
    database = await fresh();
  });
  afterAll(() => database.remove());
  const lore = (...args: string[]) => start(['src/cli.ts', ...args], environment(database.url)).ended;

  it('starts, answers a signed command, and finishes what it does when it is told to stop', async () => {
    const { child, line, ended } = start(['src/main.ts'], environment(database.url));
    const [, port = '0'] = await line(/"port":(\d+)/);
    const before = slack.calls.length;
    const body = new URLSearchParams({
      command: '/lore',
      team_id: team,
      user_id: 'UANN',
      channel_id: 'CONE',
      trigger_id: 't',
      response_url: slack.responseUrl,
    }).toString();
    const sent = await sendSigned(Number(port), body);
    child.kill('SIGTERM');
    const { code, said } = await ended;
    expect(code).toBe(0);
    // On a busy machine it acknowledges first, and the answer comes in a window.
    expect(JSON.stringify([sent.json, ...slack.calls.slice(before)])).toContain('`/retro');
    expect(said).not.toContain('xoxb-test');
  });

  it('migrates and examines itself from the command line', async () => {
    const [migrated, doctor, manifest] = await Promise.all([
      lore('migrate'),
      lore('doctor'),
      lore('manifest', '--http', 'https://lore.acme.example/bots'),
    ]);
    expect(migrated.said).toContain('The database is up to date');
    expect(doctor.said).toContain('ok  Slack: workspace T1, bot UBOT');
    expect(doctor.said).toContain(`ok  database: ${name}, 1 workspace`);
    expect(doctor.code).toBe(0);
    expect(manifest.said).toContain('https://lore.acme.example/bots/slack/events');
  });

  it('exports and forgets from the command line', async () => {
    const { child, line, ended } = start(
      ['src/cli.ts', 'forget', '--person', 'UBEN'],
      environment(database.url),
    );
    await line(/Type "erase"/);
    child.stdin.end('no\n');
    expect((await ended).said).toContain('Nothing was erased');
    const [workspace, person, asSomebody, nobody] = await Promise.all([
      lore('export', '--workspace'),
      lore('export', '--person', 'UBEN'),
      lore('export', '--workspace', '--as', 'UBEN'),
      lore('export'),
    ]);
    // All that it said: what comes beside an export is seen when this fails.
    expect([workspace, person]).toEqual(
      [workspace, person].map(() => ({ code: 0, said: expect.stringMatching(/^\{[^]*\n\}\n$/) as string })),
    );
    expect(JSON.parse(workspace.said)).toHaveProperty('retro');
    expect(JSON.parse(person.said)).toMatchObject({
      lore: { language: { choice: 'de' } },
      retro: { cards: [] },
    });
    expect(asSomebody.said).toContain('the user id of a workspace admin');
    expect(nobody.said).toContain('Say whose');
    expect((await lore('forget', '--person', 'UBEN', '--yes')).said).toMatch(/^Erased/);
  });

  it('says that messages stay in Slack, before and after it forgets a workspace', async () => {
    const asking = start(['src/cli.ts', 'forget', '--workspace'], environment(database.url));
    await asking.line(/Lore’s messages stay in Slack, [^]*docs\/operations\/leave\.md[^]*Type "erase"/);
    asking.child.stdin.end('erase\n');
    expect(await asking.ended).toMatchObject({
      code: 0,
      said: expect.stringMatching(
        /Erased: .*\nWhat Lore posted and Slack still shows stays there/m,
      ) as string,
    });
  });
});

describe('the program', () => {
  it('that erases beside a reader says what keeps old copies in the file, with exit code 3, and later nothing of the kind', async () => {
    const database = await freshFile();
    const lore = (...args: string[]) => start(['src/cli.ts', ...args], environment(database.url)).ended;
    await lore('migrate');
    const file = new Database(database.url.slice('sqlite:'.length));
    for (const id of ['UANN', 'UBEN'])
      file
        .prepare(
          `insert into person (team_id, user_id, standing, is_admin, tz, locale, work_days, work_start, work_end, fetched_at)
            values ('T1', ?, 'member', 0, 'UTC', 'en', '1', 0, 0, 0)`,
        )
        .run(id);
    file.exec(
      `insert into workspace (team_id, app_id, bot_user_id, scopes, installed_at) values ('T1', 'A1', 'B1', '', 1)`,
    );
    file.exec('begin');
    file.prepare('select * from person').all();
    const beside = await lore('forget', '--person', 'UANN', '--yes');
    expect(beside.code).toBe(3);
    expect(beside.said).toContain('Erased from the tables: ');
    expect(beside.said).toContain(
      'as soon as another program, such as a backup or a shell, stops reading it',
    );
    file.exec('rollback');
    const alone = await lore('forget', '--person', 'UBEN', '--yes');
    expect(alone.code).toBe(0);
    expect(alone.said).toMatch(/^Erased: .*$/m);
    file.close();
    await database.remove();
  });

  it('that lacks settings names each, and where it is found', async () => {
    const { code, said } = await start(['src/main.ts'], { PATH: '' }).ended;
    expect(code).toBe(1);
    expect(said).toContain('SLACK_BOT_TOKEN is missing');
    expect(said).toContain('SLACK_APP_TOKEN is missing, or SLACK_SIGNING_SECRET for HTTP');
    expect(said).not.toContain('    at ');
  });

  it('whose token Slack refuses says so without showing it', async () => {
    slack.answer('auth.test', () => ({ ok: false, error: 'invalid_auth' }));
    const { code, said } = await start(['src/main.ts'], environment()).ended;
    slack.answer('auth.test', () => ({ ok: true, team_id: team, user_id: 'UBOT' }));
    expect(code).toBe(1);
    expect(said).toContain('Slack refused SLACK_BOT_TOKEN (invalid_auth)');
    expect(said).not.toContain('xoxb-test');
  });

  it('on a port that is in use says so', async () => {
    const port = new URL(slack.apiUrl).port;
    const { code, said } = await start(['src/main.ts'], { ...environment(), PORT: port }).ended;
    expect(code).toBe(1);
    expect(said).toContain('The port is in use');
  });

  it('knows that nothing has happened where nobody listens (in Node itself: jest hides the cause)', async () => {
    const free = createServer().listen(0, '127.0.0.1');
    await once(free, 'listening');
    const address = free.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    await new Promise((resolve) => free.close(resolve));
    const script = `
      import { webClient } from './src/slack/api/clients.ts';
      import { failureOf } from './src/slack/api/call-outcome.ts';
      import { slackLogger } from './src/slack/log.ts';
      const silent = slackLogger({ warn() {}, error() {} });
      for (const host of ['127.0.0.1:${port}', 'localhost:${port}', 'no-such-host.invalid'])
        await webClient('xoxb-1', { slackApiUrl: 'http://' + host + '/api/', logger: silent }, 2000)
          .auth.test().catch((error) => console.log(failureOf(error).kind));`;
    const { said } = await start(['--no-warnings', '--input-type=module', '-e', script], environment()).ended;
    expect(said.trim().split('\n')).toEqual(['unreached', 'unreached', 'unreached']);
  });
});
