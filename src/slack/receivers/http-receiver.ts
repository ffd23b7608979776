/**
 * Bolt's end of the HTTP receiver. Bolt's own fails on an odd signed body (an empty list of actions, `null`) before our code sees it; this one checks
 * first and gives a plain answer.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { App, Receiver } from '@slack/bolt';
import type { Logger } from 'pino';
import { minute } from '#core/clock.ts';
import { DatabaseBusy } from '../../store/engines/deadline.ts';
import { sayClockOff, type SlackClock } from '../api/slack-clock.ts';
import { errorFacts } from '../log.ts';
import { elapsed } from '../requests/timeouts.ts';
import { classifyPayload } from './classify-payload.ts';
import { isDatedRight } from './dated.ts';
import { bodyReader } from './read-body.ts';
import { Arrived } from './receiver.ts';
import type { Strangers } from './strangers.ts';

/** What is sent back. */
interface Answer {
  readonly status: number;
  readonly body?: unknown;
}

export interface HttpReceiver extends Receiver {
  /** Answers one request to Slack's path. Never rejects. */
  readonly take: (request: IncomingMessage, response: ServerResponse) => Promise<void>;
}

export interface HttpReceiverParts {
  readonly signingSecret: string;
  /** Gets types and codes, never what was sent. */
  readonly log: Logger;
  readonly strangers: Pick<Strangers, 'has' | 'signed'>;
  /** By how many ms this machine's clock is ahead of Slack's; `null`: unknown. */
  readonly clockOff?: SlackClock['off'];
}

/** Dates are checked against wall time. */
export function httpReceiver(parts: HttpReceiverParts): HttpReceiver {
  const { signingSecret, log, strangers } = parts;
  let app: App | undefined;
  const readBody = bodyReader((request) => strangers.has(request));
  const judgeSignature = signatureJudge(signingSecret, log);
  const sayMisdated = misdatedSayer(signingSecret, log, parts.clockOff ?? (() => null));

  const answerTo = async (request: IncomingMessage): Promise<Answer> => {
    const arrivedAt = elapsed();
    const read = await readBody(request);
    if (read.kind === 'too long') return { status: 413 };
    if (read.kind === 'no room') return { status: 503 };
    const { text } = read;
    if (isSslCheck(text, header(request, 'content-type'))) return { status: 200 };
    const [signature, seconds] = [
      header(request, 'x-slack-signature'),
      header(request, 'x-slack-request-timestamp'),
    ];
    if (!isDatedRight(request.headers['x-slack-request-timestamp'], Date.now())) {
      sayMisdated(text, { signature, seconds });
      return { status: 401 };
    }
    if (!judgeSignature(text, { signature, seconds })) return { status: 401 };
    strangers.signed(request);
    const body = parsed(text, header(request, 'content-type'));
    const classification = classifyPayload(body);
    switch (classification.kind) {
      case 'odd':
        log.warn({}, 'refused a body that Slack would not send');
        return { status: 400 };
      case 'of no use':
        if (classification.isBroken) log.warn({}, 'skipped an event that lacks required fields');
        return { status: 200 };
      case 'challenge':
        return { status: 200, body: { challenge: classification.challenge } };
      case 'fine':
        return process(request, new Arrived(arrivedAt, classification.payload));
    }
  };

  /** The answer leaves when our middleware has ended: by then an event is in the inbox, or Slack sends it again. */
  const process = async (request: IncomingMessage, arrived: Arrived): Promise<Answer> => {
    let answer: Answer = { status: 200 };
    const retry = header(request, 'x-slack-retry-num');
    await app?.processEvent({
      body: arrived.payload.body,
      customProperties: { arrived },
      ...(retry === ''
        ? {}
        : { retryNum: Number(retry), retryReason: header(request, 'x-slack-retry-reason') }),
      ack: async (said?: unknown) => {
        answer = { status: 200, body: said };
      },
    });
    return answer;
  };

  return {
    init: (bolt) => {
      app = bolt;
    },
    // The request receiver does the listening.
    start: async () => undefined,
    stop: async () => undefined,
    take: async (request, response) => {
      const answer = await answerTo(request).catch((error: unknown) => {
        // An event that could not be stored in time: Slack sends it again.
        if (error instanceof DatabaseBusy) return { status: 503 };
        log.error({ error: errorFacts(error) }, 'a request could not be answered');
        return { status: 500 };
      });
      respond(response, answer, strangers.has(request));
    },
  };
}

/** After so many well-dated but wrongly signed requests, and none signed right, our secret is probably wrong. */
const tooMany = 3;

