/** openid.connect.token: a code, once, for what Slack signs of somebody; openid.connect.userInfo: the same again. */
import type { Core } from '../core.ts';
import type { Json } from '../json.ts';
import { claimsOf, hashOf } from '../openid/claims.ts';
import { HOLDS } from '../openid/sign-ins.ts';
import { secret } from '../state/ids.ts';
import { findPerson } from '../state/find.ts';
import type { Args } from './args.ts';
import { fail, type Method, ok } from './method.ts';

function exchange(core: Core, args: Args): Json {
  const { oauth } = core.app;
  const { codes, tokens, signed } = core.signIns;
  if (oauth === undefined || args.text('client_id') !== oauth.clientId) return fail('invalid_client_id');
  if (args.text('client_secret') !== oauth.clientSecret) return fail('bad_client_secret');
  if (!['', 'authorization_code'].includes(args.text('grant_type'))) return fail('invalid_grant_type');
  // One that lets the app into a workspace was begun at another page.
  if (core.codes.has(args.text('code'))) return fail('oauth_authorization_url_mismatch');
  const code = codes.get(args.text('code'));
  codes.delete(args.text('code'));
  const now = core.clock.wall();
  if (!code || code.expiresAt < now) return fail('invalid_code');
  if (code.redirectUri !== args.text('redirect_uri')) return fail('bad_redirect_uri');
  const person = findPerson(core.world, code.userId);
  if (!person || person.isDeleted) return fail('invalid_code');
  const token = `xoxp-sandbox-${secret()}`;
  tokens.set(token, code);
  const seconds = Math.floor(now / 1000);
  const claims = {
    iss: core.url(),
    aud: oauth.clientId,
    exp: seconds + HOLDS,
    iat: seconds,
    auth_time: Math.floor(code.at / 1000),
    ...(code.nonce === null ? {} : { nonce: code.nonce }),
    at_hash: hashOf(token),
    ...claimsOf(core, person, code.scopes),
  };
  return ok({ access_token: token, token_type: 'Bearer', id_token: signed(claims) });
}

function userInfo(core: Core, token: string): Json {
  if (token === '') return fail('not_authed');
  const code = core.signIns.tokens.get(token);
  const person = code && findPerson(core.world, code.userId);
  if (!code || !person) return fail('invalid_auth');
  if (person.isDeleted) return fail('account_inactive');
  return ok(claimsOf(core, person, code.scopes));
}

export const openid: Readonly<Record<string, Method>> = {
  'openid.connect.token': { token: 'none', run: exchange },
  'openid.connect.userInfo': { token: 'none', run: (core, _args, token) => userInfo(core, token) },
};
