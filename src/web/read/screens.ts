/** The pages to read at. Pure. */
import type { ReadDocument, ReadEntry, ReadFound } from '#core/doors.ts';
import { readFolder, readPath } from '#core/read-path.ts';
import { formatDay } from '#core/time/format.ts';
import type { TranslatorOf } from '#core/sentence.ts';
import type { WebKey, WebSentences } from '#locales/web.ts';
import { html, type Html } from '../base/html.ts';
import { framed } from '../base/layout.ts';
import { signInPaths } from '../sign-in/paths.ts';
import { hits, inLine, prose, words } from './written.ts';

/** With what a page is drawn. */
export interface Drawn {
  readonly t: TranslatorOf<WebSentences>;
  /** What stands before each path. */
  readonly base: string;
  readonly isSignedIn: boolean;
}

const page = (on: Drawn, title: string, body: Html): string => {
  const { t, base, isSignedIn } = on;
  const out = html`<form method="post" action="${base}${signInPaths.out}">
    <button class="out">${t.plain('signOut')}</button>
  </form>`;
  return framed({
    language: t.language,
    title: `${title} – Lore`,
    skip: t.plain('skip'),
    home: `${base}${readFolder}`,
    bar: isSignedIn ? out : html``,
    body: html`<main id="main" class="in page read">${body}</main>`,
  });
};

export interface Searched {
  readonly typed: string;
  readonly found: ReadFound;
  /** From 1. */
  readonly page: number;
  readonly pages: number;
}

/** In characters. */
export const longestSearch = 300;

export function searchPage(on: Drawn, { typed, found, page: at, pages }: Searched): string {
  const { t } = on;
  const isAll = typed === '';
  const title = isAll ? t.plain('search.title') : t.plain('search.titleFor', { words: typed });
  const count = isAll ? t.plain('search.newest') : t.plain('search.count', { count: found.count });
  const none = isAll ? t.plain('search.empty') : t.plain('search.none');
  return page(
    on,
    title,
    html`<h1>${t.plain('search.title')}</h1>
      ${searchForm(on, typed)}
      <h2 id="found">${count}</h2>
      ${found.notes.map((note) => html`<p class="note-line">${note}</p>`)}
      ${
        found.found.length === 0
          ? html`<p>${none}</p>`
          : html`<ol class="found" aria-labelledby="found">
              ${found.found.map((one) => foundItem(on, one))}
            </ol>`
      }
      ${pager(on, typed, at, pages)}`,
  );
}

function searchForm({ t, base }: Drawn, typed: string): Html {
  return html`<form class="search" role="search" action="${base}${readFolder}">
    <label for="q">${t.plain('search.label')}</label>
    <div class="both">
      <input id="q" type="search" name="q" value="${typed}" maxlength="${String(longestSearch)}" />
      <button class="go">${t.plain('search.go')}</button>
    </div>
    <p class="small">${t.plain('search.hint')}</p>
  </form>`;
}

function foundItem({ t, base }: Drawn, { ref, title, excerpt, from }: ReadFound['found'][number]): Html {
  const where = from.length === 0 ? html`` : html` · ${words(from)}`;
  return html`<li>
    <h3 dir="auto"><a href="${base}${readPath(ref)}">${hits(title)}</a></h3>
    <p class="small">${t.plain(`kind.${ref.kind}`)}${where}</p>
    ${excerpt.length === 0 ? html`` : html`<p dir="auto">${hits(excerpt)}</p>`}
  </li>`;
}

function pager({ t, base }: Drawn, typed: string, at: number, pages: number): Html {
  if (pages < 2) return html``;
  const link = (to: number, key: 'search.before' | 'search.next') => {
    const query = new URLSearchParams({ ...(typed === '' ? {} : { q: typed }), page: String(to) });
    return html`<a
      href="${base}${readFolder}?${query.toString()}"
      rel="${key === 'search.next' ? 'next' : 'prev'}"
      >${t.plain(key)}</a
    >`;
  };
  return html`<nav class="pager" aria-label="${t.plain('search.pages')}">
    ${at > 1 ? link(at - 1, 'search.before') : html``}
    <span>${t.plain('search.page', { page: at, pages })}</span>
    ${at < pages ? link(at + 1, 'search.next') : html``}
  </nav>`;
}

