/** Hears what takes long or goes wrong as it happens, for the operator's metrics. Nothing in it is about anybody: kinds, methods, durations. */

/** What Slack sends, as it waits for an acknowledgement: a `view` is a submitted form, an `action` a press or something typed into a form. */
export const awaited = ['command', 'action', 'view', 'shortcut', 'event'] as const;

export type Awaited = (typeof awaited)[number];

/** How a call to Slack's Web API ended; `rate_limited`: Slack asks us to wait (429). */
export type CallResult = 'done' | 'rate_limited' | 'refused' | 'unreached' | 'unknown';

/** All durations are in ms, by a clock that does not jump unless told otherwise. None of it may throw. */
export interface Meter {
  readonly acknowledged: (what: Awaited, ms: number) => void;
  /** Slack got no success, so it sends an event again, and tells a person that it failed. */
  readonly unacknowledged: (what: Awaited) => void;
  /** @param method as Slack calls it: `chat.postMessage` */
  readonly called: (method: string, result: CallResult) => void;
  /** A transaction on SQLite waited this long for the lock that writing needs. */
  readonly waitedToWrite: (ms: number) => void;
  /** Something remembered was forgotten. @param what the first word of its name; `all`: another process has written */
  readonly forgot: (what: string) => void;
  /** A prompt ran, or was too late to run. @param ms after it was due, by the clock of the work */
  readonly prompted: (of: 'job' | 'ritual', ms: number, isMissed: boolean) => void;
}

const ignore = (): void => undefined;

export const noMeter: Meter = {
  acknowledged: ignore,
  unacknowledged: ignore,
  called: ignore,
  waitedToWrite: ignore,
  forgot: ignore,
  prompted: ignore,
};
