/** How Slack's requests come in: over HTTP, or over connections that we open (Socket Mode). What is behind the door is the same. */
import type { Receiver } from '@slack/bolt';
import type { PayloadToWork } from './payloads.ts';

export interface Opened {
  /** Where we listen; `null` in Socket Mode, where nobody has to reach us. */
  readonly port: number | null;
  /** The app whose requests these are, where Slack said so. */
  readonly appId: string | null;
}

export interface RequestReceiver {
  /** Bolt's end of it. */
  readonly receiver: Receiver;
  /** Lets requests in. Its errors say why it cannot. */
  open(): Promise<Opened>;
  /** Takes no more requests, and waits until those that are in have been answered. */
  close(): Promise<void>;
}

/** What a door hands on, through Bolt, beside a body that Bolt can look into. */
export class Arrived {
  /** By `elapsed`, before the body was read. */
  readonly at: number;
  readonly payload: PayloadToWork;
  constructor(at: number, payload: PayloadToWork) {
    this.at = at;
    this.payload = payload;
  }
}

/** @param context what Bolt hands on. @throws when it did not come through a door */
export function arrivedIn(context: Readonly<Record<string, unknown>>): Arrived {
  const { arrived } = context;
  if (arrived instanceof Arrived) return arrived;
  throw new Error('this did not come through a door');
}
