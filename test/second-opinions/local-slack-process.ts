/** local-slack, a Slack that we did not write, as a process of its own. It listens on every address: run it where only a loopback is. */
import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { promisify } from 'node:util';
import { until } from '../support/unhurried.ts';

const run = promisify(execFile);

/** Where local-slack has a build. */
export const runsHere = process.platform === 'linux' && process.arch === 'x64';

/** Runs one of these scripts in a network of its own, in which only its loopback is up. @returns what it printed, as JSON */
export async function inOwnNetwork(script: string, ...args: readonly string[]): Promise<unknown> {
  const binary = createRequire(import.meta.url).resolve('local-slack-linux-x64/bin/local-slack');
  const words = [process.execPath, '--no-warnings', join(import.meta.dirname, script), binary, ...args]
    .map((word) => `'${word}'`)
    .join(' ');
  // A user who may not have a network of their own as they are may as the root of a name space of their own.
  const flag = await run('unshare', ['-n', 'true']).then(
    () => '-n',
    () => '-rn',
  );
  const up = `(ip link set lo up || ifconfig lo up) && exec ${words}`;
  const { stdout } = await run('unshare', [flag, 'sh', '-c', up]);
  return JSON.parse(stdout);
}

export const base = 'http://localhost:3000';
export const botToken = 'xoxb-test-token';
export const appToken = 'xapp-test-token';
export const signingSecret = 'a-signing-secret-for-tests';
export const alice = 'U01ALICE';

/** @param members who is in each channel, Lore (U0BOT) among them */
export function configOf(mode: 'socket' | 'http', members: Readonly<Record<string, readonly string[]>>) {
  return {
    workspace: { name: 'Test', domain: 'test', teamId: 'T01TEST' },
    app: {
      appId: 'A01APP',
      botUserId: 'U0BOT',
      botName: 'lore',
      botToken,
      appToken,
      signingSecret,
      mode: mode === 'socket' ? 'socket' : 'events',
      requestUrl: 'http://localhost:4000/slack/events',
    },
    users: [
      { id: alice, name: 'alice', real_name: 'Alice', tz: 'Europe/Berlin' },
      { id: 'U02BOB', name: 'bob', real_name: 'Bob', tz: 'Europe/Berlin' },
    ],
    channels: Object.entries(members).map(([id, inIt]) => ({
      id,
      name: id === 'C01GEN' ? 'general' : 'lore-live',
      members: inIt,
    })),
  };
}

/** Runs something beside it. @param what gets a folder for its files, and what starts another process, of which it is told what it said */
export async function besideLocalSlack<T>(
  binary: string,
  config: ReturnType<typeof configOf>,
  what: (here: {
    readonly folder: string;
    readonly start: (
      command: string,
      args: readonly string[],
      env?: Readonly<Record<string, string>>,
    ) => void;
    readonly said: () => string;
  }) => Promise<T>,
): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'lore-local-slack-'));
  const children: ChildProcess[] = [];
  const parts: string[] = [];
  const start = (
    command: string,
    args: readonly string[],
    env: Readonly<Record<string, string>> = {},
  ): void => {
    const cwd = join(import.meta.dirname, '..', '..');
    const child = spawn(command, args, { cwd, env: { ...process.env, ...env } });
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (part) => parts.push(String(part)));
    children.push(child);
  };
  try {
    writeFileSync(join(folder, 'config.json'), JSON.stringify(config));
    start(binary, ['--config', join(folder, 'config.json'), '--port', '3000']);
    await eventually('local-slack', async () => (await fetch(`${base}/_control/state`)).ok || undefined);
    return await what({ folder, start, said: () => parts.join('') });
  } finally {
    for (const child of children) child.kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What something gives, as soon as it gives anything. */
export async function eventually<Value>(
  what: string,
  look: () => Promise<Value | undefined>,
): Promise<Value> {
  let found: Value | undefined;
  await until(async () => {
    found = await look().catch(() => undefined);
    return found !== undefined;
  }, `never seen: ${what}`);
  return found as Value;
}
