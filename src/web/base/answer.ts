/** What each page of Lore's is sent with, and what is asked for: nothing is loaded, nothing runs, and no other page may hold it. */
import type { IncomingMessage } from 'node:http';
import { type Locale, languages, localeOf } from '#core/languages.ts';
import { styleHash } from './style.ts';

/** Where Lore's pages are. */
export interface Place {
  /** Without a slash at its end. */
  readonly address: string;
  /** What stands before each path: empty, or a path at which a proxy takes requests for Lore. */
  readonly base: string;
  readonly isSecure: boolean;
}

/** @param address as the configuration's */
export function placeOf(address: string): Place {
  const { pathname, protocol } = new URL(address);
  return { address, base: pathname.replace(/\/+$/, ''), isSecure: protocol === 'https:' };
}

/** @param path of a request; a proxy may leave its own path in front, or take it away */
export function pathIn(path: string, { base }: Place): string {
  const own = base !== '' && (path === base || path.startsWith(`${base}/`)) ? path.slice(base.length) : path;
  return own === '' ? '/' : own;
}

const policy = [
  "default-src 'none'",
  `style-src ${styleHash}`,
  "form-action 'self'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
].join('; ');

export const pageHeaders = ({ isSecure }: Place): Readonly<Record<string, string>> => ({
  'content-security-policy': policy,
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=()',
  vary: 'accept-language',
  ...(isSecure ? { 'strict-transport-security': 'max-age=31536000' } : {}),
});

/** @param header `cookie` @returns `null`: there is none */
export function cookieIn(header: string | undefined, name: string): string | null {
  const found = (header ?? '').split(';').find((part) => part.trim().startsWith(`${name}=`));
  return found?.split('=')[1]?.trim() ?? null;
}

/**
 * A cookie that no script reads, and that travels to Lore alone.
 * @param own.path after the base @param own.sameSite `Lax`: also sent when somebody comes from elsewhere by a link @param own.seconds how long it lives; 0 takes it away
 */
export const cookie = (
  { base, isSecure }: Place,
  name: string,
  value: string,
  own: { readonly path: string; readonly sameSite: 'Lax' | 'Strict'; readonly seconds: number },
): string =>
  `${name}=${value}; HttpOnly; SameSite=${own.sameSite}; Path=${base}${own.path}; Max-Age=${own.seconds}${isSecure ? '; Secure' : ''}`;

/** The language that a browser wants most, of those there are. @param header `accept-language` */
export function languageOf(header: string): Locale {
  const wanted = header
    .slice(0, 500)
    .split(',')
    .map((part) => {
      const [tag = '', q = 'q=1'] = part.trim().split(';');
      return { tag, q: Number(q.trim().replace('q=', '')) || 0 };
    })
    .sort((a, b) => b.q - a.q);
  const spoken = wanted.find(({ tag }) =>
    languages.some((one) => one.slice(0, 2) === tag.slice(0, 2).toLowerCase()),
  );
  return localeOf(spoken?.tag);
}

/** A ticket and a choice take far less. */
const mostBytes = 8_192;

/** @returns nothing of what is too long */
export async function formIn(request: IncomingMessage): Promise<URLSearchParams> {
  let text = '';
  for await (const part of request) {
    text += String(part);
    if (text.length > mostBytes) return new URLSearchParams();
  }
  return new URLSearchParams(text);
}
