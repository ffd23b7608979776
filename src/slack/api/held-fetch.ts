/** The last moment before a request leaves: what is done for a workspace in which another process may be at work by now stays here. */
import type { WebClientOptions } from '@slack/web-api';
import { isStillHeld } from '../../jobs/held-messenger.ts';

/** The request has not left. */
export class NotHeld extends Error {
  override readonly name = 'NotHeld';
}

type Send = NonNullable<WebClientOptions['fetch']>;

/** @param send Node's own when left out @throws NotHeld */
export const heldFetch =
  (send: Send = fetch): Send =>
  async (...args) => {
    if (!isStillHeld()) throw new NotHeld('another process may be at work in this workspace');
    return send(...args);
  };
