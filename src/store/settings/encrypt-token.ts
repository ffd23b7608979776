/** Encrypts stored tokens, and texts in `sealed` columns: AES-256-GCM, bound to the workspace and to what it is, with keys that can be rotated. */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { TeamId } from '#core/ids.ts';

export interface TokenKeys {
  /** The id of the key for what is sealed from now on. */
  readonly current: string;
  /** Every key that stored tokens and texts may use, 32 bytes each, by id. */
  readonly keys: ReadonlyMap<string, Uint8Array>;
}

/** Why a stored token could not be opened: its key is not among those given, or what is stored is not what was sealed. */
export class NotOpened extends Error {
  override readonly name = 'NotOpened';
  readonly why: 'no key' | 'changed';
  constructor(why: NotOpened['why']) {
    super(why === 'no key' ? 'its key is not among the token keys' : 'it is not what was sealed');
    this.why = why;
  }
}

const version = 'v1';

/** What it is: neither can be passed off as the other. */
type What = 'token' | 'text';

/** @returns the encrypted token as text: version, key id, nonce, tag and ciphertext. @throws if the current key is missing or not 32 bytes */
export const encryptToken = (token: string, team: TeamId, keys: TokenKeys): string =>
  encrypt(token, 'token', team, keys);

/** @returns the token. @throws NotOpened if its key is missing, it was altered, or it belongs to another workspace; the error never contains it */
export const decryptToken = (encrypted: string, team: TeamId, keys: TokenKeys): string =>
  decrypt(encrypted, 'token', team, keys);

/** As `encryptToken`, of what people wrote. */
export const encryptText = (text: string, team: TeamId, keys: TokenKeys): string =>
  encrypt(text, 'text', team, keys);

/** As `decryptToken`. */
export const decryptText = (encrypted: string, team: TeamId, keys: TokenKeys): string =>
  decrypt(encrypted, 'text', team, keys);

function encrypt(text: string, what: What, team: TeamId, keys: TokenKeys): string {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', keyOf(keys, keys.current), nonce);
  cipher.setAAD(bound(keys.current, what, team));
  const encrypted = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  const parts = [Buffer.from(keys.current), nonce, cipher.getAuthTag(), encrypted];
  return [version, ...parts.map((part) => part.toString('base64url'))].join('.');
}

function decrypt(encrypted: string, what: What, team: TeamId, keys: TokenKeys): string {
  const [found, ...texts] = encrypted.split('.');
  const [id, nonce, tag, body] = texts.map((text) => Buffer.from(text, 'base64url'));
  if (found !== version || id === undefined || nonce === undefined || tag === undefined || body === undefined)
    throw new NotOpened('changed');
  const keyId = id.toString();
  if (!keys.keys.has(keyId)) throw new NotOpened('no key');
  try {
    const decipher = createDecipheriv('aes-256-gcm', keyOf(keys, keyId), nonce, { authTagLength: 16 });
    decipher.setAAD(bound(keyId, what, team));
    decipher.setAuthTag(tag);
    return decipher.update(body, undefined, 'utf8') + decipher.final('utf8');
  } catch {
    throw new NotOpened('changed');
  }
}

/** The id of the key that sealed a stored token or text. */
export function keyIdOf(encrypted: string): string {
  return Buffer.from(encrypted.split('.')[1] ?? '', 'base64url').toString();
}

/** Tokens were there first. */
function bound(keyId: string, what: What, team: TeamId): Buffer {
  return Buffer.from(JSON.stringify([version, keyId, team, ...(what === 'token' ? [] : [what])]));
}

function keyOf(keys: TokenKeys, id: string): Uint8Array {
  const key = keys.keys.get(id);
  if (key === undefined)
    throw new Error(`the key ${id}, with which a token is sealed, is not among the token keys`);
  if (key.length !== 32) throw new Error(`the token key ${id} must be 32 bytes long`);
  return key;
}
