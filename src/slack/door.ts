/** How Slack's requests come in: over HTTP, or over connections that we open (Socket Mode). What is behind the door is the same. */
import type { Receiver } from '@slack/bolt';
import { z } from 'zod';
import { elapsed } from './request-deadline.ts';

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

const arrival = z.object({ arrivedAt: z.number() });

/** What a door tells Bolt beside a body: when it arrived, by `elapsed`. Taken before the body is read. */
export const arrivedNow = (): z.infer<typeof arrival> => ({ arrivedAt: elapsed() });

/** @param context what Bolt hands on of it */
export function arrivalOf(context: unknown): number {
  return arrival.parse(context).arrivedAt;
}
