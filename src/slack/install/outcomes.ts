/** The pages on which an installation ends: for the one who made it alone. */
import type { InstallKey } from '#locales/install.ts';
import { html, type Html, withCode } from '../../web/base/html.ts';
import { type Drawn, layout } from './layout.ts';
import { paths } from './paths.ts';

/** What was installed. */
export interface Done {
  readonly appId: string;
  /** The workspace or the organisation. */
  readonly holder: string;
  readonly isOrganisation: boolean;
  readonly name: string;
  /** Lore was there before and had been removed: what may be done about what it kept. `null`: it was not. */
  readonly before:
    { readonly kind: 'may erase'; readonly ticket: string } | { readonly kind: 'not an admin' } | null;
}

const page = (on: Drawn, title: string, body: Html): string =>
  layout(on, { title, shown: null, body: html`<main id="main" class="in page">${body}</main>` });

export function donePage(on: Drawn, done: Done): string {
  const { t } = on;
  if (done.isOrganisation)
    return page(
      on,
      t.plain('done.title'),
      html`<h1>${t.plain('done.organisation.heading', { organisation: done.name })}</h1>
        <p>${t.plain('done.organisation.text')}</p>
        <a
          class="go"
          href="https://app.slack.com/manage/${done.holder}/integrations/profile/${done.appId}/workspaces/add"
          >${t.plain('done.organisation.choose')}</a
        >`,
    );
  const steps = (['done.step1', 'done.step2', 'done.step3'] as const).map(
    (key) => html`<li>${withCode(t.mrkdwn(key))}</li>`,
  );
  return page(
    on,
    t.plain('done.title'),
    html`<h1>${t.plain('done.heading', { workspace: done.name })}</h1>
      <p>${t.plain('done.text')}</p>
      <ol class="steps">
        ${steps}
      </ol>
      <a class="go" href="https://slack.com/app_redirect?app=${done.appId}&team=${done.holder}"
        >${t.plain('done.open')}</a
      >
      ${wasBefore(on, done)}`,
  );
}

function wasBefore({ t, base }: Drawn, { before }: Done): Html {
  if (before === null) return html``;
  const text = html`<h2>${t.plain('before.heading')}</h2>
    <p>${t.plain('before.text')}</p>`;
  if (before.kind === 'not an admin')
    return html`<div class="aside">
      ${text}
      <p>${t.plain('before.notAdmin')}</p>
    </div>`;
  return html`<div class="aside">
    ${text}
    <form method="post" action="${base}${paths.anew}">
      <input type="hidden" name="ticket" value="${before.ticket}" /><button class="go quiet">
        ${t.plain('before.anew')}
      </button>
    </form>
  </div>`;
}

/** Asks once more before anything is erased. */
export function anewPage(
  on: Drawn,
  { ticket, name }: { readonly ticket: string; readonly name: string },
): string {
  const { t, base } = on;
  return page(
    on,
    t.plain('anew.title'),
    html`<h1>${t.plain('anew.heading', { workspace: name })}</h1>
      <p>${t.plain('anew.text')}</p>
      <form method="post" action="${base}${paths.anew}">
        <input type="hidden" name="ticket" value="${ticket}" />
        <label class="sure"
          ><input type="checkbox" name="sure" value="yes" required />
          <span>${t.plain('anew.sure', { workspace: name })}</span></label
        >
        <div class="both">
          <button class="go quiet" name="choice" value="keep" formnovalidate>${t.plain('anew.keep')}</button>
          <button class="go danger" name="choice" value="erase">${t.plain('anew.erase')}</button>
        </div>
      </form>`,
  );
}

export function decidedPage(on: Drawn, choice: 'kept' | 'done', name: string): string {
  const { t } = on;
  const heading = t.plain(`anew.${choice}.heading`, { workspace: name });
  const text = choice === 'kept' ? t.plain('anew.kept.text', { workspace: name }) : t.plain('anew.done.text');
  return page(
    on,
    heading,
    html`<h1>${heading}</h1>
      <p>${text}</p>`,
  );
}

export type Failed =
  | Extract<InstallKey, `failed.${'cancelled' | 'stale' | 'busy' | 'anew'}`>
  | { readonly key: 'failed.refused' | 'failed.unstored' | 'failed.ours'; readonly reference: string };

export function failedPage(on: Drawn, why: Failed): string {
  const { t, base } = on;
  const text = typeof why === 'string' ? t.plain(why) : t.plain(why.key, { reference: why.reference });
  return page(
    on,
    t.plain('failed.title'),
    html`<h1>${t.plain('failed.title')}</h1>
      <p>${text}</p>
      <a class="go" href="${base}${paths.install}">${t.plain('failed.again')}</a>`,
  );
}

export function missingPage(on: Drawn): string {
  const { t } = on;
  return page(
    on,
    t.plain('missing.title'),
    html`<h1>${t.plain('missing.title')}</h1>
      <p>${t.plain('missing.text')}</p>`,
  );
}
