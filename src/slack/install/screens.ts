/** The pages that anyone can open: what Lore is and how to add it, what it does with data, and where to get help. */
import type { Locale } from '#core/languages.ts';
import { linkScopes, optionalScopes, type Scope, scopes, userScopes } from '../manifest/manifest.ts';
import { html, Html, withCode } from '../../web/base/html.ts';
import { mark } from '../../web/base/layout.ts';
import { contactLine, type Drawn, layout } from './layout.ts';
import { paths } from './paths.ts';

const check = new Html(
  '<svg width="20" height="20" viewBox="0 0 20 20" aria-hidden="true"><circle cx="10" cy="10" r="9" fill="none" stroke="currentColor" stroke-width="1.600"/><path d="M6 10.300l2.700 2.700L14.200 7.300" fill="none" stroke="currentColor" stroke-width="1.800" stroke-linecap="round" stroke-linejoin="round"/></svg>',
);

export function installPage(on: Drawn): string {
  const { t, base } = on;
  const by = html`<div class="by">${mark}<span>Lore</span></div>`;
  const does = (['retro', 'question', 'lessons'] as const).map(
    (name) =>
      html`<li class="card">
        <h3>${t.plain(`does.${name}`)}</h3>
        <p>${t.plain(`does.${name}.text`)}</p>
      </li>`,
  );
  const never = (['reads', 'posts', 'scores', 'keeps'] as const).map(
    (name) => html`<li>${check}<span>${t.plain(`never.${name}`)}</span></li>`,
  );
  const row = (scope: Scope, how: 'needed' | 'optional' | 'signIn') =>
    html`<tr>
      <th scope="row"><code>${scope}</code> <span class="tag">${t.plain(`scopes.${how}`)}</span></th>
      <td>${t.plain(`scope.${scope}`)}</td>
    </tr>`;
  return layout(on, {
    title: t.plain('install.title'),
    shown: 'install',
    body: html`<main id="main">
      <div class="hero">
        <div class="in">
          <div>
            <h1>${t.plain('install.heading')}</h1>
            <p>${t.plain('install.lead')}</p>
            <a class="go" href="${base}${paths.begin}">${t.plain('install.add')}</a>
            <p class="small">${t.plain('install.who')}</p>
          </div>
          <div>
            <div class="note">
              ${by}<b>${t.plain('picture.question')}</b><q>${t.plain('picture.question.answer')}</q>
            </div>
            <div class="note">
              ${by}<b>${t.plain('picture.retro')}</b>${t.plain('picture.retro.cards', { count: 7 })}<br /><span
                class="as"
                >${t.plain('picture.retro.add')}</span
              >
            </div>
            <div class="note">
              ${by}<b>${t.plain('picture.lesson')}</b
              ><span class="as">${t.plain('picture.lesson.show')}</span>
            </div>
          </div>
        </div>
      </div>
      <div class="in">
        <h2 class="skip">${t.plain('does.heading')}</h2>
        <ul class="does">
          ${does}
        </ul>
        <section>
          <h2>${t.plain('never.heading')}</h2>
          <ul class="never">
            ${never}
          </ul>
        </section>
        <section>
          <h2>${t.plain('scopes.heading')}</h2>
          <p>${t.plain('scopes.text')}</p>
          <div class="wide">
            <table>
              <thead>
                <tr>
                  <th scope="col">${t.plain('scopes.scope')}</th>
                  <th scope="col">${t.plain('scopes.why')}</th>
                </tr>
              </thead>
              <tbody>
                ${[...scopes.map((scope) => row(scope, 'needed')), ...[...optionalScopes, ...linkScopes].map((scope) => row(scope, 'optional')), ...userScopes.map((scope) => row(scope, 'signIn'))]}
              </tbody>
            </table>
          </div>
        </section>
      </div>
    </main>`,
  });
}

/** The rows of what is stored, its heads first, in a language that has them. */
export type KeptRows = (language: Locale) => readonly (readonly string[])[];

export function privacyPage(on: Drawn, keptRows: KeptRows): string {
  const { t } = on;
  const [heads = [], ...rows] = keptRows(on.language);
  const part = (name: 'why' | 'who' | 'you' | 'gone' | 'safe') =>
    html`<section>
      <h2>${t.plain(`privacy.${name}`)}</h2>
      <p>${t.plain(`privacy.${name}.text`)}</p>
    </section>`;
  return layout(on, {
    title: t.plain('privacy.title'),
    shown: 'privacy',
    body: html`<main id="main" class="in page">
      <h1>${t.plain('privacy.title')}</h1>
      <p>${t.plain('privacy.lead')}</p>
      ${part('why')}${part('who')}${part('you')}
      <section>
        <h2>${t.plain('privacy.what')}</h2>
        <p>${t.plain('privacy.what.text')}</p>
        <div class="wide" tabindex="0" role="region" aria-label="${t.plain('privacy.what')}">
          <table>
            <thead>
              <tr>
                ${heads.map((cell) => html`<th scope="col">${cell}</th>`)}
              </tr>
            </thead>
            <tbody>
              ${rows.map(
                (cells) =>
                  html`<tr>
                    ${cells.map((cell) => html`<td>${cell}</td>`)}
                  </tr>`,
              )}
            </tbody>
          </table>
        </div>
      </section>
      ${part('gone')}${part('safe')}
      <section>
        <h2>${t.plain('privacy.contact')}</h2>
        ${contactLine(on)}
      </section>
    </main>`,
  });
}

export function supportPage(on: Drawn): string {
  const { t } = on;
  const part = (name: 'self' | 'reference' | 'remove') =>
    html`<section>
      <h2>${t.plain(`support.${name}`)}</h2>
      <p>${withCode(t.mrkdwn(`support.${name}.text`))}</p>
    </section>`;
  return layout(on, {
    title: t.plain('support.title'),
    shown: 'support',
    body: html`<main id="main" class="in page">
      <h1>${t.plain('support.title')}</h1>
      <p>${t.plain('support.lead')}</p>
      <section>
        <h2>${t.plain('support.contact')}</h2>
        ${contactLine(on)}
      </section>
      ${part('self')}${part('reference')}${part('remove')}
    </main>`,
  });
}
