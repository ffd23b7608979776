/** How a call to Slack's Web API ended, in the words of `jobs/messenger.ts`: what may be tried again hangs on it. */
import { WebAPIPlatformError, WebAPIRateLimitedError, WebAPIRequestError } from '@slack/web-api';
import type { Outcome } from '../../jobs/messenger.ts';

export type Failure = Exclude<Outcome, { kind: 'done' }>;

/** A call that was not made, since it would have been one too many: it may be made after `afterMs`. */
export class HeldBack extends Error {
  readonly afterMs: number;
  /** @param afterMs ms after which the same call may be made */
  constructor(afterMs: number) {
    super('held back by our own pace');
    this.afterMs = afterMs;
  }
}

/** Who is in a channel is still being read, page by page: what was read is kept, and it goes on by itself. */
export class StillReading extends HeldBack {}

/** Codes of the network with which nothing has left this machine. */
const unreached = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ENETUNREACH',
  'EHOSTUNREACH',
  'EADDRNOTAVAIL',
]);

/** Errors with `ok: false` that Slack answers when it does not know itself what happened. */
const unsure = new Set(['internal_error', 'fatal_error', 'service_unavailable', 'request_timeout']);

/** @param error what a WebClient without retries threw */
export function failureOf(error: unknown): Failure {
  if (error instanceof HeldBack) return { kind: 'later', afterMs: error.afterMs };
  if (error instanceof WebAPIPlatformError) {
    const code = error.data.error;
    if (code === 'ratelimited')
      return { kind: 'later', afterMs: (error.data.response_metadata?.retryAfter ?? 30) * 1000 };
    // An answer that is no JSON comes as the error's "code", whatever it says.
    const isCode = /^[a-z][a-z0-9_]{0,80}$/.test(code) && !unsure.has(code);
    return isCode ? { kind: 'refused', error: code } : { kind: 'unknown' };
  }
  if (error instanceof WebAPIRateLimitedError) return { kind: 'later', afterMs: error.retryAfter * 1000 };
  if (error instanceof WebAPIRequestError)
    return codes(error.original).some((code) => unreached.has(code))
      ? { kind: 'unreached' }
      : { kind: 'unknown' };
  // A 5xx may come after the effect; so may an answer that cannot be read, which the client does not wrap.
  return { kind: 'unknown' };
}

/** Whether a call to Slack's Web API failed, or had to wait, and not we. */
export function isOfSlack(error: unknown): boolean {
  if (error instanceof HeldBack) return true;
  return error instanceof Error && 'code' in error && String(error.code).startsWith('slack_webapi_');
}

/** Whether Slack did not answer, or not yet: the same call may succeed later. */
export function isOutage(error: unknown): boolean {
  return isOfSlack(error) && failureOf(error).kind !== 'refused';
}

/** How long Slack asks us to wait before the same call, in ms; `null`: it did not say. */
export function waitOf(error: unknown): number | null {
  if (!isOfSlack(error)) return null;
  const failure = failureOf(error);
  return failure.kind === 'later' ? failure.afterMs : null;
}

/** Slack's code, where Slack said no; `null` for everything else. */
export function refusal(error: unknown): string | null {
  const failure = failureOf(error);
  return failure.kind === 'refused' ? failure.error : null;
}

/** The codes of an error and of what caused it; several causes (one per address that was tried) count when all agree. */
function codes(error: unknown, depth = 0): string[] {
  if (!(error instanceof Error) || depth > 5) return [];
  if ('errors' in error && Array.isArray(error.errors) && error.errors.length > 0) {
    const each = error.errors.map((inner: unknown) => codes(inner, depth + 1));
    return each.every((found) => found.some((code) => unreached.has(code))) ? (each[0] ?? []) : [];
  }
  const own = 'code' in error && typeof error.code === 'string' ? [error.code] : [];
  return [...own, ...codes(error.cause, depth + 1)];
}
