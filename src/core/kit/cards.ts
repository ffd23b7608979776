/**
 * Cards: what stands side by side in a message, each with its own buttons. Slack shows them in messages and in Home, and not in modals. Where
 * it refuses them, the message goes out with sections instead (`withoutCards`).
 */
import type { ActionsBlock, Button, CardBlock, CarouselBlock, KnownBlock, SectionBlock } from '@slack/types';
import { asTyped, join, type Mrkdwn, shorten } from '../text.ts';
import { actions, section } from './blocks.ts';
import { limits } from './limits.ts';

export interface Card {
  readonly title: Mrkdwn;
  /** Where it comes from. */
  readonly subtitle?: Mrkdwn;
  readonly body: Mrkdwn;
  /** At most three. */
  readonly buttons: readonly Button[];
}

/** One card stands alone, several side by side. @param all one to ten. @throws when a text is longer than Slack takes */
export function cards(all: readonly Card[]): CardBlock | CarouselBlock {
  const [first, ...more] = all.map(cardBlock);
  if (first === undefined || more.length >= limits.carousel)
    throw new Error('a carousel takes 1 to 10 cards');
  return more.length === 0 ? first : { type: 'carousel', elements: [first, ...more] };
}

function cardBlock({ title, subtitle, body, buttons }: Card): CardBlock {
  return {
    type: 'card',
    title: said(title, limits.cardTitle),
    ...(subtitle === undefined ? {} : { subtitle: said(subtitle, limits.cardTitle) }),
    body: said(body, limits.cardBody),
    ...(buttons.length === 0 ? {} : { actions: [...buttons] }),
  };
}

function said(text: Mrkdwn, most: number) {
  if (text.length > most) throw new Error(`this part of a card takes ${most} characters`);
  return { type: 'mrkdwn' as const, text, verbatim: true };
}

/** What a person wrote, shortened so that it has room in a card: Slack counts `&` as it is sent, in five characters. */
export function fitted(text: string, most: number): Mrkdwn {
  const line = text.replaceAll(/\s+/g, ' ').trim();
  let length = most;
  let fit = asTyped(shorten(line, length));
  while (fit.length > most) {
    length -= fit.length - most;
    fit = asTyped(shorten(line, Math.max(1, length)));
  }
  return fit;
}

/** The cards that a block shows. */
export function cardsIn(block: KnownBlock): readonly CardBlock[] {
  if (block.type === 'card') return [block];
  return block.type === 'carousel' ? block.elements : [];
}

/** What a card says, without its buttons. */
export const saidInCard = ({ title, subtitle, body }: CardBlock): Mrkdwn[] =>
  [title, subtitle, body].flatMap((part) => (part === undefined ? [] : [part.text as Mrkdwn]));

/** The same words and buttons in blocks that Slack has always taken. */
export function withoutCards(blocks: readonly KnownBlock[]): KnownBlock[] {
  return blocks.flatMap((block): KnownBlock[] => {
    const all = cardsIn(block);
    return all.length === 0 ? [block] : all.flatMap(inSections);
  });
}

function inSections(card: CardBlock): (SectionBlock | ActionsBlock)[] {
  return [section(join(saidInCard(card))), ...(card.actions === undefined ? [] : [actions(card.actions)])];
}
