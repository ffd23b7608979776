/** How Slack's requests come in: over HTTP, or over connections that we open (Socket Mode). Everything behind the receiver is the same. */
import type { Receiver } from '@slack/bolt';
import type { PayloadToWork } from './payloads.ts';

export interface Opened {
  /** Where we listen; `null` in Socket Mode, which needs no port. */
  readonly port: number | null;
  /** The app these requests belong to, if Slack said so. */
  readonly appId: string | null;
}

export interface RequestReceiver {
  /** Bolt's end of it. */
  readonly receiver: Receiver;
  /** Starts accepting requests. Its errors say why it cannot. */
  open(): Promise<Opened>;
  /** Whether Slack can reach us at this moment: the port listens, or a connection is there. */
  readonly isOpen: () => boolean;
  /** Stops accepting requests, and waits until those in progress have been answered. */
  close(): Promise<void>;
}

/** What a receiver passes through Bolt, besides a body that Bolt can handle. */
export class Arrived {
  /** By `elapsed`, before the body was read. */
  readonly at: number;
  readonly payload: PayloadToWork;
  constructor(at: number, payload: PayloadToWork) {
    this.at = at;
    this.payload = payload;
  }
}

/** @param context what Bolt passes on @throws if it did not come through a receiver */
export function arrivedIn(context: Readonly<Record<string, unknown>>): Arrived {
  const { arrived } = context;
  if (arrived instanceof Arrived) return arrived;
  throw new Error('this did not come through a door');
}
