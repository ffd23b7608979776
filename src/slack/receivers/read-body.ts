/** Reads requests' bodies before anybody knows who sent them, so what strangers can make us hold is bounded. */
import type { IncomingMessage } from 'node:http';

/** Slack's largest payloads hold a view of 250 kB, what was typed into it beside that, and all of it percent-encoded. */
const mostBytes = 4 * 1024 * 1024;

/** So much of each request always fits: nearly all that Slack sends is smaller. */
const small = 64 * 1024;

/** So much more is held of all requests together while their signatures cannot be checked yet. */
const mostLarge = 32 * 1024 * 1024;

export type Body =
  | { readonly kind: 'whole'; readonly text: string }
  | { readonly kind: 'too long' }
  /** Others' large bodies fill the room there is; nothing is wrong with this one. */
  | { readonly kind: 'no room' };

export type BodyReader = (request: IncomingMessage) => Promise<Body>;

/** What is held of one body beyond what always fits. */
interface HeldBody {
  readonly parts: Buffer[];
  bytes: number;
  hasRoom: boolean;
  readonly isStranger: () => boolean;
}

/**
 * Reads a body to its end in any case, so that whoever sends more than fits is answered, too. What does not fit is not kept. Where there is no
 * room, the oldest large body of a stranger that is not whole yet gives its own to whoever comes after.
 * @param isStranger whether Slack has signed nothing on the request's connection
 * @returns a reader whose requests share their room. It rejects when the request ends early.
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
          // Nobody hears that any more where it came whole.
          reject(new Error('a request ended early'));
        });
    });
  };
}
