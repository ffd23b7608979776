/** How a call to Slack's Web API ended, in the terms of `jobs/messenger.ts`: it decides what may be retried. */
import { WebAPIPlatformError, WebAPIRateLimitedError, WebAPIRequestError } from '@slack/web-api';
import type { Outcome } from '../../jobs/messenger.ts';
import { NotHeld } from './held-fetch.ts';
import { keptFromLeaving } from './no-answer.ts';

export type Failure = Exclude<Outcome, { kind: 'done' }>;

/** A call that was not made because it would exceed the rate; it may be made after `afterMs`. */
export class HeldBack extends Error {
  readonly afterMs: number;
  /** @param afterMs ms after which the same call may be made */
  constructor(afterMs: number) {
    super('held back by our own pace');
    this.afterMs = afterMs;
  }
}

/** The members of a channel are still being read, page by page: the pages read are kept, and reading continues by itself. */
export class StillReading extends HeldBack {}

/** Errors with `ok: false` that Slack returns when it does not know itself what happened. */
const unsure = new Set(['internal_error', 'fatal_error', 'service_unavailable', 'request_timeout']);

/** @param error what a WebClient without retries threw */
export function failureOf(error: unknown): Failure {
  if (error instanceof HeldBack) return { kind: 'later', afterMs: error.afterMs };
  if (error instanceof WebAPIPlatformError) {
    const code = error.data.error;
    // `chat.postMessage` has the second spelling for an app that posts too much.
    if (code === 'ratelimited' || code === 'rate_limited')
      return { kind: 'later', afterMs: (error.data.response_metadata?.retryAfter ?? 30) * 1000 };
    // For an answer that is not JSON, the whole text becomes the error's "code".
    const isCode = /^[a-z][a-z0-9_]{0,80}$/.test(code) && !unsure.has(code);
    return isCode ? { kind: 'refused', error: code } : { kind: 'unknown' };
  }
  if (error instanceof WebAPIRateLimitedError) return { kind: 'later', afterMs: error.retryAfter * 1000 };
  if (error instanceof WebAPIRequestError) {
    const isHere = error.original instanceof NotHeld || keptFromLeaving(error.original) !== null;
    return { kind: isHere ? 'unreached' : 'unknown' };
  }
  // A 5xx may come after the effect; so may an unreadable answer, which the client does not wrap.
  return { kind: 'unknown' };
}

/** Whether the failure, or the need to wait, comes from Slack's Web API and not from us. */
export function isOfSlack(error: unknown): boolean {
  if (error instanceof HeldBack) return true;
  return error instanceof Error && 'code' in error && String(error.code).startsWith('slack_webapi_');
}

/** Whether Slack did not answer, or not yet: the same call may succeed later. */
export function isOutage(error: unknown): boolean {
  return isOfSlack(error) && failureOf(error).kind !== 'refused';
}

/** How long Slack asks us to wait before the same call, in ms; `null` if it did not say. */
export function waitOf(error: unknown): number | null {
  if (!isOfSlack(error)) return null;
  const failure = failureOf(error);
  return failure.kind === 'later' ? failure.afterMs : null;
}

/** Slack's code if Slack refused; `null` for everything else. */
export function refusal(error: unknown): string | null {
  const failure = failureOf(error);
  return failure.kind === 'refused' ? failure.error : null;
}
