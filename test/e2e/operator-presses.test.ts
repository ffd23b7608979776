/** `lore doctor --live --press` and Ctrl-C, as they are typed: a process of its own, and somebody who presses what it says. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { textAt } from '../../sandbox/json.ts';
import { pino } from 'pino';
import { features } from '../../src/features.ts';
import { createLore } from '../../src/lore.ts';
import { randomIds } from '../../src/process.ts';
import { differences, tried } from '../support/try-live.ts';
import { companyNetwork } from '../support/company-network.ts';
import { startLoreSandbox, type LoreSandbox } from '../support/lore-sandbox.ts';

const as = 'U0MARA';
let slack: LoreSandbox;
let channel: string;
beforeAll(async () => {
  slack = await startLoreSandbox({ usesSocketMode: true, hasHistory: true });
  const { sandbox } = slack;
  const made = await sandbox.page('channel', { as, channelId: '', change: 'create', name: 'lore-live' });
  channel = textAt(made, 'channelId');
  await sandbox.page('membership', { as, channelId: channel, change: 'add bot' });
});
afterAll(() => slack.sandbox.close());

const shown = () => (slack.sandbox.world.messages[channel] ?? []).filter((one) => one.ephemeralTo === null);
const press = { blockId: 'press', actionId: 'lore_live.press', value: { kind: 'button' }, inputs: {} };
const top = () => slack.sandbox.world.modals.filter(({ userId }) => userId === as).at(-1);

/** Does in Slack what the operator is told. */
async function follow(sentence: string): Promise<void> {
  const { sandbox } = slack;
  if (sentence.includes('Press me')) {
    const message = shown().find(({ blocks }) => blocks.some((block) => block['block_id'] === 'press'));
    const where = { kind: 'message', channelId: channel, ts: message?.ts ?? '' };
    await sandbox.page('act', { as, where, ...press });
  } else if (sentence.includes('Next'))
    await sandbox.page('act', { as, where: { kind: 'view', viewId: top()?.id ?? '' }, ...press });
  else await sandbox.page('submit', { as, viewId: top()?.id ?? '', inputs: {} });
}

const here = (asks: (sentence: string) => void) => {
  const { clock } = slack.sandbox.core;
  const wait = async (ms: number) => {
    clock.set(clock.now() + ms);
    // What was pressed arrives meanwhile.
    await new Promise((resolve) => setImmediate(resolve));
  };
  return { config: slack.config, time: { clock, wait }, asks, list: [] };
};

it('forms open over its own connection, within their limits, on top of each other, and close', async () => {
  const asked: string[] = [];
  const run = await tried(
    here((sentence) => {
      asked.push(sentence);
      void follow(sentence);
    }),
    { channel, press: true },
  );
  expect(differences(run)).toEqual({});
  expect(run.results.map(({ found }) => found.came)).toEqual([
    'opened',
    '101 blocks: invalid_arguments; 3,001 characters: invalid_arguments; over 250 kB: view_too_large; a redraw: taken; a redraw with the old hash: hash_conflict',
    'second: taken; third: taken; fourth: push_limit_reached',
    'it was sent',
  ]);
  expect(asked).toHaveLength(5);
  expect(slack.sandbox.world.modals).toEqual([]);
  expect(shown()).toEqual([]);
  expect(slack.sandbox.core.sockets.count()).toBe(0);
});

it('nobody presses: it waits two minutes, says no, and nothing stays', async () => {
  const before = slack.sandbox.core.clock.now();
  const run = await tried(
    here(() => undefined),
    { channel, press: true },
  );
  expect(run.results.map(({ found }) => found.came)).toEqual([
    'nobody pressed',
    'no form was opened',
    'no form was opened',
    'no form was opened',
  ]);
  expect(slack.sandbox.core.clock.now() - before).toBeGreaterThanOrEqual(120_000);
  expect(shown()).toEqual([]);
});

it('ended while it looks for what an earlier run left: its connection is closed, so that nothing keeps it', async () => {
  slack.sandbox.faults.order('conversations.history', { kind: 'status', status: 429, retryAfterSeconds: 7 });
  const ended = new AbortController();
  const begun: string[] = [];
  const trying = { ...here(() => undefined), ended: ended.signal, begins: () => begun.push('a check') };
  const run = tried({ ...trying, waits: () => ended.abort() }, { channel, press: true });
  await expect(run).rejects.toThrow('aborted');
  expect(begun).toEqual([]);
  expect(slack.sandbox.core.sockets.count()).toBe(0);
});

