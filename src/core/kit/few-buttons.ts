/** At most five buttons of a message are in sight. */
import type { ActionsBlock, AnyBlock, Button, CardBlock, CarouselBlock, SectionBlock } from '@slack/types';
import { buttonsMenu } from './action.ts';
import { cardsIn } from './cards.ts';

const mostInSight = 5;

/**
 * Where a message has more buttons, its last rows become a menu each, which says and does the same. A row stays as it is if one of its
 * buttons asks before it acts, which a menu cannot.
 * @param blocks of one message
 */
export function fewButtons<Block extends AnyBlock>(blocks: readonly Block[]): Block[] {
  let over = blocks.reduce((count, block) => count + countIn(block), 0) - mostInSight;
  const fewer = blocks.toReversed().map((block) => {
    const buttons = isRow(block) ? block.elements.filter(isButton) : [];
    const menu =
      over > 0 && isRow(block) && buttons.length === block.elements.length ? buttonsMenu(buttons) : null;
    if (menu === null) return block;
    over -= buttons.length;
    return { ...block, elements: [menu] };
  });
  return fewer.toReversed();
}

const isRow = (block: AnyBlock): block is ActionsBlock => block.type === 'actions';
const isSection = (block: AnyBlock): block is SectionBlock => block.type === 'section';
const isShown = (block: AnyBlock): block is CardBlock | CarouselBlock =>
  block.type === 'card' || block.type === 'carousel';
const isButton = (element: { readonly type: string }): element is Button => element.type === 'button';

function countIn(block: AnyBlock): number {
  if (isRow(block)) return block.elements.filter(isButton).length;
  if (isShown(block)) return cardsIn(block).reduce((count, card) => count + (card.actions?.length ?? 0), 0);
  return isSection(block) && block.accessory?.type === 'button' ? 1 : 0;
}
