import { context } from '../../src/core/kit/blocks.ts';
import { messageOf } from '../../src/core/kit/message.ts';
import { escape, join } from '../../src/core/text.ts';
import type { RenderedItem } from '../../src/core/week.ts';

/** What an item of a digest says, a line each: its title and where it is from, its words, and the facts under them. */
export function itemSays(item: RenderedItem | null | undefined): string[] {
  if (item == null) return [];
  const title = escape(item.title);
  const heading = item.from === undefined ? title : join([title, item.from], ' · ');
  return messageOf(context(heading), ...item.blocks, context(join(item.facts, ' · '))).text.split('\n');
}
