/** How long people wait while background work keeps the processor, with and without the governor that makes that work pause. */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import process from 'node:process';
import { setTimeout as wait } from 'node:timers/promises';
import { secret, sendSigned, startFakeSlack, team } from '../test/support/fake-slack.ts';
import type { LagOrder, LagWord } from './lag-lore.ts';

export interface LagLine {
  readonly isGoverned: boolean;
  /** Commands, each acknowledged with success. */
  readonly acknowledged: number;
  /** ms from sending a command to its acknowledgement. */
  readonly p50: number;
  readonly p99: number;
  /** Steps of background work that were done when the last command was answered, and those that were done in the end. */
  readonly meanwhile: number;
  readonly done: number;
  /** Lines of the log that say that work pauses. */
  readonly said: number;
}

/** @param apart ms from one command to the next: people do not wait for each other */
export async function playLag(
  isGoverned: boolean,
  { steps, stepMs, commands, apart }: { steps: number; stepMs: number; commands: number; apart: number },
): Promise<LagLine> {
  const slack = await startFakeSlack();
  const said: string[] = [];
  const child = start(slack.apiUrl, said);
  let left = steps;
  const port = new Promise<number>((resolve, reject) => {
    child.once('exit', () => reject(new Error(said.join('\n'))));
    child.on('message', (word: LagWord) => {
      if (word.kind === 'port') resolve(word.port);
      else left = word.left;
    });
  });
  try {
    child.send({ isGoverned, steps, stepMs, channel: 'CONE' } satisfies LagOrder);
    const to = await port;
    const waits: number[] = [];
    const send = async (n: number): Promise<void> => {
      const began = performance.now();
      const { status } = await sendSigned(to, command(n, slack.responseUrl));
      if (status === 200) waits.push(performance.now() - began);
    };
    const sent: Promise<void>[] = [];
    for (let n = 0; n < commands; n += 1) {
      sent.push(send(n));
      await wait(apart);
    }
    await Promise.all(sent);
    const meanwhile = steps - left;
    while (left > 0) await once(child, 'message');
    const sorted = waits.toSorted((a, b) => a - b);
    const at = (share: number) => Math.round(sorted[Math.ceil(sorted.length * share) - 1] ?? Number.NaN);
    return {
      isGoverned,
      acknowledged: waits.length,
      p50: at(0.5),
      p99: at(0.99),
      meanwhile,
      done: steps - left,
      said: said.join('').split('the event loop lags').length - 1,
    };
  } finally {
    if (child.exitCode === null && child.signalCode === null) {
      const ended = once(child, 'exit');
      child.kill('SIGKILL');
      await ended;
    }
    await slack.close();
  }
}

function start(slackApiUrl: string, said: string[]): ChildProcess {
  const child = fork(join(import.meta.dirname, 'lag-lore.ts'), {
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    execArgv: ['--no-warnings'],
    env: {
      PATH: process.env['PATH'],
      SLACK_BOT_TOKEN: 'xoxb-test',
      SLACK_SIGNING_SECRET: secret,
      SLACK_API_URL: slackApiUrl,
      DATABASE_URL: 'sqlite::memory:',
      PORT: '0',
      LOG_LEVEL: 'info',
    },
  });
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk: Buffer) => said.push(chunk.toString()));
  return child;
}

const command = (n: number, responseUrl: string): string =>
  new URLSearchParams({
    command: '/lore',
    text: 'help',
    team_id: team,
    user_id: 'UANN',
    channel_id: 'CONE',
    channel_name: 'one',
    trigger_id: `t${n}`,
    response_url: responseUrl,
  }).toString();
