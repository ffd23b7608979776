/** Builders for the blocks we use, within Slack's limits. What people wrote goes through `userText` and `bullets` only. */
import type {
  ActionsBlock,
  ContextBlock,
  DividerBlock,
  HeaderBlock,
  KnownBlock,
  RichTextBlock,
  RichTextBlockElement,
  RichTextElement,
  SectionBlock,
} from '@slack/types';
import { plain } from '../markup/inline.ts';
import { writtenInline, writtenParts } from '../markup/written.ts';
import { limits } from './limits.ts';
import { shorten, type Mrkdwn, type Plain } from '../text.ts';
import type { ChannelId, UserId } from '../ids.ts';
import { nameMark } from '../name-mark.ts';

export function header(text: Plain): HeaderBlock {
  return { type: 'header', text: { type: 'plain_text', text: shorten(text, limits.headerText) } };
}

/** @throws when the text is longer than Slack allows: split it, since it is never cut silently */
export function section(text: Mrkdwn, accessory?: NonNullable<SectionBlock['accessory']>): SectionBlock {
  if (text.length > limits.sectionText) throw new Error('a section takes 3,000 characters');
  return {
    type: 'section',
    text: { type: 'mrkdwn', text, verbatim: true },
    ...(accessory === undefined ? {} : { accessory }),
  };
}

export function context(...texts: readonly Mrkdwn[]): ContextBlock {
  return { type: 'context', elements: texts.map((text) => ({ type: 'mrkdwn', text, verbatim: true })) };
}

export function divider(): DividerBlock {
  return { type: 'divider' };
}

/** @param blockId needed only where two rows of buttons in one surface share an action */
export function actions(elements: ActionsBlock['elements'], blockId?: string): ActionsBlock {
  return { type: 'actions', elements, ...(blockId === undefined ? {} : { block_id: blockId }) };
}

/** A piece of rich text: our own words, a person, a channel, a link, or what a person wrote. Slack parses nothing in it. */
export type Piece =
  | string
  /** A mention, see `mention`. */
  | { readonly person: UserId }
  /** See `nameOf`. */
  | { readonly name: UserId }
  | { readonly channel: ChannelId }
  | { readonly bold: string }
  /** An address that may be opened: http or https. `text`: in place of it. */
  | { readonly link: string; readonly text?: string }
  | Written;

/** What a person wrote, drawn as they meant it. */
export interface Written {
  readonly written: string;
  /** `line`: within a line, as in a list; `title`: that in bold; `quote`: set off as somebody else's words. */
  readonly as?: 'line' | 'title' | 'quote';
  /** How much of it is shown, in characters. */
  readonly most?: number;
}

/** Roughly the length of a mention, in characters. */
const mentionLength = 20;

/** In characters, roughly. */
export function pieceLength(piece: Piece): number {
  if (typeof piece === 'string') return piece.length;
  if ('bold' in piece) return piece.bold.length;
  if ('written' in piece) return Math.min(piece.written.length, piece.most ?? Infinity);
  return 'link' in piece ? piece.link.length : mentionLength;
}

/** Pieces of one message; line breaks in them count. Lists, quotes and blocks of code in what a person wrote stand by themselves. */
export function userText(...pieces: readonly Piece[]): RichTextBlock {
  const parts: RichTextBlockElement[] = [];
  let line: RichTextElement[] = [];
  const endLine = () => {
    const elements = trimmed(line, 'end');
    if (elements.length > 0) parts.push({ type: 'rich_text_section', elements });
    line = [];
  };
  for (const part of pieces.flatMap(partsOf)) {
    if (part.type === 'rich_text_section') {
      const isFirst = line.length === 0 && parts.length > 0;
      line.push(...(isFirst ? trimmed(part.elements, 'start') : part.elements));
    } else {
      endLine();
      parts.push(part);
    }
  }
  if (parts.length === 0)
    return { type: 'rich_text', elements: [{ type: 'rich_text_section', elements: line }] };
  endLine();
  return { type: 'rich_text', elements: parts };
}

/** What was typed, sign by sign, to be copied from there. */
export function longUserText(text: string): RichTextBlock {
  return { type: 'rich_text', elements: [{ type: 'rich_text_section', elements: plain(text) }] };
}

/** A bullet list of what people wrote. */
export function bullets(items: readonly (readonly Piece[])[]): RichTextBlock {
  return {
    type: 'rich_text',
    elements: [
      {
        type: 'rich_text_list',
        style: 'bullet',
        elements: items.map((pieces) => ({
          type: 'rich_text_section',
          elements: pieces.flatMap(inline),
        })),
      },
    ],
  };
}

function partsOf(piece: Piece): RichTextBlockElement[] {
  if (typeof piece === 'object' && 'written' in piece) {
    if (piece.as === undefined) return writtenParts(piece.written, piece.most);
    if (piece.as === 'quote') return [{ type: 'rich_text_quote', elements: inline(piece) }];
  }
  return [{ type: 'rich_text_section', elements: inline(piece) }];
}

function inline(piece: Piece): RichTextElement[] {
  if (typeof piece === 'string') return plain(piece);
  if ('person' in piece) return [{ type: 'user', user_id: piece.person }];
  if ('name' in piece) return [{ type: 'text', text: nameMark(piece.name, 'p') }];
  if ('channel' in piece) return [{ type: 'channel', channel_id: piece.channel }];
  if ('bold' in piece) return plain(piece.bold, { bold: true });
  if ('written' in piece)
    return writtenInline(piece.written, piece.as === 'title' ? { bold: true } : {}, piece.most);
  return [{ type: 'link', url: piece.link, ...(piece.text === undefined ? {} : { text: piece.text }) }];
}

/** Without the spaces and line breaks beside a list, a quote or code. */
function trimmed(elements: readonly RichTextElement[], side: 'start' | 'end'): RichTextElement[] {
  const at = side === 'start' ? 0 : elements.length - 1;
  const outer = elements[at];
  if (outer?.type !== 'text') return [...elements];
  const text = side === 'start' ? outer.text.trimStart() : outer.text.trimEnd();
  return elements.flatMap((element, index) => {
    if (index !== at) return [element];
    return text === '' ? [] : [{ ...outer, text }];
  });
}

/** How many characters Slack counts in these blocks: every `text` string anywhere in them. */
export function textLength(blocks: readonly KnownBlock[]): number {
  const count = (value: unknown): number => {
    if (Array.isArray(value)) return value.reduce<number>((sum, entry) => sum + count(entry), 0);
    if (typeof value !== 'object' || value === null) return 0;
    return Object.entries(value).reduce(
      (sum, [name, entry]) =>
        sum + (name === 'text' && typeof entry === 'string' ? entry.length : count(entry)),
      0,
    );
  };
  return count(blocks);
}
