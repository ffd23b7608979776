/** Waits between tries. */
import { hour, type Instant, minute } from '#core/clock.ts';

/** How often a job or a builder that throws is run before Lore gives up. */
export const mostRuns = 5;

/** The wait before a job that threw runs again, in ms. @param attempts how often it threw, 1 or more */
export function afterThrow(attempts: number): number {
  return Math.min(10_000 * 4 ** (attempts - 1), hour);
}

/** The wait before Slack is called again after it could not be reached, in ms. @param attempts how often it was called, 1 or more */
export function afterFailedCall(attempts: number): number {
  return Math.min(2000 * 2 ** (attempts - 1), 15 * minute);
}

/** A prompt later than this is useless. */
export const promptLateness = 2 * hour;

/** A claim older than this belongs to a process that died. Longer than any call to Slack may take. */
export const lease = 2 * minute;

/** Slack's history usually shows a message at once. What it does not show this long after the call was not posted. */
export const historySettles = minute;

/** Whether it is too late for a prompt that was due at `runAt`. */
export function isTooLate(runAt: Instant, now: Instant): boolean {
  return now - runAt > promptLateness;
}
