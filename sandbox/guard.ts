/** Who may talk to the sandbox: this machine, by its own names, and pages that the sandbox itself served. */
import type { IncomingMessage } from 'node:http';

const NAMES = new Set(['127.0.0.1', 'localhost']);

const hostOf = (value: string): string => value.replace(/:\d+$/, '').toLowerCase();

/** Whether the request names this machine; a page elsewhere whose name was pointed here does not. */
export const isForUs = (incoming: IncomingMessage): boolean => NAMES.has(hostOf(incoming.headers.host ?? ''));

/** Whether a browser's request comes from where we are; other programs send no origin. */
export function hasOurOrigin(incoming: IncomingMessage): boolean {
  const { origin, host } = incoming.headers;
  return origin === undefined || origin === `http://${host ?? ''}`;
}

/** Whether a browser's request comes from a page of ours, which may do something. */
export function isFromUs(incoming: IncomingMessage): boolean {
  if (!hasOurOrigin(incoming)) return false;
  const site = incoming.headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return false;
  return (incoming.headers['content-type'] ?? '').startsWith('application/json');
}
