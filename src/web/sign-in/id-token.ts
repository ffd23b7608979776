/** What Slack says of who signed in (OpenID Connect): signed by it, for this app, for this browser, now. Pure. */
import { createPublicKey, verify } from 'node:crypto';
import { z } from 'zod';
import { type Instant, minute } from '#core/clock.ts';
import { isId, type TeamId, teamId, type UserId, userId } from '#core/ids.ts';

/** A key of Slack's: `kid` names it. */
export const jwk = z.object({
  kty: z.literal('RSA'),
  kid: z.string().min(1),
  n: z.string().min(1),
  e: z.string().min(1),
  use: z.literal('sig').optional(),
  alg: z.literal('RS256').optional(),
});
export type Jwk = z.infer<typeof jwk>;

export interface Expected {
  /** Where the keys come from. */
  readonly issuer: string;
  /** The app's client id. */
  readonly audience: string;
  /** What this browser was sent to Slack with. */
  readonly nonce: string;
  /** Wall time. */
  readonly now: Instant;
}

export interface SignedIn {
  readonly team: TeamId;
  readonly user: UserId;
}

/** What a token is refused for; goes into the log. */
export type Refusal =
  | 'form'
  | 'algorithm'
  | 'key'
  | 'signature'
  | 'issuer'
  | 'audience'
  | 'nonce'
  | 'expired'
  | 'early'
  | 'person';

const head = z.object({ alg: z.string(), kid: z.string() });

const claims = z.object({
  iss: z.string(),
  aud: z.string(),
  exp: z.number(),
  iat: z.number(),
  nonce: z.string().optional(),
  'https://slack.com/team_id': z.string(),
  'https://slack.com/user_id': z.string(),
});

/** Two machines' clocks differ by as much. */
const leeway = minute;

/** Shorter ones can be broken. */
const leastBits = 2_048;

/** @returns the name of the key with which a token says that it was signed; `null`: it is none that Slack gives */
export const keyNamedIn = (token: string): string | null => parsed(token)?.head.kid ?? null;

/** @param keys Slack's */
export function whoSignedIn(token: string, keys: readonly Jwk[], expected: Expected): SignedIn | Refusal {
  const read = parsed(token);
  if (read === null) return 'form';
  // Whatever else a token names, none and HMAC among it, is not what Slack signs with.
  if (read.head.alg !== 'RS256') return 'algorithm';
  const key = keys.find(({ kid }) => kid === read.head.kid);
  if (key === undefined) return 'key';
  if (!isSignedWith(key, read)) return 'signature';
  const said = claims.safeParse(read.claims).data;
  if (said === undefined) return 'form';
  if (said.iss !== expected.issuer) return 'issuer';
  if (said.aud !== expected.audience) return 'audience';
  if (said.nonce !== expected.nonce) return 'nonce';
  if (said.exp * 1000 <= expected.now - leeway) return 'expired';
  if (said.iat * 1000 > expected.now + leeway) return 'early';
  const [team, user] = [said['https://slack.com/team_id'], said['https://slack.com/user_id']];
  if (!isId(team) || !isId(user)) return 'person';
  return { team: teamId(team), user: userId(user) };
}

interface Parsed {
  readonly head: z.infer<typeof head>;
  readonly claims: unknown;
  /** What was signed. */
  readonly body: string;
  readonly signature: Buffer;
}

const part = /^[\w-]+$/;

function parsed(token: string): Parsed | null {
  const [first = '', second = '', third = '', ...more] = token.split('.');
  if (more.length > 0 || ![first, second, third].every((text) => part.test(text))) return null;
  const named = head.safeParse(jsonIn(first)).data;
  if (named === undefined) return null;
  return {
    head: named,
    claims: jsonIn(second),
    body: `${first}.${second}`,
    signature: Buffer.from(third, 'base64url'),
  };
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(Buffer.from(text, 'base64url').toString()) as unknown;
  } catch {
    return undefined;
  }
}

function isSignedWith({ kty, n, e }: Jwk, { body, signature }: Parsed): boolean {
  const key = createPublicKey({ key: { kty, n, e }, format: 'jwk' });
  if ((key.asymmetricKeyDetails?.modulusLength ?? 0) < leastBits) return false;
  return verify('RSA-SHA256', Buffer.from(body), key, signature);
}
