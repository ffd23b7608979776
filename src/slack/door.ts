/** How Slack's requests come in: over HTTP, or over connections that we open (Socket Mode). What is behind the door is the same. */
import type { Receiver } from '@slack/bolt';

export interface Opened {
  /** Where we listen; `null` in Socket Mode, where nobody has to reach us. */
  readonly port: number | null;
  /** The app whose requests these are, where Slack said so. */
  readonly appId: string | null;
}

export interface Door {
  /** Bolt's end of it. */
  readonly receiver: Receiver;
  /** Lets requests in. Its errors say why it cannot. */
  open(): Promise<Opened>;
  /** Takes no more requests, and waits until those that are in have been answered. */
  close(): Promise<void>;
}
