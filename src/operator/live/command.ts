/** `lore doctor --live`: runs the checks for an operator at a terminal. */
import process from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';
import type { UserId } from '#core/ids.ts';
import { ConfigError, type Environment, readConfig } from '../../config.ts';
import { goOutAs } from '../../network.ts';
import { makeRenderer } from '../../pictures/renderer.ts';
import { randomIds, wallClock } from '../../process.ts';
import { tokenToAskWith } from '../doctor-token.ts';
import { isSure, say } from '../terminal.ts';
import { Refused } from './refused.ts';
import { endOf, exitCodeOf, linesOf, markdownOf, summary } from './report.ts';
import { tryLive } from './run.ts';

export interface LiveOptions {
  readonly live: string;
  readonly press?: boolean;
  readonly me?: string;
  readonly peopleAgree?: boolean;
}

/** Progress goes to standard error, the report to standard output. @returns the exit code @throws ConfigError, NotIntroduced, NotConnected */
export async function live(
  environment: Environment,
  { live: channel, ...options }: LiveOptions,
): Promise<number> {
  const config = readConfig(environment);
  goOutAs(config);
  if (options.press === true && config.connection.kind !== 'socket')
    throw new ConfigError(
      '--press needs Socket Mode, over which a press reaches this command. Over HTTP Slack sends it to the address where Lore listens: start Lore, and type /retro in a channel, which opens a form.',
    );
  const ended = new AbortController();
  const end = () => {
    // Asked for a second time, it ends at once.
    if (ended.signal.aborted) process.exit(130);
    line('Ending. What was made is taken away; that takes some seconds.');
    ended.abort();
  };
  process.on('SIGINT', end).on('SIGTERM', end);
  try {
    const run = await tryLive(
      {
        config,
        bot: await tokenToAskWith(environment, config),
        clock: wallClock,
        ids: randomIds,
        render: makeRenderer(),
        wait: async (ms, signal) => sleep(ms, undefined, signal === undefined ? {} : { signal }),
        ended: ended.signal,
        told: {
          begins: ({ subject, tries }) => begin(`${subject}: ${tries}`),
          ends: (result) => linesOf(result).forEach(line),
          waits: (ms) => line(`Slack asks to wait ${Math.ceil(ms / 1000)} s.`),
          asks: line,
        },
      },
      { channel, ...options, ...(process.stdin.isTTY && isTerminal() ? { isMe } : {}) },
    );
    line(summary(run));
    endOf(run).forEach(line);
    say(markdownOf(run));
    return ended.signal.aborted ? 130 : exitCodeOf(run);
  } catch (error) {
    if (ended.signal.aborted) return 130;
    if (!(error instanceof Refused)) throw error;
    throw new ConfigError(`Slack refused to say what this channel is (${error.code}). Nothing was tried.`);
  } finally {
    process.off('SIGINT', end).off('SIGTERM', end);
  }
}

const isMe = async (person: UserId, channel: string): Promise<boolean> =>
  isSure(
    `The one person in ${channel} is ${person}. Is that you (in Slack: your profile, "Copy member ID")? Lore sends them direct messages.`,
    'yes',
  );

const isTerminal = (): boolean => process.stderr.isTTY;
/** What is being tried stands in the last line until its end replaces it. */
const begin = (what: string): void => {
  if (isTerminal()) process.stderr.write(`…         ${what.slice(0, 60)}`);
};
const line = (text: string): void => {
  process.stderr.write(`${isTerminal() ? '\r\u001B[K' : ''}${text}\n`);
};
