/** Slack's own pages in a browser, outside of the company's: what is agreed to there. */
import type { Core } from '../core.ts';
import { workspaceOf } from '../state/find.ts';
import type { Person } from '../state/world.ts';

export const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

const page = (title: string, body: string): string => `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark"><title>${escaped(title)}</title>
<style>body{font:17px/1.5 system-ui,sans-serif;max-width:34rem;margin:3rem auto;padding:0 1.25rem}label{display:block;margin:1rem 0}select,button{font:inherit;padding:.5rem .8rem}code{font-size:.95em}</style></head>
<body><main>${body}</main></body></html>`;

export const refusedPage = (code: string): string =>
  page('Something went wrong', `<h1>Something went wrong</h1><p><code>${escaped(code)}</code></p>`);

/** Asks somebody of these to agree. @param asked what is asked for, and comes back with the form: these parameters of the request */
export function agreePage(
  core: Core,
  people: readonly Person[],
  query: URLSearchParams,
  asked: {
    readonly title: string;
    readonly as: string;
    readonly scopes: readonly string[];
    readonly parameters: readonly string[];
  },
): string {
  const options = people.map((person) => {
    const { name } = workspaceOf(core.world, person.teamId);
    const said = `${name}: ${person.realName}${person.isAdmin ? ', admin' : ''}`;
    return `<option value="${escaped(person.id)}">${escaped(said)}</option>`;
  });
  const hidden = asked.parameters.map(
    (name) => `<input type="hidden" name="${name}" value="${escaped(query.get(name) ?? '')}">`,
  );
  const scopes = asked.scopes.map((scope) => `<li><code>${escaped(scope)}</code></li>`);
  return page(
    asked.title,
    `<h1>${escaped(asked.title)}</h1><p>It asks for:</p><ul>${scopes.join('')}</ul>
<form method="post">${hidden.join('')}
<label>${escaped(asked.as)} <select name="user">${options.join('')}</select></label>
<button name="choice" value="allow">Allow</button> <button name="choice" value="cancel">Cancel</button></form>`,
  );
}
