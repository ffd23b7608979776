/** What a browser carries for us and hands back: signed, so that nobody can make or change it, and dated. */
import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { type Instant, minute } from '#core/clock.ts';

/** How long a person has, from leaving for Slack until they are back; the cookie lives as long. */
export const longest = 10 * minute;

export interface Signer {
  /** @param kind what it is for: one of another kind is not taken in its place */
  readonly sign: (kind: string, value: string) => string;
  /** @param most ms that it lives; as `longest` when left out @returns what was signed; `null`: it is none of ours, was changed, is of another kind, or is too old */
  readonly read: (kind: string, text: string, most?: number) => string | null;
}

/** @param secret known to every process of this Lore, and to nobody else @param now wall time */
export function signer(secret: string, now: () => Instant): Signer {
  const mac = (kind: string, body: string): Buffer =>
    createHmac('sha256', secret).update(`lore ${kind} ${body}`).digest();
  return {
    sign: (kind, value) => {
      const body = Buffer.from(JSON.stringify([now(), value])).toString('base64url');
      return `${body}.${mac(kind, body).toString('base64url')}`;
    },
    read: (kind, text, most = longest) => {
      const [body = '', given = ''] = text.split('.');
      const [right, told] = [mac(kind, body), Buffer.from(given, 'base64url')];
      if (told.length !== right.length || !timingSafeEqual(told, right)) return null;
      const [at, value] = JSON.parse(Buffer.from(body, 'base64url').toString()) as [number, string];
      return at > now() - most && at <= now() ? value : null;
    },
  };
}

/** Names something without showing it. */
export const hashOf = (text: string): string => createHash('sha256').update(text).digest('base64url');
