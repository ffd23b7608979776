import fc from 'fast-check';
import { hour, minute } from '../../../src/core/clock.ts';
import { teamId, userId } from '../../../src/core/ids.ts';
import { placeOf } from '../../../src/web/base/answer.ts';
import { signer } from '../../../src/web/base/signed.ts';
import { ownPath, signInFlow } from '../../../src/web/sign-in/flow.ts';
import { often } from '../../support/often.ts';

const start = Date.parse('2026-12-01T10:00:00Z');

function flowAt(address = 'https://lore.example.org/here', secret = 'a client secret') {
  let now = start;
  const clock = () => now;
  const exchanged: string[] = [];
  const flow = signInFlow({
    slack: {
      authorizeUrl: 'https://slack.com/openid/connect/authorize',
      clientId: '12.34',
      issuer: 'https://slack.com',
      team: () => 'T1',
      exchange: async (code) => {
        exchanged.push(code);
        return 'no.token.here';
      },
      keys: async () => [],
    },
    place: placeOf(address),
    signer: signer(secret, clock),
    now: clock,
  });
  return { flow, exchanged, pass: (ms: number) => (now += ms) };
}
const carried = (set: string): string => set.split(';')[0] ?? '';
const stateOf = (url: string): string => new URL(url).searchParams.get('state') ?? '';

describe('a sign-in', () => {
  it('asks Slack for no more than who it is, in the workspace that Lore serves, and tells it nothing of what is read', () => {
    const { url, cookie } = flowAt().flow.begin('/read?q=layoffs');
    const { state, nonce, ...rest } = Object.fromEntries(new URL(url).searchParams);
    expect(rest).toEqual({
      response_type: 'code',
      scope: 'openid profile',
      client_id: '12.34',
      redirect_uri: 'https://lore.example.org/here/read/signed-in',
      team: 'T1',
    });
    expect([state, nonce].map((drawn) => drawn?.length)).toEqual([24, 24]);
    expect(url).not.toContain('layoffs');
    expect(cookie).toMatch(
      /^lore-sign-in=[\w.-]+; HttpOnly; SameSite=Lax; Path=\/here\/read; Max-Age=600; Secure$/,
    );
  });

  it.each<[what: string, cookies: (mine: string) => string | undefined, state: (mine: string) => string]>([
    ['a state that was stolen, in another browser', () => undefined, (mine) => mine],
    ['another sign-in’s state', (mine) => mine, () => stateOf(flowAt().flow.begin('/read').url)],
    ['no state', (mine) => mine, () => ''],
    [
      'a cookie of another Lore',
      () => carried(flowAt(undefined, 'another secret').flow.begin('/read').cookie),
      (mine) => mine,
    ],
    ['a cookie that somebody changed', (mine) => mine.replace(/\.(.)/, '.x$1'), (mine) => mine],
    ['a session in its place', () => sessionAsBeginning(), (mine) => mine],
  ])('is not ended with %s, and no code is exchanged', async (_, cookies, state) => {
    const { flow, exchanged } = flowAt();
    const { url, cookie } = flow.begin('/read/lesson/1');
    const query = new URLSearchParams({ code: 'a-code', state: state(stateOf(url)) });
    const theirs = cookies(carried(cookie));
    expect(flow.isBegun(query, theirs)).toBe(false);
    expect(await flow.end(query, theirs)).toEqual({ kind: 'stale', to: '/read' });
    expect(exchanged).toEqual([]);
  });

  const sessionAsBeginning = () =>
    carried(flowAt().flow.signedIn({ team: teamId('T1'), user: userId('U1') })).replace(
      'lore-read',
      'lore-sign-in',
    );

  it('has ten minutes, and what was cancelled leads back', async () => {
    const { flow, pass, exchanged } = flowAt();
    const { url, cookie } = flow.begin('/read/lesson/1?x=1');
    const query = new URLSearchParams({ error: 'access_denied', state: stateOf(url) });
    expect(await flow.end(query, carried(cookie))).toEqual({ kind: 'cancelled', to: '/read/lesson/1?x=1' });
    pass(10 * minute);
    expect(await flow.end(query, carried(cookie))).toEqual({ kind: 'stale', to: '/read' });
    expect(exchanged).toEqual([]);
  });

  it('is refused where what comes back is not what Slack signed', async () => {
    const { flow, exchanged } = flowAt();
    const { url, cookie } = flow.begin('/read');
    const query = new URLSearchParams({ code: 'a-code', state: stateOf(url) });
    expect(await flow.end(query, carried(cookie))).toEqual({ kind: 'refused', why: 'form', to: '/read' });
    expect(exchanged).toEqual(['a-code']);
  });

  it('lasts eight hours, in one browser of one Lore', () => {
    const { flow, pass } = flowAt();
    const who = { team: teamId('T1'), user: userId('U1') };
    const set = flow.signedIn(who);
    expect(set).toMatch(
      /^lore-read=[\w.-]+; HttpOnly; SameSite=Lax; Path=\/here\/read; Max-Age=28800; Secure$/,
    );
    const mine = carried(set);
    expect(flow.who(`other=1; ${mine}`)).toEqual(who);
    expect(flowAt(undefined, 'another secret').flow.who(mine)).toBeNull();
    expect(flow.who(`${mine}x`)).toBeNull();
    expect(flow.who(carried(flow.begin('/read').cookie).replace('lore-sign-in', 'lore-read'))).toBeNull();
    pass(8 * hour - 1);
    expect(flow.who(mine)).toEqual(who);
    pass(1);
    expect(flow.who(mine)).toBeNull();
  });

  it('sends no cookie without TLS but on this machine', () => {
    expect(flowAt('http://localhost:3000').flow.signedOut).toBe(
      'lore-read=; HttpOnly; SameSite=Lax; Path=/read; Max-Age=0',
    );
  });
});

describe('where a sign-in leads back to', () => {
  it.each(['/read', '/read?q=a+b&page=2', '/read/lesson/0123', '/read/topic/ci%2Fcd'])(
    'is %s, which is a page to read',
    (path) => {
      expect(ownPath(path)).toBe(path);
    },
  );

  it.each([
    'https://evil.example/read',
    '//evil.example/read',
    '/\\evil.example/read',
    '/read\\..\\..\\evil',
    '/read/../install',
    '/reader',
    '/read\r\nset-cookie: x=1',
    'javascript:alert(1)',
    '/read/sign-in',
    '/read/sign-out',
    '/read/signed-in?code=1',
    `/read?q=${'x'.repeat(2_000)}`,
    '',
  ])('is never %j', (path) => {
    expect(ownPath(path)).toBe('/read');
  });

  it('is a page to read on this Lore whatever is asked for, as one header line', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          fc.webUrl({ withQueryParameters: true }),
          fc.string().map((end) => `/read${end}`),
        ),
        (text) => {
          const to = ownPath(text);
          expect(to).toMatch(/^\/read(?:$|[/?])[!-~]*$/);
          const url = new URL(`https://lore.example.org/here${to}`);
          expect([url.origin, url.pathname.startsWith('/here/read')]).toEqual([
            'https://lore.example.org',
            true,
          ]);
        },
      ),
      often(300),
    );
  });
});
