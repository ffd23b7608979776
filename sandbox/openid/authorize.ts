/** `/openid/connect/authorize`: the page on which somebody tells the app who they are, or not. */
import type { Context } from 'hono';
import type { Core } from '../core.ts';
import { CODE_LIVES } from '../oauth/authorize.ts';
import { agreePage, refusedPage } from '../oauth/document.ts';
import { secret } from '../state/ids.ts';
import type { Person } from '../state/world.ts';

const scopesIn = (query: URLSearchParams): string[] =>
  (query.get('scope') ?? '').split(/[\s,]+/).filter((scope) => scope !== '');

/** Whom the page offers: everybody who can sign in at the workspace that is asked for, or at any. */
const whoMay = (core: Core, query: URLSearchParams): Person[] =>
  core.world.people.filter(
    (person) =>
      !person.isBot &&
      !person.isDeleted &&
      (!query.get('team') || person.teamId === query.get('team')) &&
      core.world.tokens.some(({ teamId }) => teamId === person.teamId),
  );

/** What is wrong with the request, as Slack's page would say; `undefined`: nothing. */
function refusal(core: Core, query: URLSearchParams): string | undefined {
  const { oauth, userScopes } = core.app;
  if (oauth === undefined || query.get('client_id') !== oauth.clientId) return 'invalid_client_id';
  if (!oauth.redirectUrls.includes(query.get('redirect_uri') ?? '')) return 'bad_redirect_uri';
  if (query.get('response_type') !== 'code') return 'invalid_response_type';
  const asked = scopesIn(query);
  if (!asked.includes('openid')) return 'invalid_scope: openid is missing';
  const unknown = asked.find((scope) => !userScopes.has(scope));
  if (unknown !== undefined) return `invalid_scope: ${unknown}`;
  const team = query.get('team') ?? '';
  return team === '' || core.world.workspaces.some(({ id }) => id === team) ? undefined : 'invalid_team';
}

export function askWhoItIs(core: Core, c: Context): Response | Promise<Response> {
  const query = new URL(c.req.url).searchParams;
  const refused = refusal(core, query);
  if (refused !== undefined) return c.html(refusedPage(refused), 400);
  return c.html(
    agreePage(core, whoMay(core, query), query, {
      title: `Sign in to ${core.app.name} with Slack`,
      as: 'Sign in as',
      scopes: scopesIn(query),
      parameters: ['state', 'nonce', 'redirect_uri', 'client_id', 'scope', 'response_type', 'team'],
    }),
  );
}

export async function tellWhoItIs(core: Core, c: Context): Promise<Response> {
  const form = new URLSearchParams(await c.req.text());
  const refused = refusal(core, form);
  if (refused !== undefined) return c.text(refused, 400);
  const redirectUri = form.get('redirect_uri') ?? '';
  const back = new URL(redirectUri);
  back.searchParams.set('state', form.get('state') ?? '');
  const person = whoMay(core, form).find(({ id }) => id === form.get('user'));
  if (form.get('choice') !== 'allow' || !person) back.searchParams.set('error', 'access_denied');
  else {
    const code = secret();
    const at = core.clock.wall();
    core.signIns.codes.set(code, {
      userId: person.id,
      redirectUri,
      nonce: form.get('nonce') || null,
      scopes: scopesIn(form),
      ...{ at, expiresAt: at + CODE_LIVES },
    });
    back.searchParams.set('code', code);
  }
  return c.redirect(back.href, 302);
}
