/** Buttons of one surface that a screen reader could not tell apart. */
import { everyObject, isJson, listAt, objectAt, parseJson, textAt, type Json } from '../../sandbox/json.ts';

/** @param sent anything that was sent to Slack. @returns the words of such buttons, with where they stand */
export function repeatedButtons(sent: unknown): string[] {
  return [...surfacesIn(sent)].flatMap((blocks) => {
    const buttons = [...everyObject(blocks)].filter(({ type }) => type === 'button');
    const byWords = Map.groupBy(buttons, (button) => textAt(objectAt(button, 'text'), 'text'));
    return [...byWords].flatMap(([words, alike]) => {
      const labels = new Set(alike.map((button) => textAt(button, 'accessibility_label')));
      const isTold = alike.length === 1 || (labels.size === alike.length && !labels.has(''));
      return isTold ? [] : [`${alike.length} buttons “${words}”: ${textAt(alike[0] ?? {}, 'action_id')}`];
    });
  });
}

/** The blocks of each message and view in it; some travel as JSON in a text. */
function* surfacesIn(sent: unknown): Generator<readonly Json[]> {
  for (const one of everyObject(sent)) {
    const blocks = listAt(one, 'blocks');
    if (blocks.length > 0) yield blocks;
    for (const name of ['blocks', 'view']) {
      const text = textAt(one, name);
      const read: unknown = text.startsWith('[') || text.startsWith('{') ? parseJson(text) : undefined;
      if (Array.isArray(read)) yield read.filter(isJson);
      else if (isJson(read)) yield listAt(read, 'blocks');
    }
  }
}
