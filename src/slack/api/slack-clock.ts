/** Compares this machine's clock with Slack's, whose every answer has a date. */
import type { Logger } from 'pino';
import { minute } from '#core/clock.ts';

/** From here on it is said, in ms. A date is a whole second, and an answer is some on its way. */
const tooFar = minute;

/** An answer that took longer says too little, in ms. */
const slowest = 20_000;

/** When a call was made and answered by this machine's clock, in epoch milliseconds, and the answer's `date`. */
export interface Dated {
  readonly sentAt: number;
  readonly answeredAt: number;
  readonly date: string | null;
}

/** @returns by how many ms this machine's clock is ahead of Slack's, behind if it is negative; `null`: the answer does not say */
export function clockOff({ sentAt, answeredAt, date }: Dated): number | null {
  const at = date === null ? Number.NaN : Date.parse(date);
  if (!Number.isFinite(at) || answeredAt < sentAt || answeredAt - sentAt > slowest) return null;
  return Math.round((sentAt + answeredAt) / 2 - at);
}

/** @returns what to do about a clock that is off by so many ms, for the operator; `null`: nothing */
export function sayClockOff(off: number): string | null {
  if (Math.abs(off) < tooFar) return null;
  const minutes = Math.round(Math.abs(off) / minute);
  const by = `${minutes} ${minutes === 1 ? 'minute' : 'minutes'}`;
  return off > 0
    ? `this machine’s clock is ${by} ahead of Slack’s: Lore does everything that much too early, if its database has the same clock, and beyond five minutes it refuses Slack’s requests over HTTP. Turn on time synchronisation`
    : `this machine’s clock is ${by} behind Slack’s: Lore does everything that much too late, if its database has the same clock, and beyond one minute it refuses Slack’s requests over HTTP. Turn on time synchronisation`;
}

export interface SlackClock {
  /** Hears of every answer. */
  readonly note: (answer: Dated) => void;
  /** As `clockOff`, by the last answer that said. */
  readonly off: () => number | null;
}

/** Logs when the clock goes wrong, and when it is right again. */
export function watchClock(log: Logger): SlackClock {
  let last: number | null = null;
  return {
    off: () => last,
    note: (answer) => {
      const off = clockOff(answer);
      if (off === null) return;
      const [was, is] = [last === null ? null : sayClockOff(last), sayClockOff(off)];
      last = off;
      if (is !== null && was === null) log.error({ seconds: Math.round(off / 1000) }, is);
      if (is === null && was !== null) log.info({}, 'this machine’s clock is right again');
    },
  };
}

/** Node's own, which tells of every answer. */
export function datedFetch(note: SlackClock['note'], now: () => number = Date.now): typeof fetch {
  return async (...args) => {
    const sentAt = now();
    const response = await fetch(...args);
    note({ sentAt, answeredAt: now(), date: response.headers.get('date') });
    return response;
  };
}