export function documentPage(
  on: Drawn,
  { ref, title, facts, entries, at }: ReadDocument,
  tz: string,
): string {
  const { t, base } = on;
  // Of the others it stands among the facts.
  const day = at === null || ref.kind !== 'lesson' ? '' : ` · ${formatDay(at, t.language, tz)}`;
  const about = facts.map(
    ({ label, runs, to }) =>
      html`<dt>${label}</dt>
        <dd dir="auto">
          ${to === null ? inLine(runs) : html`<a href="${base}${readPath(to)}">${words(runs)}</a>`}
        </dd>`,
  );
  return page(
    on,
    title,
    html`<article>
        <p class="kind">${t.plain(`kind.${ref.kind}`)}${day}</p>
        <h1 dir="auto">${title}</h1>
        ${
          facts.length === 0
            ? html``
            : html`<dl class="facts" aria-label="${t.plain('document.facts')}">${about}</dl>`
        }
        ${grouped(entries).map((group) => groupOf(on, group))}
      </article>
      <p class="onward"><a href="${base}${readFolder}">${t.plain('document.search')}</a></p>`,
  );
}

/** Items that follow each other are one list. */
function grouped(entries: readonly ReadEntry[]): ReadEntry[][] {
  const groups: ReadEntry[][] = [];
  for (const entry of entries) {
    const last = groups.at(-1);
    if (last !== undefined && entry.kind === 'bullet' && last[0]?.kind === 'bullet') last.push(entry);
    else groups.push([entry]);
  }
  return groups;
}

function groupOf(on: Drawn, group: readonly ReadEntry[]): Html {
  const drawn = group.map((entry) => entryOf(on, entry));
  return group[0]?.kind === 'bullet'
    ? html`<ul>
        ${drawn}
      </ul>`
    : html`${drawn}`;
}

function entryOf({ base }: Drawn, entry: ReadEntry): Html {
  if (entry.kind === 'heading')
    return entry.level === 2
      ? html`<h2 dir="auto">${entry.text}</h2>`
      : html`<h3 dir="auto">${entry.text}</h3>`;
  const { runs, to } = entry;
  const link = to === null ? null : html`<a href="${base}${readPath(to)}">${words(runs)}</a>`;
  if (entry.kind === 'bullet') return html`<li dir="auto">${link ?? inLine(runs)}</li>`;
  return link === null ? prose(runs) : html`<p dir="auto">${link}</p>`;
}

/** @param to what they wanted to read, or the search */
export function signInPage(on: Drawn, to: string): string {
  const { t } = on;
  return page(
    on,
    t.plain('signIn.title'),
    html`<h1>${t.plain('signIn.title')}</h1>
      <p>${t.plain('signIn.text')}</p>
      <p>${signInLink(on, to, 'signIn.go')}</p>
      <p class="small">${t.plain('signIn.hours')}</p>`,
  );
}

const signInLink = ({ t, base }: Drawn, to: string, key: 'signIn.go' | 'failed.again'): Html => {
  const query = to === readFolder ? '' : `?${new URLSearchParams({ to }).toString()}`;
  return html`<a class="go" href="${base}${signInPaths.begin}${query}" rel="nofollow">${t.plain(key)}</a>`;
};

export function signedOutPage(on: Drawn): string {
  const { t } = on;
  return page(
    on,
    t.plain('signedOut.title'),
    html`<h1>${t.plain('signedOut.title')}</h1>
      <p>${t.plain('signedOut.text')}</p>
      <p>${signInLink(on, readFolder, 'signIn.go')}</p>`,
  );
}

export function missingPage(on: Drawn): string {
  const { t, base } = on;
  return page(
    on,
    t.plain('missing.title'),
    html`<h1>${t.plain('missing.title')}</h1>
      <p>${t.plain('missing.text')}</p>
      <p class="onward"><a href="${base}${readFolder}">${t.plain('document.search')}</a></p>`,
  );
}

/** Why somebody reads nothing. */
export type Failed =
  | Extract<WebKey, `failed.${'cancelled' | 'stale' | 'busy' | 'many' | 'nobody'}`>
  | { readonly key: 'failed.refused' | 'failed.ours'; readonly reference: string };

/** @param to what they wanted to read */
export function failedPage(on: Drawn, why: Failed, to: string): string {
  const { t, base, isSignedIn } = on;
  const again = isSignedIn
    ? html`<a class="go" href="${base}${to}">${t.plain('failed.again')}</a>`
    : signInLink(on, to, 'failed.again');
  const text = typeof why === 'string' ? t.plain(why) : t.plain(why.key, { reference: why.reference });
  return page(
    on,
    t.plain('failed.title'),
    html`<h1>${t.plain('failed.title')}</h1>
      <p>${text}</p>
      <p>${again}</p>`,
  );
}
