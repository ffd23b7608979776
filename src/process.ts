/** What a process of Lore has that a test replaces: the wall clock, chance, the log. */
import { randomBytes } from 'node:crypto';
import process from 'node:process';
import { type DestinationStream, type Logger, pino } from 'pino';
import type { Clock } from '#core/clock.ts';
import type { Ids } from '#core/ids.ts';
import { errorFacts } from './slack/log.ts';

export const wallClock: Clock = { now: () => Date.now() };

/** 130 random bits in 26 letters and digits. */
export const randomIds: Ids = {
  next: () => {
    let id = '';
    for (const byte of randomBytes(26)) id += '0123456789abcdefghjkmnpqrstvwxyz'.charAt(byte & 31);
    return id;
  },
};

/** 256 random bits, as text that an address may hold. */
export const randomSecret = (): string => randomBytes(32).toString('base64url');

/** JSON lines, on standard output unless told. Errors are logged without their messages, which may repeat what someone wrote. */
export function makeLog(level: string, to?: DestinationStream): Logger {
  const options = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    serializers: { err: errorFacts },
    // pino would put an error's message beside its facts.
    errorKey: 'err',
  };
  return to === undefined ? pino(options) : pino(options, to);
}

/** What nobody caught ends the process, as it would by itself; but Node would print its message, which may repeat what someone wrote. */
export function logWhatEnds(log: Logger): void {
  process.on('uncaughtException', (err: unknown) => {
    log.fatal(
      { err },
      'Lore stops after an unexpected error. At its next start it continues what was under way.',
    );
    process.exit(1);
  });
}
