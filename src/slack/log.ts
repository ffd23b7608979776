/** What may be logged: ids, codes and places in our code. Never an error's message, which may repeat what a person wrote. */
import { type Logger as SlackLogger, LogLevel } from '@slack/web-api';
import type { Logger } from 'pino';
import { isDiskFull, lacksTable } from '../store/engines/error-code.ts';

export interface ErrorFacts {
  readonly name: string;
  readonly code?: string;
  /** What the operator has to do, in words. */
  readonly means?: string;
  /** The "at …" lines only. */
  readonly at: readonly string[];
  readonly cause?: ErrorFacts;
}

/** A stack line: an optional function name, then a file or a Node module, with line and column. */
const frame =
  /^at (?:[\w$.<>[\] #]{1,120} \()?(?:async )?(?:file:\/\/|node:|\/|[A-Z]:\\)[^()\n]*:\d+:\d+\)?$/;
/** The shape of error names and codes. Anything else may be a person's words. */
const plain = /^[\w$.-]{1,60}$/;

/**
 * What may be logged about an error. Not its message: parsers and databases quote the text they choked on. Message lines that look like frames are
 * excluded too: only what follows the message in the stack counts.
 */
export function errorFacts(error: unknown, depth = 0): ErrorFacts {
  if (!(error instanceof Error)) return { name: typeof error, at: [] };
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined;
  return {
    name: plain.test(error.name) ? error.name : 'Error',
    ...(code === undefined || !plain.test(code) ? {} : { code }),
    ...meaningOf(error),
    at: framesOf(error),
    ...(error.cause === undefined || depth >= 3 ? {} : { cause: errorFacts(error.cause, depth + 1) }),
  };
}

function meaningOf(error: unknown): Pick<ErrorFacts, 'means'> {
  if (isDiskFull(error)) return { means: 'the disk is full: free some space where the database is' };
  if (lacksTable(error)) return { means: 'a table is missing in the database: npx lore migrate makes it' };
  return {};
}

/** @returns none if the message at the start of the stack was changed later: then nothing marks where it ends */
function framesOf({ stack = '', message }: Error): readonly string[] {
  const from = stack.indexOf(message);
  if (from < 0) return [];
  return stack
    .slice(from + message.length)
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => frame.test(line))
    .slice(0, 12);
}

/** Slack's libraries log whole requests at `debug` and parts of them at `info`: only their warnings pass, without their values. */
export function slackLogger(log: Logger): SlackLogger {
  const pass = (level: 'warn' | 'error') => {
    return (...parts: unknown[]) => {
      const error = parts.find((part) => part instanceof Error);
      const [first] = parts;
      // The part before a colon is the library's own; values follow it.
      const words = typeof first === 'string' ? (first.split(':')[0] ?? '').slice(0, 200) : 'Slack library';
      // As long as Slack processes a picture. Who shows it tries again, and says so if it gives up.
      if (words.startsWith('invalid slack file')) return;
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
