/** Reads request bodies before the sender is known, so the memory that strangers can use is bounded. */
import type { IncomingMessage } from 'node:http';

/** Slack's largest payloads hold a view of 250 kB plus what was typed into it, all percent-encoded. */
const mostBytes = 4 * 1024 * 1024;

/** Each request may always use this much: nearly everything Slack sends is smaller. */
const small = 64 * 1024;

/** How much more all requests together may use before their signatures can be checked. */
const mostLarge = 32 * 1024 * 1024;

export type Body =
  | { readonly kind: 'whole'; readonly text: string }
  | { readonly kind: 'too long' }
  /** Other large bodies use up the room; this one is not at fault. */
  | { readonly kind: 'no room' };

export type BodyReader = (request: IncomingMessage) => Promise<Body>;

/** What one body uses beyond what always fits. */
interface HeldBody {
  readonly parts: Buffer[];
  bytes: number;
  hasRoom: boolean;
  readonly isStranger: () => boolean;
}

/**
 * Reads every body to its end, so that a sender of too much gets an answer; the excess is dropped. If room runs out, the oldest incomplete large body
 * from a stranger gives its room to the newcomer.
 * @param isStranger whether Slack has signed nothing on the request's connection
 * @returns a reader whose requests share their room; it rejects if the request ends early
 */
export function bodyReader(isStranger: (request: IncomingMessage) => boolean): BodyReader {
  // In the order in which they became large.
  const all = new Set<HeldBody>();
  let large = 0;
  const release = (held: HeldBody): void => {
    held.parts.length = 0;
    if (all.delete(held)) large -= held.bytes;
  };
  const makeRoom = (held: HeldBody, more: number): void => {
    if (more > 0) all.add(held);
    while (held.hasRoom && large + more > mostLarge) {
      const gives = [...all].find((one) => one.isStranger()) ?? held;
      gives.hasRoom = false;
      release(gives);
    }
  };
  return (request) => {
    const held: HeldBody = { parts: [], bytes: 0, hasRoom: true, isStranger: () => isStranger(request) };
    let length = 0;
    const take = (part: Buffer): void => {
      length += part.length;
      if (length > mostBytes) held.hasRoom = false;
      const more = Math.max(0, length - small) - held.bytes;
      if (held.hasRoom) makeRoom(held, more);
      if (!held.hasRoom) {
        release(held);
        return;
      }
      large += more;
      held.bytes += more;
      held.parts.push(part);
    };
    const whole = (): Body => {
      if (length > mostBytes) return { kind: 'too long' };
      if (!held.hasRoom) return { kind: 'no room' };
      const [only] = held.parts;
      const all = only !== undefined && held.parts.length === 1 ? only : Buffer.concat(held.parts);
      return { kind: 'whole', text: all.toString() };
    };
    return new Promise<Body>((resolve, reject) => {
      request
        .on('data', take)
        .on('end', () => {
          resolve(whole());
          release(held);
        })
        .on('error', reject)
        .on('close', () => {
          release(held);
          // Has no effect if the body came whole.
          reject(new Error('a request ended early'));
        });
    });
  };
}
