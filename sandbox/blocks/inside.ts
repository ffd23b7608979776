/** What stands inside of blocks: the cards of carousels, and elements that can be acted on. */
import { isJson, listAt, type Json } from '../json.ts';

/** The blocks that hold elements: in place of a carousel its cards. */
export const withCards = (blocks: readonly Json[]): Json[] =>
  blocks.flatMap((block) => (block['type'] === 'carousel' ? listAt(block, 'elements') : [block]));

/** A block's interactive elements, for a carousel those of its cards. */
export function elementsOf(block: Json): Json[] {
  switch (block['type']) {
    case 'carousel':
      return listAt(block, 'elements').flatMap(elementsOf);
    case 'card':
      return listAt(block, 'actions');
    case 'actions':
      return listAt(block, 'elements');
    default:
      return [block['accessory'], block['element']]
        .filter(isJson)
        .filter((element) => element['type'] !== 'image');
  }
}
