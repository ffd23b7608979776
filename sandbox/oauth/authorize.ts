/** `/oauth/v2/authorize`: the page on which a person lets the app into a workspace, or not; and the code with which the app is told. */
import type { Context } from 'hono';
import type { Core } from '../core.ts';
import { secret } from '../state/ids.ts';
import { workspaceOf } from '../state/find.ts';

const CODE_LIVES = 10 * 60_000;

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

const document = (title: string, body: string): string => `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark"><title>${escaped(title)}</title>
<style>body{font:17px/1.5 system-ui,sans-serif;max-width:34rem;margin:3rem auto;padding:0 1.25rem}label{display:block;margin:1rem 0}select,button{font:inherit;padding:.5rem .8rem}code{font-size:.95em}</style></head>
<body><main>${body}</main></body></html>`;

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
  if (refused !== undefined)
    return c.html(
      document(
        'Something went wrong',
        `<h1>Something went wrong</h1><p><code>${escaped(refused)}</code></p>`,
      ),
      400,
    );
  const people = core.world.people
    .filter((person) => !person.isBot && !person.isDeleted && !person.isGuest)
    .map((person) => {
      const { name } = workspaceOf(core.world, person.teamId);
      const said = `${name}: ${person.realName}${person.isAdmin ? ', admin' : ''}`;
      return `<option value="${escaped(person.id)}">${escaped(said)}</option>`;
    });
  const hidden = ['state', 'redirect_uri', 'client_id', 'scope'].map(
    (name) => `<input type="hidden" name="${name}" value="${escaped(query.get(name) ?? '')}">`,
  );
  const scopes = (query.get('scope') ?? '')
    .split(',')
    .map((scope) => `<li><code>${escaped(scope)}</code></li>`);
  return c.html(
    document(
      `${core.app.name} wants to be installed`,
      `<h1>${escaped(core.app.name)} wants to be installed</h1><p>It asks for:</p><ul>${scopes.join('')}</ul>
<form method="post">${hidden.join('')}
<label>Install it as <select name="user">${people.join('')}</select></label>
<button name="choice" value="allow">Allow</button> <button name="choice" value="cancel">Cancel</button></form>`,
    ),
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
