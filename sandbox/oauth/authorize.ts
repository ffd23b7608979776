/** `/oauth/v2/authorize`: the page on which a person lets the app into a workspace, or not; and the code with which the app is told. */
import type { Context } from 'hono';
import type { Core } from '../core.ts';
import { secret } from '../state/ids.ts';
import { agreePage, refusedPage } from './document.ts';

export const CODE_LIVES = 10 * 60_000;

/** What is wrong with the request, as Slack's page would say; `undefined`: nothing. */
function refusal(core: Core, query: URLSearchParams): string | undefined {
  const { oauth } = core.app;
  if (oauth === undefined || query.get('client_id') !== oauth.clientId) return 'invalid_client_id';
  if (!oauth.redirectUrls.includes(query.get('redirect_uri') ?? '')) return 'bad_redirect_uri';
  const asked = (query.get('scope') ?? '').split(',');
  const unknown = asked.find((scope) => !core.app.scopes.has(scope));
  return unknown === undefined ? undefined : `invalid_scope: ${unknown}`;
}

export function askToAllow(core: Core, c: Context): Response | Promise<Response> {
  const query = new URL(c.req.url).searchParams;
  const refused = refusal(core, query);
  if (refused !== undefined) return c.html(refusedPage(refused), 400);
  const people = core.world.people.filter((person) => !person.isBot && !person.isDeleted && !person.isGuest);
  return c.html(
    agreePage(core, people, query, {
      title: `${core.app.name} wants to be installed`,
      as: 'Install it as',
      scopes: (query.get('scope') ?? '').split(','),
      parameters: ['state', 'redirect_uri', 'client_id', 'scope'],
    }),
  );
}

export async function decide(core: Core, c: Context): Promise<Response> {
  const form = new URLSearchParams(await c.req.text());
  const refused = refusal(core, form);
  if (refused !== undefined) return c.text(refused, 400);
  const redirectUri = form.get('redirect_uri') ?? '';
  const back = new URL(redirectUri);
  back.searchParams.set('state', form.get('state') ?? '');
  const person = core.world.people.find(({ id, isBot }) => id === form.get('user') && !isBot);
  if (form.get('choice') !== 'allow' || !person) back.searchParams.set('error', 'access_denied');
  else {
    const code = secret();
    core.codes.set(code, {
      teamId: person.teamId,
      userId: person.id,
      redirectUri,
      expiresAt: core.clock.wall() + CODE_LIVES,
    });
    back.searchParams.set('code', code);
  }
  return c.redirect(back.href, 302);
}
