/** Labels for screen readers that tell apart buttons which read the same. */
import type { ActionsBlock, AnyBlock, Button, HeaderBlock, RichTextBlock, SectionBlock } from '@slack/types';
import { shorten } from '../text.ts';
import { limits } from './limits.ts';

/**
 * Gives each button that shares its text with another in the same surface a label: the text and what comes before it there, numbered
 * if that is the same too. A label that is already set stays.
 * @param blocks of one message, modal or Home. @returns the same blocks if no two buttons read the same
 */
export function tellApart<Block extends AnyBlock>(blocks: readonly Block[]): Block[] {
  const counts = new Map<string, number>();
  for (const block of blocks)
    for (const { text } of buttonsOf(block)) counts.set(text.text, (counts.get(text.text) ?? 0) + 1);
  if ([...counts.values()].every((count) => count === 1)) return [...blocks];
  const taken = new Set<string>();
  let before = '';
  return blocks.map((block) => {
    const words = wordsOf(block);
    if (words !== '') before = words;
    return withButtons(block, (button) => {
      if (counts.get(button.text.text) === 1) return button;
      const label = free(button.accessibility_label ?? `${button.text.text}: ${before}`, taken);
      return { ...button, accessibility_label: label };
    });
  });
}

/** @returns the label, numbered if it is taken, within Slack's limit */
function free(label: string, taken: Set<string>): string {
  let found = shorten(label, limits.buttonText);
  for (let number = 2; taken.has(found); number += 1)
    found = `${shorten(label, limits.buttonText - 4)} ${number}`;
  taken.add(found);
  return found;
}

const isButton = (element: { readonly type: string }): element is Button => element.type === 'button';

const isRow = (block: AnyBlock): block is ActionsBlock => block.type === 'actions';
const isSection = (block: AnyBlock): block is SectionBlock => block.type === 'section';
const isRich = (block: AnyBlock): block is RichTextBlock => block.type === 'rich_text';
const isHeader = (block: AnyBlock): block is HeaderBlock => block.type === 'header';

function buttonsOf(block: AnyBlock): readonly Button[] {
  if (isRow(block)) return block.elements.filter(isButton);
  return isSection(block) && block.accessory?.type === 'button' ? [block.accessory] : [];
}

function withButtons<Block extends AnyBlock>(block: Block, change: (button: Button) => Button): Block {
  if (isRow(block))
    return { ...block, elements: block.elements.map((one) => (isButton(one) ? change(one) : one)) };
  if (isSection(block) && block.accessory?.type === 'button')
    return { ...block, accessory: change(block.accessory) };
  return block;
}

/** What a block says, on one line, without mentions, channels and times, which only Slack can put into words. */
function wordsOf(block: AnyBlock): string {
  const said = isRich(block) ? block.elements : isSection(block) || isHeader(block) ? block.text : undefined;
  return textsIn(said)
    .join('')
    .replaceAll(/<[^>|]*\|?([^>]*)>/g, '$1')
    .replaceAll(/[*_~`]/g, '')
    .replaceAll(/&(amp|lt|gt);/g, (_, name: 'amp' | 'lt' | 'gt') => ({ amp: '&', lt: '<', gt: '>' })[name])
    .replaceAll(/\s+/g, ' ')
    .trim();
}

function textsIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(textsIn);
  if (typeof value !== 'object' || value === null) return [];
  if ('text' in value && typeof value.text === 'string') return [value.text];
  return Object.values(value).flatMap(textsIn);
}
