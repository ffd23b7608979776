/** Encrypts stored tokens: AES-256-GCM, bound to the workspace, with keys that can be rotated. */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { TeamId } from '#core/ids.ts';

export interface TokenKeys {
  /** The id of the key for new tokens. */
  readonly current: string;
  /** Every key that stored tokens may use, 32 bytes each, by id. */
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

/** @returns the encrypted token as text: version, key id, nonce, tag and ciphertext. @throws if the current key is missing or not 32 bytes */
export function encryptToken(token: string, team: TeamId, keys: TokenKeys): string {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', keyOf(keys, keys.current), nonce);
  cipher.setAAD(bound(keys.current, team));
  const encrypted = Buffer.concat([cipher.update(token, 'utf8'), cipher.final()]);
  const parts = [Buffer.from(keys.current), nonce, cipher.getAuthTag(), encrypted];
  return [version, ...parts.map((part) => part.toString('base64url'))].join('.');
}

/** @returns the token. @throws NotOpened if its key is missing, it was altered, or it belongs to another workspace; the error never contains it */
export function decryptToken(encrypted: string, team: TeamId, keys: TokenKeys): string {
  const [found, ...texts] = encrypted.split('.');
  const [id, nonce, tag, body] = texts.map((text) => Buffer.from(text, 'base64url'));
  if (found !== version || id === undefined || nonce === undefined || tag === undefined || body === undefined)
    throw new NotOpened('changed');
  const keyId = id.toString();
  if (!keys.keys.has(keyId)) throw new NotOpened('no key');
  try {
    const decipher = createDecipheriv('aes-256-gcm', keyOf(keys, keyId), nonce, { authTagLength: 16 });
    decipher.setAAD(bound(keyId, team));
    decipher.setAuthTag(tag);
    return decipher.update(body, undefined, 'utf8') + decipher.final('utf8');
  } catch {
    throw new NotOpened('changed');
  }
}

/** The id of the key that sealed a stored token. */
export function keyIdOf(encrypted: string): string {
  return Buffer.from(encrypted.split('.')[1] ?? '', 'base64url').toString();
}

function bound(keyId: string, team: TeamId): Buffer {
  return Buffer.from(JSON.stringify([version, keyId, team]));
}

function keyOf(keys: TokenKeys, id: string): Uint8Array {
  const key = keys.keys.get(id);
  if (key === undefined)
    throw new Error(`the key ${id}, with which a token is sealed, is not among the token keys`);
  if (key.length !== 32) throw new Error(`the token key ${id} must be 32 bytes long`);
  return key;
}
