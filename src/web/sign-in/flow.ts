/**
 * Signing in at Slack (OpenID Connect) and back, bound to one browser. Nothing is stored: who signed in stands in a signed cookie, and what Slack gives
 * beside that is not kept. What somebody wanted to read stays in their browser, too.
 */
import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { hour, type Instant } from '#core/clock.ts';
import { isId, teamId, userId } from '#core/ids.ts';
import { readFolder } from '#core/read-path.ts';
import { cookie, cookieIn, type Place } from '../base/answer.ts';
import { longest, type Signer } from '../base/signed.ts';
import { signInPaths } from './paths.ts';
import { type Jwk, keyNamedIn, type Refusal, type SignedIn, whoSignedIn } from './id-token.ts';

/** How Slack is asked who somebody is. */
export interface Slack {
  /** Its page for that. */
  readonly authorizeUrl: string;
  readonly clientId: string;
  /** Where its keys come from. */
  readonly issuer: string;
  /** The only workspace that Lore serves, which Slack then offers; `null`: any. */
  readonly team: () => string | null;
  /** Once for each code. @returns the id token @throws when Slack refuses, or does not answer */
  readonly exchange: (code: string, redirectUri: string) => Promise<string>;
  /** @throws when Slack does not answer */
  readonly keys: (kid: string) => Promise<readonly Jwk[]>;
}

export interface FlowParts {
  readonly slack: Slack;
  readonly place: Place;
  readonly signer: Signer;
  /** Wall time. */
  readonly now: () => Instant;
}

/** How it ended. `to`: what they wanted to read. */
export type Ended =
  | { readonly kind: 'in'; readonly who: SignedIn; readonly to: string }
  | { readonly kind: 'cancelled' | 'stale'; readonly to: string }
  | { readonly kind: 'refused'; readonly why: Refusal; readonly to: string };

export interface SignInFlow {
  /** @param to what they wanted to read @returns where their browser goes, with which cookie */
  readonly begin: (to: string) => { readonly url: string; readonly cookie: string };
  /** Whether this browser began, lately, and Slack agreed: then a code is exchanged. */
  readonly isBegun: (query: URLSearchParams, cookies: string | undefined) => boolean;
  /** @throws when Slack refuses the code, or does not answer */
  readonly end: (query: URLSearchParams, cookies: string | undefined) => Promise<Ended>;
  /** Set whatever the end is: what was begun is over. */
  readonly over: string;
  /** Who is signed in, by their browser; whether they may read anything is not looked at. `null`: nobody. */
  readonly who: (cookies: string | undefined) => SignedIn | null;
  readonly signedIn: (who: SignedIn) => string;
  readonly signedOut: string;
}

/** ms for which somebody stays signed in. */
const lasts = 8 * hour;

const beginning = 'lore-sign-in';
const session = 'lore-read';

const begun = z.object({ state: z.string(), nonce: z.string(), to: z.string() });
const reader = z.tuple([z.string().refine(isId), z.string().refine(isId)]);

/** 144 random bits. */
const drawn = (): string => randomBytes(18).toString('base64url');

export function signInFlow({ slack, place, signer, now }: FlowParts): SignInFlow {
  const redirectUri = `${place.address}${signInPaths.back}`;
  const own = { path: readFolder, sameSite: 'Lax' } as const;
  const begunIn = (cookies: string | undefined) => {
    const text = signer.read('sign-in', cookieIn(cookies, beginning) ?? '');
    return text === null ? null : begun.parse(JSON.parse(text));
  };
  /** What this browser began, if the answer is to that. */
  const answered = (query: URLSearchParams, cookies: string | undefined) => {
    const found = begunIn(cookies);
    return found !== null && found.state === query.get('state') ? found : null;
  };
  return {
    begin: (to) => {
      const [state, nonce] = [drawn(), drawn()];
      const team = slack.team();
      const query = new URLSearchParams({
        response_type: 'code',
        scope: 'openid profile',
        client_id: slack.clientId,
        redirect_uri: redirectUri,
        state,
        nonce,
        ...(team === null ? {} : { team }),
      });
      const kept = signer.sign('sign-in', JSON.stringify({ state, nonce, to: ownPath(to) }));
      return {
        url: `${slack.authorizeUrl}?${query.toString()}`,
        cookie: cookie(place, beginning, kept, { ...own, seconds: longest / 1000 }),
      };
    },
    isBegun: (query, cookies) => answered(query, cookies) !== null && query.has('code'),
    end: async (query, cookies) => {
      const found = answered(query, cookies);
      if (found === null) return { kind: 'stale', to: readFolder };
      const { nonce, to } = found;
      const code = query.get('code');
      if (code === null || query.has('error')) return { kind: 'cancelled', to };
      const token = await slack.exchange(code, redirectUri);
      const keys = await slack.keys(keyNamedIn(token) ?? '');
      const expected = { issuer: slack.issuer, audience: slack.clientId, nonce, now: now() };
      const who = whoSignedIn(token, keys, expected);
      return typeof who === 'string' ? { kind: 'refused', why: who, to } : { kind: 'in', who, to };
    },
    over: cookie(place, beginning, '', { ...own, seconds: 0 }),
    who: (cookies) => {
      const text = signer.read('reader', cookieIn(cookies, session) ?? '', lasts);
      if (text === null) return null;
      const [team, user] = reader.parse(JSON.parse(text));
      return { team: teamId(team), user: userId(user) };
    },
    signedIn: ({ team, user }) =>
      cookie(place, session, signer.sign('reader', JSON.stringify([team, user])), {
        ...own,
        seconds: lasts / 1000,
      }),
    signedOut: cookie(place, session, '', { ...own, seconds: 0 }),
  };
}

/** A cookie holds 4,096 characters. */
const longestPath = 1_500;

/** @returns what may be led back to: a page to read at, and nothing else; the search for whatever else it was */
export function ownPath(to: string): string {
  if (to.length > longestPath || !/^\/read(?:$|[/?])[!-~]*$/.test(to) || to.includes('\\')) return readFolder;
  const here = 'https://lore.invalid';
  const url = URL.parse(to, here);
  const path = url === null || url.origin !== here ? '' : `${url.pathname}${url.search}`;
  const isFlow = Object.values(signInPaths).some((own) => path.startsWith(own));
  return /^\/read(?:$|[/?])/.test(path) && !isFlow ? path : readFolder;
}
