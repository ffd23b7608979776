/** Who agreed to tell the app who they are, and what Slack signs of that: with a key that is drawn when the first one is needed. */
import { createHash, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import type { Core } from '../core.ts';
import type { Json } from '../json.ts';
import { secret } from '../state/ids.ts';
import { workspaceOf } from '../state/find.ts';
import type { Person } from '../state/world.ts';

/** Somebody agreed; the code is of use once, for ten minutes. */
export interface SignInCode {
  readonly userId: string;
  readonly redirectUri: string;
  readonly nonce: string | null;
  readonly scopes: readonly string[];
  /** Wall time. */
  readonly expiresAt: number;
  /** When they agreed, in wall time. */
  readonly at: number;
}

export interface SignIns {
  readonly codes: Map<string, SignInCode>;
  /** With what was agreed to, by the access token that was given for it. */
  readonly tokens: Map<string, SignInCode>;
  /** The keys that are public, as Slack gives them. */
  readonly keys: () => readonly Json[];
  /** A JSON Web Token of these claims. */
  readonly signed: (claims: Json) => string;
}

/** Seconds that what Slack says of somebody holds. */
export const HOLDS = 300;

export function makeSignIns(): SignIns {
  let made: { readonly kid: string; readonly privateKey: KeyObject; readonly jwk: Json } | undefined;
  const key = () => {
    if (made === undefined) {
      const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
      const jwk = publicKey.export({ format: 'jwk' });
      made = { kid: secret(), privateKey, jwk: { kty: jwk.kty, e: jwk.e, n: jwk.n } };
    }
    return made;
  };
  const part = (value: Json): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  return {
    codes: new Map(),
    tokens: new Map(),
    keys: () => [{ ...key().jwk, use: 'sig', alg: 'RS256', kid: key().kid }],
    signed: (claims) => {
      const { kid, privateKey } = key();
      const body = `${part({ typ: 'JWT', alg: 'RS256', kid })}.${part(claims)}`;
      return `${body}.${sign('RSA-SHA256', Buffer.from(body), privateKey).toString('base64url')}`;
    },
  };
}

/** What Slack says of somebody to whom agreed to which scopes. */
export function claimsOf(core: Core, person: Person, scopes: readonly string[]): Json {
  const workspace = workspaceOf(core.world, person.teamId);
  return {
    sub: person.id,
    'https://slack.com/user_id': person.id,
    'https://slack.com/team_id': person.teamId,
    ...(scopes.includes('profile')
      ? {
          name: person.realName,
          locale: person.locale,
          'https://slack.com/team_name': workspace.name,
          'https://slack.com/team_domain': workspace.domain,
        }
      : {}),
  };
}

/** The half of its hash by which an id token names the access token that came with it. */
export const hashOf = (token: string): string =>
  createHash('sha256').update(token).digest().subarray(0, 16).toString('base64url');