/** Logs once, not per request, that requests are refused; and once that the secret is probably wrong, if no request has been signed right yet. */
function signatureJudge(signingSecret: string, log: Logger) {
  let refused = 0;
  let wasRight = false;
  return (body: string, { signature, seconds }: Signature) => {
    if (isSigned(signingSecret, body, { signature, seconds })) {
      refused = 0;
      wasRight = true;
      return true;
    }
    refused += 1;
    if (refused === 1) log.warn({}, 'refused a request without a valid and recent signature');
    if (refused === tooMany && !wasRight)
      log.error(
        { requests: refused },
        'SLACK_SIGNING_SECRET is probably wrong: no request matches it. Copy it again from api.slack.com/apps, your app, "Basic Information", "Signing Secret"',
      );
    return false;
  };
}

/**
 * Says that it is the clock where Slack signed what is dated wrong: not the secret. A clock that is known to be right leaves an old request that somebody
 * sends again. Each is said once a minute, since anyone can send such requests.
 */
function misdatedSayer(signingSecret: string, log: Logger, clockOff: SlackClock['off']) {
  const saySeldom = (say: (seconds: string) => void) => {
    let saidAt = Number.NEGATIVE_INFINITY;
    return (seconds: string): void => {
      if (elapsed() < saidAt + minute) return;
      saidAt = elapsed();
      say(seconds);
    };
  };
  const sayDate = saySeldom(() => {
    log.warn({}, 'refused a request without a valid timestamp');
  });
  const sayClock = saySeldom((seconds) => {
    log.error(
      { seconds: Math.round(Date.now() / 1000 - Number(seconds)) },
      'refused a request that Slack signed, because this machine’s clock is off, not the signing secret. Turn on time synchronisation',
    );
  });
  return (body: string, { signature, seconds }: Signature): void => {
    const off = clockOff();
    const isClock =
      (off === null || sayClockOff(off) !== null) &&
      /^\d{1,12}$/.test(seconds) &&
      isSigned(signingSecret, body, { signature, seconds });
    (isClock ? sayClock : sayDate)(seconds);
  };
}

interface Signature {
  readonly signature: string;
  /** As it was sent. */
  readonly seconds: string;
}

/** Whether Slack signed this: see https://api.slack.com/authentication/verifying-requests-from-slack */
function isSigned(signingSecret: string, body: string, { signature, seconds }: Signature): boolean {
  const hmac = createHmac('sha256', signingSecret).update(`v0:${seconds}:${body}`).digest('hex');
  const [right, given] = [Buffer.from(`v0=${hmac}`), Buffer.from(signature)];
  return given.length === right.length && timingSafeEqual(given, right);
}

/** @param isLast whether to close the connection: otherwise one small request would let a stranger hold it open for a minute */
export function respond(response: ServerResponse, { status, body }: Answer, isLast: boolean): void {
  if (isLast) response.setHeader('connection', 'close');
  const bytes = bytesOf(body);
  const type = typeof body === 'string' ? 'text/plain' : 'application/json';
  // Without a length it would be sent chunked.
  const headers = { 'content-type': type, 'content-length': bytes.length };
  if (bytes.length === 0) response.writeHead(status, { 'content-length': 0 }).end();
  else response.writeHead(status, headers).end(bytes);
}

/** Repeated answers are the same object, so each is encoded once. */
const written = new WeakMap<object, Buffer>();

function bytesOf(body: unknown): Buffer {
  if (typeof body !== 'object' || body === null) return Buffer.from(typeof body === 'string' ? body : '');
  const bytes = written.get(body) ?? Buffer.from(JSON.stringify(body));
  written.set(body, bytes);
  return bytes;
}

/** @returns `''` if it is missing or repeated */
function header(request: IncomingMessage, name: string): string {
  const value = request.headers[name];
  return typeof value === 'string' ? value : '';
}

const isForm = (contentType: string): boolean => contentType.startsWith('application/x-www-form-urlencoded');

/** Slack probes an address's certificate now and then, for commands; the probe is unsigned and expects only a 200. */
function isSslCheck(text: string, contentType: string): boolean {
  return (
    isForm(contentType) &&
    text.length < 1_000 &&
    text.includes('ssl_check') &&
    new URLSearchParams(text).get('ssl_check') === '1'
  );
}

/** Forms hold a command, or JSON under `payload`; events are JSON. @returns `undefined` for what is neither */
function parsed(text: string, contentType: string): unknown {
  if (!isForm(contentType)) return json(text);
  const form = new URLSearchParams(text);
  const payload = form.get('payload');
  return payload === null ? Object.fromEntries(form) : json(payload);
}

function json(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
