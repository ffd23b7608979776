/** Sign in with Slack: as strict as Slack's documentation says, and what is signed holds for a library that others wrote. */
import { verifyWithJwks } from 'hono/jwt';
import { whoSignedIn, type Jwk } from '../../src/web/sign-in/id-token.ts';
import { anyText, type Fixture, OAUTH, startFixture } from './fixture.ts';

const good = {
  client_id: OAUTH.clientId,
  redirect_uri: OAUTH.redirectUrls[0],
  scope: 'openid profile',
  response_type: 'code',
  state: 'a-state',
  nonce: 'a-nonce',
};
const credentials = {
  client_id: OAUTH.clientId,
  client_secret: OAUTH.clientSecret,
  redirect_uri: OAUTH.redirectUrls[0],
};

describe('signing in', () => {
  let fixture: Fixture;
  beforeAll(async () => {
    fixture = await startFixture();
  });
  afterAll(() => fixture.close());

  const page = (over: Readonly<Record<string, string>> = {}) =>
    fetch(
      `${fixture.sandbox.url}/openid/connect/authorize?${new URLSearchParams({ ...good, ...over }).toString()}`,
    );
  const agree = async (over: Readonly<Record<string, string>> = {}): Promise<URLSearchParams> => {
    const body = new URLSearchParams({ ...good, user: 'U0MARA', choice: 'allow', ...over });
    const url = `${fixture.sandbox.url}/openid/connect/authorize`;
    const answer = await fetch(url, { method: 'POST', body, redirect: 'manual' });
    return new URL(answer.headers.get('location') ?? '').searchParams;
  };
  const call = async (method: string, args: Readonly<Record<string, string>>) => {
    const body = new URLSearchParams(args);
    const answer = await fetch(`${fixture.sandbox.url}/api/${method}`, { method: 'POST', body });
    return (await answer.json()) as Record<string, unknown>;
  };
  const exchange = async (over: Readonly<Record<string, string>> = {}) =>
    call('openid.connect.token', { ...credentials, code: (await agree()).get('code') ?? '', ...over });
  const keys = async () =>
    ((await (await fetch(`${fixture.sandbox.url}/openid/connect/keys`)).json()) as { keys: Jwk[] }).keys;

  it('asks everybody who can sign in at the workspace: its people and guests, no bots, and nobody who left', async () => {
    const text = await (await page({ team: 'T0LINDGROVE' })).text();
    for (const name of ['Mara Ebner', 'Sam Okafor', '<code>openid</code>', '<code>profile</code>'])
      expect(text).toContain(name);
    for (const name of ['Leila Farouk', 'Freya Solheim', 'U0LOREBOT']) expect(text).not.toContain(name);
  });

  it.each([
    ['invalid_client_id', { client_id: 'another' }],
    ['bad_redirect_uri', { redirect_uri: 'http://localhost/elsewhere' }],
    ['invalid_response_type', { response_type: 'token' }],
    ['invalid_scope: openid is missing', { scope: 'profile' }],
    ['invalid_scope: email', { scope: 'openid,email' }],
    ['invalid_team', { team: 'T0NOBODY' }],
  ])('says %s, and leads nowhere', async (code, over) => {
    const answer = await page(over);
    expect([answer.status, await answer.text()]).toEqual([400, expect.stringContaining(code)]);
  });

  it('leads back with the state, and with a code, or with what the person chose instead', async () => {
    expect(Object.fromEntries(await agree())).toEqual({ state: 'a-state', code: anyText });
    expect(Object.fromEntries(await agree({ choice: 'cancel' }))).toEqual({
      state: 'a-state',
      error: 'access_denied',
    });
  });

  it('signs who that is with RS256, as a library of others reads it, and Lore', async () => {
    const { id_token: token, ...rest } = await exchange();
    expect(rest).toEqual({ ok: true, access_token: anyText, token_type: 'Bearer' });
    const claims = await verifyWithJwks(String(token), {
      keys: await keys(),
      allowedAlgorithms: ['RS256'],
      verification: { iss: fixture.sandbox.url, aud: OAUTH.clientId },
    });
    expect(claims).toMatchObject({
      nonce: 'a-nonce',
      sub: 'U0MARA',
      'https://slack.com/user_id': 'U0MARA',
      'https://slack.com/team_id': 'T0LINDGROVE',
      name: 'Mara Ebner',
    });
    expect(Number(claims['exp']) - Number(claims['iat'])).toBe(300);
    const expected = {
      issuer: fixture.sandbox.url,
      audience: OAUTH.clientId,
      nonce: 'a-nonce',
      now: fixture.sandbox.core.clock.wall(),
    };
    expect(whoSignedIn(String(token), await keys(), expected)).toEqual({
      team: 'T0LINDGROVE',
      user: 'U0MARA',
    });
  });

  it('says the same again with the token that came along, and nothing beyond what was asked for', async () => {
    const { access_token: token } = await exchange();
    expect(await call('openid.connect.userInfo', { token: String(token) })).toMatchObject({
      name: 'Mara Ebner',
    });
    const code = (await agree({ scope: 'openid' })).get('code') ?? '';
    const { access_token: less } = await call('openid.connect.token', { ...credentials, code });
    expect(await call('openid.connect.userInfo', { token: String(less) })).toEqual({
      ok: true,
      sub: 'U0MARA',
      'https://slack.com/user_id': 'U0MARA',
      'https://slack.com/team_id': 'T0LINDGROVE',
    });
    expect(await call('openid.connect.userInfo', { token: 'xoxp-none' })).toEqual({
      ok: false,
      error: 'invalid_auth',
    });
    expect(await call('openid.connect.userInfo', {})).toEqual({ ok: false, error: 'not_authed' });
  });

  it.each([
    ['invalid_client_id', { client_id: 'another' }],
    ['bad_client_secret', { client_secret: 'another' }],
    ['invalid_grant_type', { grant_type: 'password' }],
    ['invalid_code', { code: 'never-given' }],
    ['bad_redirect_uri', { redirect_uri: 'http://localhost/elsewhere' }],
  ])('says %s to what does not fit', async (error, over) => {
    expect(await exchange(over)).toEqual({ ok: false, error });
  });

  it('takes a code once, within ten minutes, and none that was given at another page', async () => {
    const code = (await agree()).get('code') ?? '';
    expect(await call('openid.connect.token', { ...credentials, code })).toMatchObject({ ok: true });
    const again = { ok: false, error: 'invalid_code' };
    expect(await call('openid.connect.token', { ...credentials, code })).toEqual(again);
    expect(await call('oauth.v2.access', { ...credentials, code })).toEqual(again);
    const { codes } = fixture.sandbox.core.signIns;
    const late = (await agree()).get('code') ?? '';
    const kept = codes.get(late);
    if (kept === undefined) throw new Error('there is no code');
    codes.set(late, { ...kept, expiresAt: kept.at - 1 });
    expect(await call('openid.connect.token', { ...credentials, code: late })).toEqual(again);
  });
});
