/** What every page of Lore's has: its head, its bar, and its language. */
import type { Locale } from '#core/languages.ts';
import { html, Html } from './html.ts';
import { style } from './style.ts';

/** Of Lore: pages of a book that a bookmark keeps. */
export const mark = new Html(
  '<svg width="28" height="28" viewBox="0 0 28 28" aria-hidden="true"><rect width="28" height="28" rx="8" fill="#8fd6c0"/><path d="M6.5 8.2c2.8-.9 5.4-.6 7.5 1 2.100-1.600 4.700-1.900 7.500-1v11.300c-2.800-.9-5.400-.6-7.500 1-2.100-1.600-4.700-1.900-7.500-1z" fill="#17332e"/><path d="M14 9.200v11.300" stroke="#8fd6c0" stroke-width="1.400"/><path d="M17 6.600h3.200v6.200l-1.600-1.400-1.600 1.400z" fill="#f4c95d"/></svg>',
);

/** As a whole: its hash is over every sign. */
const styled = new Html(`<style>${style}</style>`);

export function framed(page: {
  readonly language: Locale;
  readonly title: string;
  /** What leads past the bar. */
  readonly skip: string;
  /** Where Lore's name leads. */
  readonly home: string;
  /** What else is in the bar. */
  readonly bar: Html;
  readonly body: Html;
}): string {
  return html`<!doctype html>
    <html lang="${page.language}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>${page.title}</title>
        ${styled}
      </head>
      <body>
        <a class="skip" href="#main">${page.skip}</a>
        <header class="bar">
          <div class="in"><a class="name" href="${page.home}">${mark} Lore</a> ${page.bar}</div>
        </header>
        ${page.body}
      </body>
    </html> `.text;
}
