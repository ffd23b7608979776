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

/**
 * Reads a body to its end in any case, so that whoever sends more than fits is answered, too. What does not fit is not kept.
 * @returns a reader whose requests share their room. It rejects when the request ends early.
 */
export function bodyReader(): BodyReader {
  let large = 0;
  return async (request) => {
    const parts: Buffer[] = [];
    let length = 0;
    let held = 0;
    let hasRoom = true;
    try {
      for await (const part of request as AsyncIterable<Buffer>) {
        length += part.length;
        const more = Math.max(0, length - small) - held;
        hasRoom &&= large + more <= mostLarge;
        if (!hasRoom || length > mostBytes) {
          parts.length = 0;
          continue;
        }
        large += more;
        held += more;
        parts.push(part);
      }
    } finally {
      large -= held;
    }
    if (length > mostBytes) return { kind: 'too long' };
    return hasRoom ? { kind: 'whole', text: Buffer.concat(parts).toString() } : { kind: 'no room' };
  };
}
