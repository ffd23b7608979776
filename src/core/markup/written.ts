/**
 * What a person wrote, as Slack's rich text, in which Slack parses nothing: it is made of text, emoji, links, lists, quotes and code, so it never
 * pings anybody and never leads elsewhere than it says. What is stored is text, and stays so. Pure.
 */
import type { RichTextBlockElement, RichTextElement, RichTextSection } from '@slack/types';
import { clean, shorten } from '../text.ts';
import type { Style } from './address.ts';
import { inlinesOf, plain } from './inline.ts';
import { linesOf, type Line } from './lines.ts';

/** More of them than anybody means: such a text is shown as it was typed. */
const mostElements = 400;

const section = (elements: RichTextElement[]): RichTextSection => ({ type: 'rich_text_section', elements });

/** @param most how much of it is shown, in characters; a link or an emoji is not cut in two */
export function writtenParts(text: string, most = Infinity): RichTextBlockElement[] {
  const cleaned = clean(text);
  const parts = fenced(cleaned);
  const count = parts.flatMap(inlinesIn).length;
  return shortened(count > mostElements ? [section(plain(cleaned))] : parts, most);
}

/** The same within a line, where there is no place for lists and quotes. */
export function writtenInline(text: string, style: Style = {}, most = Infinity): RichTextElement[] {
  const cleaned = clean(text);
  const elements = inlinesOf(cleaned, style);
  return cut(elements.length > mostElements ? plain(cleaned, style) : elements, most).elements;
}

function inlinesIn(part: RichTextBlockElement): readonly RichTextElement[] {
  return part.type === 'rich_text_list' ? part.elements.flatMap(({ elements }) => elements) : part.elements;
}

/** Blocks of code, and what stands around them. */
function fenced(text: string): RichTextBlockElement[] {
  return text.split(/```([^`][^]*?)```/).flatMap((piece, at): RichTextBlockElement[] => {
    if (at % 2 === 0) return unfenced(piece);
    const code = piece.replace(/^[ \t]*\n/, '').replace(/\s+$/, '');
    const elements = plain(code).filter((element) => element.type === 'text');
    return code.trim() === ''
      ? unfenced(`\`\`\`${piece}\`\`\``)
      : [{ type: 'rich_text_preformatted', elements }];
  });
}

function unfenced(text: string): RichTextBlockElement[] {
  const parts: RichTextBlockElement[] = [];
  let group: Line[] = [];
  const end = () => {
    parts.push(...partOf(group));
    group = [];
  };
  for (const line of linesOf(text)) {
    const [first] = group;
    if (first !== undefined && !isSame(first, line)) end();
    group.push(line);
  }
  end();
  return parts;
}

const isSame = (one: Line, other: Line): boolean =>
  one.kind === other.kind && (one.kind !== 'item' || other.kind !== 'item' || isSameList(one, other));

const isSameList = (one: Line & { kind: 'item' }, other: Line & { kind: 'item' }): boolean =>
  one.indent === other.indent && (one.number === null) === (other.number === null);

/** @param lines of one kind */
function partOf(lines: readonly Line[]): RichTextBlockElement[] {
  const [first] = lines;
  if (first === undefined) return [];
  const text = lines.map((line) => line.text).join('\n');
  switch (first.kind) {
    case 'text': {
      const paragraphs = text.replace(/^\s*\n/, '').trimEnd();
      return paragraphs === '' ? [] : [section(inlinesOf(paragraphs))];
    }
    case 'quote':
      return [{ type: 'rich_text_quote', elements: inlinesOf(text) }];
    case 'item':
      return [
        {
          type: 'rich_text_list',
          style: first.number === null ? 'bullet' : 'ordered',
          elements: lines.map((line) => section(inlinesOf(line.text))),
          ...(first.indent === 0 ? {} : { indent: first.indent }),
          ...(first.number === null || first.number <= 1 ? {} : { offset: first.number - 1 }),
        },
      ];
  }
}

function shortened(parts: readonly RichTextBlockElement[], most: number): RichTextBlockElement[] {
  const all: RichTextBlockElement[] = [];
  let left = most;
  const within = (elements: readonly RichTextElement[]) => {
    const taken = cut(elements, left);
    ({ left } = taken);
    return taken.elements;
  };
  for (const part of parts) {
    if (left <= 0) break;
    if (part.type !== 'rich_text_list') {
      all.push({ ...part, elements: within(part.elements) } as RichTextBlockElement);
      continue;
    }
    const items = part.elements.flatMap(({ elements }) => (left <= 0 ? [] : [section(within(elements))]));
    all.push({ ...part, elements: items });
  }
  return all;
}

/** @returns what fits, and how many characters are left; 0 once something did not fit */
function cut(
  elements: readonly RichTextElement[],
  most: number,
): { readonly elements: RichTextElement[]; readonly left: number } {
  const taken: RichTextElement[] = [];
  let left = most;
  for (const element of elements) {
    const length = lengthOf(element);
    if (length > left) {
      const isText = element.type === 'text' && left > 1;
      taken.push(isText ? { ...element, text: shorten(element.text, left) } : { type: 'text', text: '…' });
      return { elements: taken, left: 0 };
    }
    taken.push(element);
    left -= length;
  }
  return { elements: taken, left };
}

function lengthOf(element: RichTextElement): number {
  if (element.type === 'text') return element.text.length;
  if (element.type === 'link') return (element.text ?? element.url).length;
  return element.type === 'emoji' ? 2 : 0;
}

/** Its words in one line without markup, for where Slack shows text as it is. */
export function writtenPlain(text: string): string {
  return writtenInline(text)
    .map((element) => {
      if (element.type === 'text') return element.text;
      if (element.type === 'link') return element.text ?? element.url;
      return element.type === 'emoji' ? `:${element.name}:` : '';
    })
    .join('')
    .replaceAll(/\s+/g, ' ')
    .trim();
}
