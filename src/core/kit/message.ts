/** Messages, made of sentences and blocks. */
import type { KnownBlock, RichTextBlock } from '@slack/types';
import type { Message, Over } from '../post.ts';
import { sharedCopy } from '../shared-copy.ts';
import { asTyped, escape, join, type Mrkdwn } from '../text.ts';
import { section } from './blocks.ts';

/** A message of these parts, a sentence being a section of its own. Its text says what they say. */
export function messageOf(...parts: readonly (Mrkdwn | KnownBlock)[]): Message {
  const blocks = parts.map((part) => (typeof part === 'string' ? section(part) : part));
  return { text: join(blocks.flatMap(saidIn)), blocks };
}

/** What a block says, without what can be pressed. Each line is mrkdwn already, or a person's words made so. */
function saidIn(block: KnownBlock): Mrkdwn[] {
  switch (block.type) {
    case 'header':
      return [escape(block.text.text)];
    case 'section':
      return block.text === undefined ? [] : [block.text.text as Mrkdwn];
    case 'context':
      return block.elements.flatMap((element) => ('text' in element ? [element.text as Mrkdwn] : []));
    case 'rich_text':
      return block.elements.flatMap(linesOf);
    default:
      return [];
  }
}

type RichText = RichTextBlock['elements'][number];

function linesOf(part: RichText): Mrkdwn[] {
  if (part.type === 'rich_text_list') return part.elements.flatMap(linesOf);
  return [join(part.elements.map(pieceOf), '')];
}

function pieceOf(piece: Extract<RichText, { type: 'rich_text_section' }>['elements'][number]): Mrkdwn {
  switch (piece.type) {
    case 'text':
      return asTyped(piece.text);
    case 'user':
      return `<@${piece.user_id}>` as Mrkdwn;
    case 'channel':
      return `<#${piece.channel_id}>` as Mrkdwn;
    case 'link':
      return escape(piece.text === undefined ? piece.url : `${piece.text} ${piece.url}`);
    default:
      return escape('');
  }
}

/** What any post can say once it is over: that it is not shown here any more, and no word of what it was. */
export const gone: Over = sharedCopy.says('unseen.gone');
