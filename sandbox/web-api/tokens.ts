/** Whether a token may call a method: the bot's all but Socket Mode's, the app's own that alone. */
import type { Core } from '../core.ts';
import type { Json } from '../json.ts';
import { fail, missingScope, type Method } from './method.ts';

/** Slack's refusal of a token of nobody, or of the wrong kind; `undefined` when it will do. */
export function refuseToken(core: Core, method: Method, token: string): Json | undefined {
  if (token === '') return fail('not_authed');
  const revoked = core.revoked.get(token);
  if (revoked !== undefined) return fail(revoked);
  const isApp = token === core.app.appToken;
  if (!isApp && token !== core.install.token) return fail('invalid_auth');
  return isApp === (method.token === 'app') ? undefined : fail('not_allowed_token_type');
}

/** Slack's refusal when the scope that a method needs was not granted to the kind of token that it takes. */
export function refuseScope(core: Core, method: Method): Json | undefined {
  const granted = method.token === 'app' ? core.app.appTokenScopes : core.app.scopes;
  return method.scope === undefined || granted.has(method.scope)
    ? undefined
    : missingScope(core, method.scope, granted);
}
