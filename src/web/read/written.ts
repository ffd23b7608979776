/**
 * What a document says, as HTML. What people wrote is drawn as they meant it, and is nothing but text, lists, quotes, code and links: it loads nothing,
 * runs nothing, and leads nowhere else than it says. Pure.
 */
import type { RichTextBlockElement, RichTextElement, RichTextSection } from '@slack/types';
import type { Run } from '#core/doors.ts';
import type { TextPart } from '#core/lesson-search.ts';
import { writtenInline, writtenParts, writtenPlain } from '#core/markup/written.ts';
import { html, type Html } from '../base/html.ts';
import { emojiIn } from './emoji.ts';

/** Lines of text, and beside them what stands by itself: lists, quotes, blocks of code. */
export function prose(runs: readonly Run[]): Html {
  const blocks: Html[] = [];
  let line: Html[] = [];
  const endLine = () => {
    if (line.some(({ text }) => text.trim() !== '')) blocks.push(html`<p dir="auto">${line}</p>`);
    line = [];
  };
  for (const run of runs) {
    if (!run.isWritten || run.isStrong) {
      line.push(inlineRun(run));
      continue;
    }
    for (const part of writtenParts(run.text)) {
      if (part.type === 'rich_text_section') line.push(inlines(part.elements));
      else {
        endLine();
        blocks.push(blockOf(part));
      }
    }
  }
  endLine();
  return html`${blocks}`;
}

/** The same within a line. */
export const inLine = (runs: readonly Run[]): Html => html`${runs.map(inlineRun)}`;

/** Its words alone, where all of it leads to one place. */
export const words = (runs: readonly Run[]): Html =>
  html`${runs.map(({ text, isWritten, isStrong }) => {
    const said = html`${isWritten ? writtenPlain(text) : text}`;
    return isStrong ? html`<strong>${said}</strong>` : said;
  })}`;

/** What was found, and in it what was searched for. */
export const hits = (parts: readonly TextPart[]): Html =>
  html`${parts.map(({ text, isHit }) => (isHit ? html`<mark>${text}</mark>` : html`${text}`))}`;

function inlineRun({ text, isWritten, isStrong, link }: Run): Html {
  if (isWritten) return inlines(writtenInline(text, isStrong ? { bold: true } : {}));
  const said = link === null ? html`${text}` : linkTo(link, text);
  return isStrong ? html`<strong>${said}</strong>` : said;
}

/** Web addresses, and mailboxes. */
const isFollowed = /^(?:https?:\/\/|mailto:)/i;

/** Who follows it reads before where it leads: what does not say so is followed by it. */
function linkTo(address: string, text: string): Html {
  const url = isFollowed.test(address) ? URL.parse(address) : null;
  if (url === null) return html`${text}`;
  const link = html`<a href="${address}" rel="noopener noreferrer nofollow">${text}</a>`;
  const isSaid = url.host === '' || text.toLowerCase().includes(url.host);
  return isSaid ? link : html`${link} (${url.host})`;
}

const inlines = (elements: readonly RichTextElement[]): Html => html`${elements.map(inlineOf)}`;

function inlineOf(element: RichTextElement): Html {
  if (element.type === 'text') return styled(html`${element.text}`, element.style ?? {});
  if (element.type === 'emoji') return styled(html`${emojiIn(element.name)}`, element.style ?? {});
  // What reads what people wrote has seen to it that it says where it leads.
  if (element.type === 'link') {
    const text = html`${element.text ?? element.url}`;
    if (!isFollowed.test(element.url)) return text;
    return styled(
      html`<a href="${element.url}" rel="noopener noreferrer nofollow">${text}</a>`,
      element.style ?? {},
    );
  }
  // People's text has no other.
  return html``;
}

function styled(text: Html, style: Readonly<Record<string, boolean | undefined>>): Html {
  let drawn = text;
  if (style['code'] === true) drawn = html`<code>${drawn}</code>`;
  if (style['strike'] === true) drawn = html`<s>${drawn}</s>`;
  if (style['italic'] === true) drawn = html`<em>${drawn}</em>`;
  return style['bold'] === true ? html`<strong>${drawn}</strong>` : drawn;
}

function blockOf(part: Exclude<RichTextBlockElement, RichTextSection>): Html {
  if (part.type === 'rich_text_preformatted') return html`<pre tabindex="0">${inlines(part.elements)}</pre>`;
  if (part.type === 'rich_text_quote')
    return html`<blockquote dir="auto">${inlines(part.elements)}</blockquote>`;
  const items = part.elements.map(({ elements }) => html`<li dir="auto">${inlines(elements)}</li>`);
  const depth = String(Math.min(part.indent ?? 0, 4));
  return part.style === 'ordered'
    ? html`<ol start="${String(firstOf(part))}" class="deep${depth}">
        ${items}
      </ol>`
    : html`<ul class="deep${depth}">
        ${items}
      </ul>`;
}

/** Slack's types leave out that an ordered list may begin later. */
const firstOf = (list: RichTextBlockElement): number =>
  'offset' in list && typeof list.offset === 'number' ? list.offset + 1 : 1;
