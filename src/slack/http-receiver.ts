/**
 * Bolt's end of the HTTP door. Bolt's own receiver fails on a signed body that is odd (an empty list of actions, `null`) before anything
 * of ours sees it; this one looks first, and answers plainly.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { isValidSlackRequest, type App, type Receiver } from '@slack/bolt';
import type { Logger } from 'pino';
import { errorFacts } from './log.ts';
import { judge } from './judge.ts';

/** Slack's largest payloads hold a view of 250 kB. */
const mostBytes = 4 * 1024 * 1024;

/** What is sent back. */
interface Answer {
  readonly status: number;
  readonly body?: unknown;
}

export interface HttpReceiver extends Receiver {
  /** Answers one request to Slack's path. Never rejects. */
  readonly take: (request: IncomingMessage, response: ServerResponse) => Promise<void>;
}

/** The date of a request is checked by Bolt against wall time: five minutes back. @param parts.log gets types and codes, never what was sent */
export function httpReceiver(parts: { readonly signingSecret: string; readonly log: Logger }): HttpReceiver {
  const { signingSecret, log } = parts;
  let app: App | undefined;

  const answerTo = async (request: IncomingMessage): Promise<Answer> => {
    const text = await bodyOf(request);
    if (text === null) return { status: 413 };
    const [signature, seconds] = [
      header(request, 'x-slack-signature'),
      header(request, 'x-slack-request-timestamp'),
    ];
    const headers = { 'x-slack-signature': signature, 'x-slack-request-timestamp': Number(seconds) };
    if (!isValidSlackRequest({ signingSecret, body: text, headers })) {
      log.warn({}, 'a request that Slack has not signed, or not lately, was refused');
      return { status: 401 };
    }
    const body = parsed(text, header(request, 'content-type'));
    const judgement = judge(body);
    switch (judgement.kind) {
      case 'odd':
        log.warn({ type: judgement.type }, 'a payload that is not as Slack sends it was refused');
        return { status: 400 };
      case 'unknown':
        return { status: 200 };
      case 'challenge':
        return { status: 200, body: { challenge: judgement.challenge } };
      case 'fine':
        return process(request, judgement.body);
    }
  };

  /** The answer leaves when our middleware has ended: an event is in the inbox by then, or Slack sends it again. */
  const process = async (
    request: IncomingMessage,
    body: Readonly<Record<string, unknown>>,
  ): Promise<Answer> => {
    let answer: Answer = { status: 200 };
    const retry = header(request, 'x-slack-retry-num');
    await app?.processEvent({
      body,
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
    // Listening is the door's.
    start: async () => undefined,
    stop: async () => undefined,
    take: async (request, response) => {
      const answer = await answerTo(request).catch((error: unknown) => {
        log.error({ error: errorFacts(error) }, 'a request could not be answered');
        return { status: 500 };
      });
      send(response, answer);
    },
  };
}

function send(response: ServerResponse, { status, body }: Answer): void {
  if (body === undefined || body === '') response.writeHead(status).end();
  else if (typeof body === 'string') response.writeHead(status, { 'content-type': 'text/plain' }).end(body);
  else response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

/** @returns `''` for one that is missing or comes several times */
function header(request: IncomingMessage, name: string): string {
  const value = request.headers[name];
  return typeof value === 'string' ? value : '';
}

/** Reads it to its end in any case: whoever sends more than fits is answered, too. @returns `null` when it is too long */
async function bodyOf(request: IncomingMessage): Promise<string | null> {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    length += part.length;
    if (length <= mostBytes) parts.push(part);
  }
  return length > mostBytes ? null : Buffer.concat(parts).toString();
}

/** Forms hold a command, or JSON under `payload`; events are JSON. @returns `undefined` for what is neither */
function parsed(text: string, contentType: string): unknown {
  if (!contentType.startsWith('application/x-www-form-urlencoded')) return json(text);
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
