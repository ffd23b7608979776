import { createHmac, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import fc from 'fast-check';
import { type Expected, type Jwk, keyNamedIn, whoSignedIn } from '../../../src/web/sign-in/id-token.ts';
import { often } from '../../support/often.ts';

const now = Date.parse('2026-12-01T10:00:00Z');
const seconds = now / 1000;
const expected: Expected = { issuer: 'https://slack.com', audience: '12.34', nonce: 'a-nonce', now };
const claims = {
  iss: 'https://slack.com',
  aud: '12.34',
  exp: seconds + 300,
  iat: seconds,
  nonce: 'a-nonce',
  sub: 'U1',
  'https://slack.com/team_id': 'T1',
  'https://slack.com/user_id': 'U1',
};
type Claims = Readonly<Record<string, unknown>>;

const pair = (bits = 2048) => generateKeyPairSync('rsa', { modulusLength: bits });
const slack = pair();
const jwkOf = (key: KeyObject, kid: string): Jwk => {
  const { n = '', e = '' } = key.export({ format: 'jwk' });
  return { kty: 'RSA', kid, n, e };
};
const keys = [jwkOf(pair().publicKey, 'old'), jwkOf(slack.publicKey, 'now')];

const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const signed = (over: Claims = {}, head: Claims = {}, key = slack.privateKey): string => {
  const body = `${part({ alg: 'RS256', kid: 'now', ...head })}.${part({ ...claims, ...over })}`;
  return `${body}.${sign('RSA-SHA256', Buffer.from(body), key).toString('base64url')}`;
};
const told = (token: string, over: Partial<Expected> = {}) =>
  whoSignedIn(token, keys, { ...expected, ...over });

describe('what Slack says of who signed in', () => {
  it('is whom it names, where Slack signed it for this app, this browser and now', () => {
    expect(told(signed())).toEqual({ team: 'T1', user: 'U1' });
    expect(keyNamedIn(signed())).toBe('now');
  });

  it.each<[why: string, what: string, token: () => string]>([
    [
      'algorithm',
      'that is not signed at all',
      () => `${part({ alg: 'none', kid: 'now' })}.${part(claims)}.e30`,
    ],
    [
      'algorithm',
      'that is signed with the public key as if it were a shared secret',
      () => {
        const body = `${part({ alg: 'HS256', kid: 'now' })}.${part(claims)}`;
        const secret = slack.publicKey.export({ type: 'spki', format: 'pem' });
        return `${body}.${createHmac('sha256', secret).update(body).digest('base64url')}`;
      },
    ],
    [
      'algorithm',
      'whose head names another algorithm than it is signed with',
      () => signed({}, { alg: 'RS512' }),
    ],
    [
      'key',
      'signed with a key that Slack does not have',
      () => signed({}, { kid: 'mine' }, pair().privateKey),
    ],
    [
      'signature',
      'signed with another key under the name of Slack’s',
      () => signed({}, {}, pair().privateKey),
    ],
    ['signature', 'with one of Slack’s keys under the name of another', () => signed({}, { kid: 'old' })],
    [
      'signature',
      'that was changed after it was signed',
      () => {
        const [head = '', , mac = ''] = signed().split('.');
        return `${head}.${part({ ...claims, 'https://slack.com/user_id': 'U2' })}.${mac}`;
      },
    ],
    ['issuer', 'of somebody else', () => signed({ iss: 'https://slack.com.evil.example' })],
    ['audience', 'for another app', () => signed({ aud: '56.78' })],
    ['form', 'for several apps', () => signed({ aud: ['12.34', '56.78'] })],
    ['nonce', 'for another browser', () => signed({ nonce: 'another' })],
    ['nonce', 'for no browser', () => signed({ nonce: undefined })],
    ['expired', 'that is over', () => signed({ exp: seconds - 60 })],
    ['early', 'of the time to come', () => signed({ iat: seconds + 61, exp: seconds + 400 })],
    ['form', 'that never ends', () => signed({ exp: undefined })],
    ['form', 'that names no workspace', () => signed({ 'https://slack.com/team_id': undefined })],
    ['person', 'that names what is no person', () => signed({ 'https://slack.com/user_id': '../U1' })],
    ['form', 'with a part too many', () => `${signed()}.e30`],
    ['form', 'without a part', () => signed().split('.').slice(0, 2).join('.')],
    ['form', 'that is nothing', () => ''],
  ])('is refused (%s) if it is one %s', (why, _, token) => {
    expect(told(token())).toBe(why);
  });

  it('is not taken from a key that is too short to be safe', () => {
    const short = pair(1024);
    const jwk = jwkOf(short.publicKey, 'now');
    expect(whoSignedIn(signed({}, {}, short.privateKey), [jwk], expected)).toBe('signature');
  });

  it('allows that two clocks differ by less than a minute, and no more', () => {
    const token = signed();
    expect(told(token, { now: now + 359_000 })).toEqual({ team: 'T1', user: 'U1' });
    expect(told(token, { now: now + 360_000 })).toBe('expired');
    expect(told(token, { now: now - 59_000 })).toEqual({ team: 'T1', user: 'U1' });
    expect(told(token, { now: now - 61_000 })).toBe('early');
  });

  it('is refused whatever else it is, and refusing it never fails', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc
            .tuple(fc.json(), fc.json(), fc.base64String())
            .map(
              ([head, body, mac]) =>
                `${Buffer.from(head).toString('base64url')}.${Buffer.from(body).toString('base64url')}.${mac}`,
            ),
        ),
        (text) => {
          expect(typeof told(text)).toBe('string');
          expect(keyNamedIn(text)).toBeNull();
        },
      ),
      often(200),
    );
  });
});
