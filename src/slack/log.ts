/** What may be logged: ids, codes and places in our code. Never an error's message, which may repeat what somebody wrote. */
import { LogLevel, type Logger as SlackLogger } from '@slack/web-api';
import type { Logger } from 'pino';

export interface ErrorFacts {
  readonly name: string;
  readonly code?: string;
  /** The lines "at …" alone. */
  readonly at: readonly string[];
  readonly cause?: ErrorFacts;
}

/** What may be told of an error. Its message stays out: parsers and databases quote the text they choked on. */
export function errorFacts(error: unknown, depth = 0): ErrorFacts {
  if (!(error instanceof Error)) return { name: typeof error, at: [] };
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined;
  const at = (error.stack ?? '')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line.startsWith('at '))
    .slice(0, 12);
  return {
    name: error.name,
    ...(code === undefined ? {} : { code }),
    at,
    ...(error.cause === undefined || depth >= 3 ? {} : { cause: errorFacts(error.cause, depth + 1) }),
  };
}

/** Slack's libraries log whole requests at `debug` and parts of them at `info`: only their warnings pass, without their values. */
export function slackLogger(log: Logger): SlackLogger {
  const pass = (level: 'warn' | 'error') => {
    return (...parts: unknown[]) => {
      const error = parts.find((part) => part instanceof Error);
      const [first] = parts;
      // The part before a colon is the library's own; after it come values.
      const words = typeof first === 'string' ? (first.split(':')[0] ?? '').slice(0, 200) : 'Slack library';
      log[level](error === undefined ? {} : { error: errorFacts(error) }, words);
    };
  };
  const silent = () => undefined;
  return {
    debug: silent,
    info: silent,
    warn: pass('warn'),
    error: pass('error'),
    setLevel: silent,
    getLevel: () => LogLevel.WARN,
    setName: silent,
  };
}
