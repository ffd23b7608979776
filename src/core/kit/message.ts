/** Messages, made of sentences and blocks. */
import type { KnownBlock, RichTextBlock, RichTextElement } from '@slack/types';
import type { Chart } from '../picture.ts';
import type { Message, Over } from '../post.ts';
import { sharedCopy } from '../shared-copy.ts';
import { asTyped, escape, join, type Mrkdwn } from '../text.ts';
import { section } from './blocks.ts';
import { cardsIn, saidInCard } from './cards.ts';

/** A message of these parts, a sentence being a section of its own. Its text says what they say; a chart adds nothing that they do not. */
export function messageOf(...parts: readonly (Mrkdwn | KnownBlock | Chart)[]): Message {
  const blocks: KnownBlock[] = [];
  let picture: Message['picture'];
  for (const part of parts)
    if (typeof part === 'string') blocks.push(section(part));
    else if ('type' in part) blocks.push(part);
    else picture ??= { chart: part, before: blocks.length };
  const message = { text: join(blocks.flatMap(saidIn)), blocks };
  return picture === undefined ? message : { ...message, picture };
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
    case 'card':
    case 'carousel':
      return cardsIn(block).flatMap(saidInCard);
    default:
      return [];
  }
}

type RichText = RichTextBlock['elements'][number];

function linesOf(part: RichText): Mrkdwn[] {
  if (part.type !== 'rich_text_list') return [join(part.elements.map(pieceOf), '')];
  const lines = part.elements.flatMap(linesOf);
  return part.style === 'bullet'
    ? lines
    : lines.map((line, at) => `${offsetOf(part) + at + 1}. ${line}` as Mrkdwn);
}

/** Where its numbers begin, which Slack takes and its types leave out. */
const offsetOf = (list: object): number =>
  'offset' in list && typeof list.offset === 'number' ? list.offset : 0;

function pieceOf(piece: RichTextElement): Mrkdwn {
  switch (piece.type) {
    case 'text':
      return asTyped(piece.text);
    case 'user':
      return `<@${piece.user_id}>` as Mrkdwn;
    case 'channel':
      return `<#${piece.channel_id}>` as Mrkdwn;
    case 'link':
      return escape(linkWords(piece.url, piece.text));
    case 'emoji':
      return `:${piece.name}:` as Mrkdwn;
    default:
      return escape('');
  }
}

/** An address that was typed in other letters than Slack takes is said once. */
const linkWords = (url: string, text = url): string =>
  text === url || URL.parse(text)?.href === url ? text : `${text} ${url}`;

/** What any post can say once it is over: that it is not shown here any more, and no word of what it was. */
export const gone: Over = sharedCopy.says('unseen.gone');
