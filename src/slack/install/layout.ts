/** What every page has: its head, the way to the other pages, and its language. */
import type { Locale } from '#core/languages.ts';
import type { TranslatorOf } from '#core/sentence.ts';
import type { InstallSentences } from '#locales/install.ts';
import { html, Html } from '../../web/base/html.ts';
import { paths } from './paths.ts';
import { style } from '../../web/base/style.ts';

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

/** Of Lore: pages of a book that a bookmark keeps. */
export const mark = new Html(
  '<svg width="28" height="28" viewBox="0 0 28 28" aria-hidden="true"><rect width="28" height="28" rx="8" fill="#8fd6c0"/><path d="M6.5 8.2c2.8-.9 5.4-.6 7.5 1 2.100-1.600 4.700-1.900 7.500-1v11.300c-2.800-.9-5.400-.6-7.500 1-2.100-1.600-4.700-1.900-7.500-1z" fill="#17332e"/><path d="M14 9.200v11.300" stroke="#8fd6c0" stroke-width="1.400"/><path d="M17 6.600h3.200v6.200l-1.600-1.400-1.600 1.400z" fill="#f4c95d"/></svg>',
);

/** As a whole: its hash is over every sign. */
const styled = new Html(`<style>${style}</style>`);

export function layout(
  { t, language, base }: Drawn,
  page: { readonly title: string; readonly shown: Shown; readonly body: Html },
): string {
  const link = (to: 'install' | 'privacy' | 'support') =>
    html`<a href="${base}${paths[to]}" ${page.shown === to ? new Html(' aria-current="page"') : ''}
      >${t.plain(`nav.${to}`)}</a
    >`;
  return html`<!doctype html>
    <html lang="${language}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>${page.title}</title>
        ${styled}
      </head>
      <body>
        <a class="skip" href="#main">${t.plain('skip')}</a>
        <header class="bar">
          <div class="in">
            <a class="name" href="${base}/">${mark} Lore</a>
            <nav aria-label="${t.plain('nav')}">
              ${link('install')} &ensp; ${link('privacy')} &ensp; ${link('support')}
            </nav>
          </div>
        </header>
        ${page.body}
      </body>
    </html> `.text;
}

/** For those who have a question. */
export function contactLine({ t, contact }: Pick<Drawn, 't' | 'contact'>): Html {
  if (contact === null) return html`<p>${t.plain('contact.none')}</p>`;
  const href = contact.startsWith('https://') ? contact : `mailto:${contact}`;
  const [before, after = ''] = t.plain('contact.named', { contact: '\u0000' }).split('\u0000');
  return html`<p>${before ?? ''}<a href="${href}">${contact.replace('https://', '')}</a>${after}</p>`;
}
