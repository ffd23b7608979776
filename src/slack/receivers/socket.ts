/**
 * Slack's requests in Socket Mode: over connections that we open, so that nothing has to reach this machine. Slack ends every connection after a
 * while. There are two, and a warning from Slack starts the next, so that envelopes always find one.
 */
import { setTimeout as wait } from 'node:timers/promises';
import type { App, Receiver } from '@slack/bolt';
import { errorFacts } from '../log.ts';
import { elapsed } from '../requests/timeouts.ts';
import { classifyPayload } from './classify-payload.ts';
import { Arrived, type RequestReceiver } from './receiver.ts';
import { NotConnected } from './not-connected.ts';
import { connect, type Envelope, type Link, type LinkParts } from './socket-connection.ts';

export interface SocketParts extends Omit<LinkParts, 'take'> {
  /** ms before a failed connection is retried; doubles each time. */
  readonly retryAfter?: number;
}

const longestRetry = 30_000;

/** Its `open` rejects with `NotConnected`. */
export function socketReceiver({ retryAfter = 1_000, ...parts }: SocketParts): RequestReceiver {
  let app: App | undefined;
  const receiver: Receiver = {
    init: (bolt) => (app = bolt),
    start: async () => undefined,
    stop: async () => undefined,
  };
  const closing = new AbortController();
  const working = new Set<Promise<void>>();
  const links = new Set<Link>();

  /** As over HTTP, the acknowledgement leaves when our middleware has ended: by then an event is in the inbox, or Slack sends it again. */
  const serve = async ({ body, retry_num, retry_reason, ack }: Envelope): Promise<void> => {
    const arrivedAt = elapsed();
    const classification = classifyPayload(body);
    if (classification.kind === 'odd') {
      parts.log.warn({}, 'refused a body that Slack would not send');
      return;
    }
    if (classification.kind === 'of no use' && classification.isBroken)
      parts.log.warn({}, 'skipped an event that lacks required fields');
    if (classification.kind !== 'fine') return ack();
    let answer: unknown;
    await app?.processEvent({
      body: classification.payload.body,
      customProperties: { arrived: new Arrived(arrivedAt, classification.payload) },
      ...(retry_num === undefined ? {} : { retryNum: retry_num }),
      ...(retry_reason === undefined ? {} : { retryReason: retry_reason }),
      ack: async (response) => {
        answer ??= response;
      },
    });
    await ack(answer);
  };
  const take = (envelope: Envelope): void => {
    if (closing.signal.aborted) return;
    const work = serve(envelope)
      .catch((error: unknown) => {
        parts.log.warn({ error: errorFacts(error) }, 'an envelope was not acknowledged');
      })
      .finally(() => working.delete(work));
    working.add(work);
  };

  const link = async (): Promise<Link> => {
    const made = await connect({ ...parts, take });
    links.add(made);
    void made.ended.then(() => links.delete(made));
    return made;
  };
  /** Retries until there is a connection; `null` if we close first. @throws the errors for which `isFinal` holds */
  const relink = async (isFinal: (error: NotConnected) => boolean): Promise<Link | null> => {
    for (let pause = retryAfter; !closing.signal.aborted; pause = Math.min(pause * 2, longestRetry)) {
      try {
        return await link();
      } catch (error) {
        if (!(error instanceof NotConnected) || isFinal(error)) throw error;
        parts.log.error({}, error.message);
        await wait(error.afterMs ?? pause, undefined, { signal: closing.signal }).catch(() => undefined);
      }
    }
    return null;
  };
  const keep = async (first: Link | null): Promise<void> => {
    const again = () => relink(() => false);
    for (let now = first ?? (await again()); now !== null; now = await again()) {
      if (closing.signal.aborted) await now.close();
      await now.ending;
    }
  };

  let kept: readonly Promise<void>[] = [];
  return {
    receiver,
    open: async () => {
      // At start the operator is watching and can fix errors; we wait only if Slack asks us to.
      const first = await relink((error) => error.afterMs === null);
      if (first === null) throw new Error('the door was closed before it was open');
      kept = [keep(first), keep(null)];
      return { port: null, appId: first.appId };
    },
    isOpen: () => links.size > 0,
    close: async () => {
      closing.abort();
      await Promise.all(working);
      await Promise.all([...links].map((each) => each.close()));
      await Promise.all(kept);
    },
  };
}
