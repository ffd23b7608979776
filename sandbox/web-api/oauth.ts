/** oauth.v2.access: a code, or what renews a token, for new tokens. Each is of use once. */
import type { Core } from '../core.ts';
import type { Json } from '../json.ts';
import { asIn, install, renew } from '../oauth/installs.ts';
import { workspaceOf } from '../state/find.ts';
import type { Args } from './args.ts';
import { fail, type Method, ok } from './method.ts';

function access(core: Core, args: Args): Json {
  const { oauth } = core.app;
  if (oauth === undefined || args.text('client_id') !== oauth.clientId) return fail('invalid_client_id');
  if (args.text('client_secret') !== oauth.clientSecret) return fail('bad_client_secret');
  if (args.text('grant_type') === 'refresh_token') {
    const found = core.world.tokens.find(
      (each) => each.refresh !== undefined && each.refresh === args.text('refresh_token'),
    );
    if (!found || core.revoked.has(found.token)) return fail('invalid_refresh_token');
    return ok({ app_id: core.app.id, ...renew(core, found) });
  }
  const code = core.codes.get(args.text('code'));
  core.codes.delete(args.text('code'));
  if (!code) return fail('invalid_code');
  if (code.expiresAt < core.clock.wall()) return fail('code_expired');
  if (code.redirectUri !== args.text('redirect_uri')) return fail('bad_redirect_uri');
  const made = install(core, code.teamId);
  const { name } = workspaceOf(core.world, code.teamId);
  return ok({
    app_id: core.app.id,
    authed_user: { id: code.userId },
    bot_user_id: made.botUserId,
    team: { id: code.teamId, name },
    enterprise: null,
    is_enterprise_install: false,
    ...renew(asIn(core, code.teamId), made),
  });
}

export const oauth: Readonly<Record<string, Method>> = { 'oauth.v2.access': { token: 'none', run: access } };
