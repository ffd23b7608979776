/** Who agreed to tell the app who they are, and what Slack signs of that: with a key that is drawn when the first one is needed. */
import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import type { Json } from '../json.ts';
import { secret } from '../state/ids.ts';

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
