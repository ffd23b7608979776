/** How long to wait before something is tried again. */
import { hour, type Instant, minute } from '#core/clock.ts';

/** How often a job or a builder that throws is run before it is given up. */
export const mostRuns = 5;

/** Before a job that threw runs again, in ms. @param attempts how often it threw, 1 or more */
export function afterThrow(attempts: number): number {
  return Math.min(10_000 * 4 ** (attempts - 1), hour);
}

/** Before Slack is called again when it could not be reached, in ms. @param attempts how often it was called, 1 or more */
export function afterFailedCall(attempts: number): number {
  return Math.min(2000 * 2 ** (attempts - 1), 15 * minute);
}

/** A prompt later than this is of no use any more. */
export const promptLateness = 2 * hour;

/** A claim older than this belongs to a process that died. Longer than any call to Slack may take. */
export const lease = 2 * minute;

/** Slack's history shows a message at once, as a rule; what it does not show so long after the call was not posted. */
export const historySettles = minute;

/** Whether a prompt that was due at `runAt` came too late. */
export function isTooLate(runAt: Instant, now: Instant): boolean {
  return now - runAt > promptLateness;
}