/** The command, typed. */
function type(args: readonly string[], over: Readonly<Record<string, string>> = {}) {
  const child = spawn(process.execPath, ['--no-warnings', 'src/cli.ts', 'doctor', ...args], {
    cwd: join(import.meta.dirname, '..', '..'),
    env: { PATH: process.env['PATH'], ...slack.environment, ...over },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  let printed = '';
  child.stdout.on('data', (part) => (printed += String(part)));
  const lookers = new Set<() => void>();
  child.stderr.on('data', (part) => {
    said += String(part);
    for (const look of lookers) look();
  });
  const ended = once(child, 'close').then(([code]) => ({ code: code as number | null, said, printed }));
  const line = (pattern: RegExp) =>
    new Promise<void>((resolve) => {
      lookers.add(() => {
        if (pattern.test(said)) resolve();
      });
    });
  return { child, line, ended };
}

it('Ctrl-C in the middle: what was made is taken away, the report says what was tried, and the exit code is 130', async () => {
  const typed = type(['--live', '#lore-live', '--me', as]);
  await typed.line(/message: a message with blocks/);
  typed.child.kill('SIGINT');
  const { code, said, printed } = await typed.ended;
  expect(said).toContain('Ending. What was made is taken away');
  expect(said).toContain('Everything that this run made has been taken away.');
  expect(code).toBe(130);
  expect(printed).toMatch(/^# What this Slack does\n/);
  expect(printed).toContain(
    '| not tried | home: App Home is drawn for a person who did not open it | the run was ended |',
  );
  expect(shown()).toEqual([]);
});

/** The same at a terminal, where `typed` is typed once it asks. @returns what the terminal shows */
async function atTerminal(typed: string) {
  const command = `${process.execPath} --no-warnings src/cli.ts doctor --live '#lore-live'`;
  const child = spawn('script', ['--quiet', '--return', '--command', command, '/dev/null'], {
    cwd: join(import.meta.dirname, '..', '..'),
    env: { PATH: process.env['PATH'], ...slack.environment },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  let shows = '';
  let isTyped = false;
  child.stdout.on('data', (part) => {
    shows += String(part);
    if (isTyped || !shows.includes('Type "yes" to continue')) return;
    isTyped = true;
    child.stdin.write(typed);
  });
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, shows };
}

it.each([
  ['no', 'no\r'],
  ['Ctrl-C', '\u0003'],
  ['the end of what is typed', '\u0004'],
])('asked whether they are the one person there, with %s nothing is tried', async (_, typed) => {
  const before = JSON.stringify(slack.sandbox.world.messages);
  const { code, shows } = await atTerminal(typed);
  expect(shows).toContain('The one person in #lore-live is U0MARA. Is that you');
  expect(shows).toContain('Nothing was tried. Make a channel for this');
  expect(shows).not.toMatch(/^\s+at /m);
  expect(code).toBe(1);
  expect(JSON.stringify(slack.sandbox.world.messages)).toBe(before);
});

it('asked whether they are the one person there, with yes it begins', async () => {
  slack.sandbox.faults.order('chat.postMessage', { kind: 'error', error: 'token_revoked' });
  const { shows } = await atTerminal('yes\r');
  expect(shows).toContain('Slack refuses the token: token_revoked');
  expect(shows).not.toContain('nobody was named');
});

it.each([
  {
    what: 'forms over HTTP',
    args: ['--live', '#lore-live', '--press'],
    over: { SLACK_APP_TOKEN: '', SLACK_SIGNING_SECRET: 'a signing secret' },
    says: '--press needs Socket Mode',
  },
  { what: 'a channel with people', args: ['--live', '#website-relaunch'], over: {}, says: 'Or ask them' },
  {
    what: 'a token of nobody',
    args: ['--live', '#lore-live'],
    over: { SLACK_BOT_TOKEN: 'xoxb-nobody' },
    says: 'Slack refused SLACK_BOT_TOKEN (invalid_auth)',
  },
])('$what: it says what to do, prints no report, and ends with 1', async ({ args, over, says }) => {
  const { code, said, printed } = await type(args, over).ended;
  expect(said).toContain(says);
  expect(said).not.toMatch(/^\s+at /m);
  expect(printed).toBe('');
  expect(code).toBe(1);
});

it('behind a company’s proxy it goes the way that the settings name', async () => {
  const other = await startLoreSandbox({ usesSocketMode: true });
  const network = await companyNetwork(other);
  const settings = { ...other.environment, ...network.settings };
  const { code, said } = await type(['--live', '#website-relaunch'], settings).ended;
  const asked = [...network.asked];
  await network.close();
  await other.sandbox.close();
  expect(said).toContain('Or ask them, and if they agree');
  expect(code).toBe(1);
  expect(asked).toEqual(['slack.test:443']);
});

it('beside a Lore that is connected forms are not tried: Slack would send it the presses', async () => {
  const lore = createLore({
    config: slack.config,
    clock: slack.sandbox.core.clock,
    ids: randomIds,
    features,
    log: pino({ level: 'silent' }),
  });
  await lore.start({ runsDueWork: false });
  const { code, said } = await type(['--live', '#lore-live', '--press', '--me', as]).ended;
  await lore.stop();
  expect(said).toContain('Another Lore is connected to this app');
  expect(code).toBe(1);
  expect(shown()).toEqual([]);
});
