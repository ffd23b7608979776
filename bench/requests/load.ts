/** Sends prepared requests over some connections, each when the one before it on the same connection is answered. */
import { createHmac } from 'node:crypto';
import { connect, type Socket } from 'node:net';
import { signingSecret } from './company.ts';

/** What came of some requests. */
export interface Sent {
  /** Answered as they should be, in a second. */
  readonly perSecond: number;
  /** 99 of 100 were answered within, in ms. */
  readonly p99: number;
}

/** Signs a body as Slack does, now. @returns all that goes over the wire */
export function signed(body: string): Buffer {
  const seconds = Math.floor(Date.now() / 1000);
  const hmac = createHmac('sha256', signingSecret).update(`v0:${seconds}:${body}`).digest('hex');
  return Buffer.from(
    [
      'POST /slack/events HTTP/1.1',
      'host: 127.0.0.1',
      'accept: */*',
      'content-type: application/x-www-form-urlencoded',
      `content-length: ${Buffer.byteLength(body)}`,
      `x-slack-request-timestamp: ${seconds}`,
      `x-slack-signature: v0=${hmac}`,
      '',
      body,
    ].join('\r\n'),
  );
}

/**
 * @param requests in the order in which they are sent
 * @param isRight whether an answer, with its head, is as it should be
 * @throws when one is not
 */
export async function send(
  port: number,
  requests: readonly Buffer[],
  connections: number,
  isRight: (answer: string) => boolean,
): Promise<Sent> {
  const times: number[] = [];
  let next = 0;
  const work = async (): Promise<void> => {
    const socket = connect(port, '127.0.0.1').setNoDelay(true);
    try {
      for (;;) {
        const request = requests[next];
        next += 1;
        if (request === undefined) return;
        const began = performance.now();
        const answer = await exchange(socket, request);
        times.push(performance.now() - began);
        if (!isRight(answer)) throw new Error(`not as it should be: ${answer.slice(0, 2_000)}`);
      }
    } finally {
      socket.destroy();
    }
  };
  const began = performance.now();
  await Promise.all(Array.from({ length: connections }, work));
  const seconds = (performance.now() - began) / 1000;
  const sorted = times.toSorted((a, b) => a - b);
  return { perSecond: times.length / seconds, p99: sorted[Math.floor(times.length * 0.99)] ?? Number.NaN };
}

async function exchange(socket: Socket, request: Buffer): Promise<string> {
  return new Promise((resolve, reject) => {
    let answer = '';
    const end = (error?: Error): void => {
      socket.off('data', take).off('error', end).off('close', closed);
      if (error === undefined) resolve(answer);
      else reject(error);
    };
    const take = (part: Buffer): void => {
      answer += part.toString('latin1');
      if (isWhole(answer)) end();
    };
    const closed = (): void => {
      end(new Error(`the connection was closed after ${answer.slice(0, 200)}`));
    };
    socket.on('data', take).on('error', end).on('close', closed);
    socket.write(request);
  });
}

function isWhole(answer: string): boolean {
  const end = answer.indexOf('\r\n\r\n');
  if (end < 0) return false;
  const length = /\r\ncontent-length: (\d+)\r\n/i.exec(answer.slice(0, end + 2))?.[1];
  return length === undefined ? answer.endsWith('0\r\n\r\n') : answer.length >= end + 4 + Number(length);
}
