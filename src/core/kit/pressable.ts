/** What can be pressed in a block. */
import type { KnownBlock } from '@slack/types';

/** The elements of a row, and what stands beside a section. */
export function pressable(block: KnownBlock): readonly object[] {
  if (block.type === 'actions') return block.elements;
  return block.type === 'section' && block.accessory !== undefined ? [block.accessory] : [];
}
