/** The text of a page that Notion or Confluence wrote as HTML, as Markdown. What runs or only looks is dropped. */
import TurndownService from 'turndown';
import { isUnsafe } from './links.ts';

export interface HtmlPage {
  readonly title: string | null;
  readonly text: string;
  /** What the page says about itself, as a table of properties or a line under its title. */
  readonly cells: Readonly<Record<string, string>>;
}

const service = new TurndownService({
  headingStyle: 'atx',
  codeBlockStyle: 'fenced',
  bulletListMarker: '-',
  hr: '---',
});
/** As much of the DOM's as is needed: its types are for browsers. */
interface Element {
  readonly nodeName: string;
  readonly getAttribute: (name: string) => string | null;
}
const element = (node: unknown): Element => node as Element;

service.addRule('unsafe links', {
  filter: (node: unknown) =>
    element(node).nodeName === 'A' && isUnsafe(element(node).getAttribute('href') ?? ''),
  replacement: (content) => content,
});
// A picture is not brought in; what it is called is.
service.addRule('pictures', {
  filter: 'img',
  replacement: (_content, node: unknown) => element(node).getAttribute('alt') ?? '',
});

export function pageIn(html: string): HtmlPage {
  const body =
    partOf(html, /<div[^>]*class="[^"]*\bpage-body\b[^"]*"[^>]*>/i, /<\/article>/i) ??
    partOf(
      html,
      /<div[^>]*id="main-content"[^>]*>/i,
      /<div[^>]*(?:class="pageSection group"|id="footer")[^>]*>|<\/body>/i,
    ) ??
    partOf(html, /<body[^>]*>/i, /<\/body>/i) ??
    html;
  return {
    title: titleIn(html),
    text: service.turndown(body).trim(),
    cells: { ...properties(html), ...metadata(html) },
  };
}

/** What stands between the first of one and the next of the other. */
function partOf(html: string, opens: RegExp, closes: RegExp): string | null {
  const open = opens.exec(html);
  if (open === null) return null;
  const rest = html.slice(open.index + open[0].length);
  const close = closes.exec(rest);
  return close === null ? rest : rest.slice(0, close.index);
}

const dropped = [
  'script',
  'style',
  'noscript',
  'iframe',
  'object',
  'embed',
  'form',
  'head',
  'title',
  'svg',
] as const;
service.remove([...dropped]);

/** For what is one line: without marks for bold and code, and nothing escaped. */
const lineService = new TurndownService({ emDelimiter: '' as '_', strongDelimiter: '' as '**' });
lineService.escape = (text) => text;
lineService.remove([...dropped]);

const plain = (html: string): string => lineService.turndown(`<p>${html}</p>`).replaceAll(/\s+/g, ' ').trim();

function titleIn(html: string): string | null {
  const heading =
    /<h1[^>]*class="[^"]*page-title[^"]*"[^>]*>([^]*?)<\/h1>/i.exec(html)?.[1] ??
    /<span[^>]*id="title-text"[^>]*>([^]*?)<\/span>/i.exec(html)?.[1] ??
    /<title[^>]*>([^]*?)<\/title>/i.exec(html)?.[1];
  if (heading === undefined) return null;
  // Confluence says the space first: "Operations : Roll back a release".
  const title = plain(heading).replace(/^[^:]{1,80} : /, '');
  return title === '' ? null : title;
}

/** Notion's table of properties. */
function properties(html: string): Record<string, string> {
  const table = /<table[^>]*class="[^"]*\bproperties\b[^"]*"[^>]*>([^]*?)<\/table>/i.exec(html)?.[1] ?? '';
  const rows = table.matchAll(/<tr[^>]*>\s*<th[^>]*>([^]*?)<\/th>\s*<td[^>]*>([^]*?)<\/td>/gi);
  return Object.fromEntries(
    [...rows].map(([, name = '', value = '']) => [
      plain(name),
      plain(value.replaceAll(/<\/span>\s*<span/gi, '</span>, <span')),
    ]),
  );
}

/** Confluence: "Created by Ann Lee, last modified on Nov 20, 2025". */
function metadata(html: string): Record<string, string> {
  const line = /<div[^>]*class="page-metadata"[^>]*>([^]*?)<\/div>/i.exec(html)?.[1];
  if (line === undefined) return {};
  const said = plain(line);
  const by = /Created by\s+(.+?)(?:, last modified|\s+on\s|$)/i.exec(said)?.[1]?.trim();
  const at = /\bon\s+(\w{3,9} \d{1,2}, \d{4})/i.exec(said)?.[1];
  return {
    ...(by === undefined ? {} : { author: by }),
    ...(at === undefined ? {} : { created: at }),
  };
}
