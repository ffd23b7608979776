/** What every page has: its head, the way to the other pages, and its language. */
import type { Locale } from '#core/languages.ts';
import type { TranslatorOf } from '#core/sentence.ts';
import type { InstallSentences } from '#locales/install.ts';
import { html, Html } from '../../web/base/html.ts';
import { framed } from '../../web/base/layout.ts';
import { paths } from './paths.ts';

/** With what a page is drawn. */
export interface Drawn {
  readonly t: TranslatorOf<InstallSentences>;
  readonly language: Locale;
  /** What stands before each path: empty, or a path at which a proxy takes requests for Lore. */
  readonly base: string;
  /** An e-mail address or a page; `null`: none is named. */
  readonly contact: string | null;
}

export type Shown = 'install' | 'privacy' | 'support' | null;

export function layout(
  { t, language, base }: Drawn,
  page: { readonly title: string; readonly shown: Shown; readonly body: Html },
): string {
  const link = (to: 'install' | 'privacy' | 'support') =>
    html`<a href="${base}${paths[to]}" ${page.shown === to ? new Html(' aria-current="page"') : ''}
      >${t.plain(`nav.${to}`)}</a
    >`;
  return framed({
    language,
    title: page.title,
    skip: t.plain('skip'),
    home: `${base}/`,
    bar: html`<nav aria-label="${t.plain('nav')}">
      ${link('install')} &ensp; ${link('privacy')} &ensp; ${link('support')}
    </nav>`,
    body: page.body,
  });
}

/** For those who have a question. */
export function contactLine({ t, contact }: Pick<Drawn, 't' | 'contact'>): Html {
  if (contact === null) return html`<p>${t.plain('contact.none')}</p>`;
  const href = contact.startsWith('https://') ? contact : `mailto:${contact}`;
  const [before, after = ''] = t.plain('contact.named', { contact: '\u0000' }).split('\u0000');
  return html`<p>${before ?? ''}<a href="${href}">${contact.replace('https://', '')}</a>${after}</p>`;
}
