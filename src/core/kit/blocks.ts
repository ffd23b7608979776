/** Builders for the blocks we use, within Slack's limits. What people wrote goes through `userText` only. */
import type {
  ActionsBlock,
  ContextBlock,
  DividerBlock,
  HeaderBlock,
  KnownBlock,
  RichTextBlock,
  RichTextElement,
  SectionBlock,
} from '@slack/types';
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

/** A piece of rich text: plain, or a person, a channel, a link. Slack parses nothing in it. */
export type Piece =
  | string
  /** A mention, see `mention`. */
  | { readonly person: UserId }
  /** See `nameOf`. */
  | { readonly name: UserId }
  | { readonly channel: ChannelId }
  | { readonly bold: string }
  /** An address that may be opened: http or https. `text`: in place of it. */
  | { readonly link: string; readonly text?: string };

/** What a person wrote, line breaks included; Slack parses none of it. */
export function userText(...pieces: readonly Piece[]): RichTextBlock {
  return {
    type: 'rich_text',
    elements: [{ type: 'rich_text_section', elements: pieces.filter((piece) => piece !== '').map(element) }],
  };
}

/** The same for longer text: a piece of rich text holds 3,000 characters, and an emoji is two. */
export function longUserText(text: string): RichTextBlock {
  return userText(...(text.match(/[^]{1,1400}/gu) ?? []));
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
          elements: pieces.filter((piece) => piece !== '').map(element),
        })),
      },
    ],
  };
}

function element(piece: Piece): RichTextElement {
  if (typeof piece === 'string') return { type: 'text', text: piece };
  if ('person' in piece) return { type: 'user', user_id: piece.person };
  if ('name' in piece) return { type: 'text', text: nameMark(piece.name, 'p') };
  if ('channel' in piece) return { type: 'channel', channel_id: piece.channel };
  if ('link' in piece)
    return { type: 'link', url: piece.link, ...(piece.text === undefined ? {} : { text: piece.text }) };
  return { type: 'text', text: piece.bold, style: { bold: true } };
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
