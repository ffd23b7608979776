/** Whether a token may call a method: the bot's all but Socket Mode's, the app's own that alone. */
import type { Core } from '../core.ts';
import type { Json } from '../json.ts';
import { fail, missingScope, type Method } from './method.ts';

/** Slack's refusal of a token of nobody, or of the wrong kind; `undefined` when it will do. */
export function refuseToken(core: Core, method: Method, token: string): Json | undefined {
  if (method.token === 'none') return undefined;
  if (token === '') return fail('not_authed');
  const revoked = core.revoked.get(token);
  if (revoked !== undefined) return fail(revoked);
  const isApp = token === core.app.appToken;
  if (!isApp && !isOf(core, token)) return fail('invalid_auth');
  if (!isApp && isExpired(core, token)) return fail('token_expired');
  return isApp === (method.token === 'app') ? undefined : fail('not_allowed_token_type');
}

/** Slack's refusal when the scope that a method needs was not granted to the kind of token that it takes. */
export function refuseScope(core: Core, method: Method): Json | undefined {
  const granted = method.token === 'app' ? core.app.appTokenScopes : core.app.scopes;
  return method.scope === undefined || granted.has(method.scope)
    ? undefined
    : missingScope(core, method.scope, granted);
}

const isOf = ({ install }: Core, token: string): boolean =>
  token === install.token || token === install.before?.token;

function isExpired({ install, clock }: Core, token: string): boolean {
  const expiresAt = token === install.token ? install.expiresAt : install.before?.expiresAt;
  return expiresAt !== undefined && expiresAt <= clock.wall();
}
