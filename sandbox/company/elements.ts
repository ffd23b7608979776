/** What the page would send when somebody presses an element, or fills in a form: found in what the app has drawn. */
import { optionsOf } from '../app/values.ts';
import { elementsOf, withCards } from '../blocks/inside.ts';
import { textAt, type Json } from '../json.ts';
import type { ElementValue, Inputs } from '../protocol.ts';

/** What a field is filled in with, by the field's name; a list for "several people". */
export type Filled = Readonly<Record<string, string | readonly string[] | null>>;

/** Which of several elements with one action id, or which option of a menu: a piece of its value. */
export interface Which {
  readonly holds?: string;
}

/** The element with this action id, its block, and what choosing or pressing it sends. @throws when there is none */
export function find(blocks: readonly Json[], actionId: string, { holds = '' }: Which) {
  for (const block of withCards(blocks))
    for (const element of elementsOf(block)) {
      // An entry of a menu of different things names its action.
      const named = element['action_id'] === 'menu' ? `${actionId}:` : '';
      if (named === '' && element['action_id'] !== actionId) continue;
      const option = optionsOf(element)
        .map((each) => textAt(each, 'value'))
        .find((value) => value.startsWith(named) && value.includes(holds));
      if (option !== undefined && element['type'] === 'checkboxes')
        return { block, element, value: { kind: 'many', values: [option] } satisfies ElementValue };
      if (option !== undefined)
        return { block, element, value: { kind: 'one', value: option } satisfies ElementValue };
      if (element['type'] === 'button' && textAt(element, 'value').includes(holds))
        return { block, element, value: { kind: 'button' } satisfies ElementValue };
    }
  throw new Error(`there is no ${actionId} ${holds} to press`);
}

/** A field's element has its name; those of a retrospective's cards have it on the block. */
const named = (block: Json, element: Json): readonly string[] => [
  textAt(element, 'action_id'),
  textAt(block, 'block_id').split('#')[0] ?? '',
];

/** The names of the fields in a form. */
export const fieldsOf = (blocks: readonly Json[]): readonly string[] =>
  blocks.flatMap((block) => elementsOf(block).flatMap((element) => named(block, element)));

/** What the page would send for a modal's inputs. */
export function inputsOf(blocks: readonly Json[], fields: Filled): Inputs {
  const inputs: Record<string, Record<string, ElementValue>> = {};
  const all = blocks.flatMap((block) => elementsOf(block).map((element) => ({ block, element })));
  for (const [name, filled] of Object.entries(fields)) {
    const found =
      all.find(({ element }) => element['action_id'] === name) ??
      all.find(({ block, element }) => named(block, element).includes(name));
    if (found === undefined) throw new Error(`there is no field ${name}`);
    const blockId = textAt(found.block, 'block_id');
    const actionId = textAt(found.element, 'action_id');
    inputs[blockId] = { ...inputs[blockId], [actionId]: valueFor(found.element, filled) };
  }
  return inputs;
}

function valueFor(element: Json, filled: string | readonly string[] | null): ElementValue {
  if (typeof filled !== 'string' && filled !== null) return { kind: 'many', values: filled };
  if (element['type'] === 'plain_text_input') return { kind: 'text', value: filled ?? '' };
  return { kind: element['type'] === 'datepicker' ? 'date' : 'one', value: filled };
}
