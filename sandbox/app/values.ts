/** What stands in the inputs of a surface: from the page's words to Slack's `state.values`. */
import { elementsOf } from '../blocks/inside.ts';
import { isJson, listAt, objectAt, textAt, type Json } from '../json.ts';
import type { ElementValue, Inputs } from '../protocol.ts';

const STATELESS = new Set(['button', 'overflow', 'image']);

/** All options of an element, those in groups too. */
export const optionsOf = (element: Json): Json[] => [
  ...listAt(element, 'options'),
  ...listAt(element, 'option_groups').flatMap((group) => listAt(group, 'options')),
];

const asRichText = (text: string): Json => ({
  type: 'rich_text',
  elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text }] }],
});

/** The key under which Slack puts what an element of this type holds, and its initial property. */
const KEYS: Readonly<Record<string, readonly [key: string, initial: string]>> = {
  plain_text_input: ['value', 'initial_value'],
  number_input: ['value', 'initial_value'],
  rich_text_input: ['rich_text_value', 'initial_value'],
  static_select: ['selected_option', 'initial_option'],
  radio_buttons: ['selected_option', 'initial_option'],
  overflow: ['selected_option', ''],
  multi_static_select: ['selected_options', 'initial_options'],
  checkboxes: ['selected_options', 'initial_options'],
  users_select: ['selected_user', 'initial_user'],
  multi_users_select: ['selected_users', 'initial_users'],
  conversations_select: ['selected_conversation', 'initial_conversation'],
  multi_conversations_select: ['selected_conversations', 'initial_conversations'],
  channels_select: ['selected_channel', 'initial_channel'],
  multi_channels_select: ['selected_channels', 'initial_channels'],
  datepicker: ['selected_date', 'initial_date'],
  timepicker: ['selected_time', 'initial_time'],
  datetimepicker: ['selected_date_time', 'initial_date_time'],
};

function held(element: Json, key: string, value: ElementValue): unknown {
  const chosen = (wanted: string): Json | null =>
    optionsOf(element).find((option) => option['value'] === wanted) ?? null;
  if (value.kind === 'button') return null;
  if (value.kind === 'many')
    return key === 'selected_options' ? value.values.map(chosen).filter(Boolean) : value.values;
  if (value.value === null || value.value === '') return null;
  if (key === 'selected_option') return chosen(String(value.value));
  if (key === 'rich_text_value') return asRichText(String(value.value));
  return value.value;
}

/** What an element holds, in Slack's words: `{ type, value }`, `{ type, selected_option }`… */
export function valueOf(element: Json, value: ElementValue | undefined): Json {
  const type = textAt(element, 'type');
  const [key, initial] = KEYS[type] ?? ['value', ''];
  const empty = key.endsWith('s') && key.startsWith('selected_') ? [] : null;
  const now = value === undefined ? (element[initial] ?? empty) : held(element, key, value);
  return {
    type,
    [key]: now,
    ...(element['timezone'] === undefined ? {} : { timezone: element['timezone'] }),
  };
}

/** `state.values` of blocks: what the page says, else what was kept, else what the app preset. */
export function stateOf(blocks: readonly Json[], inputs: Inputs, kept: Json): Json {
  const values: Json = {};
  for (const block of blocks) {
    const blockId = textAt(block, 'block_id');
    for (const element of elementsOf(block)) {
      if (STATELESS.has(textAt(element, 'type'))) continue;
      const actionId = textAt(element, 'action_id');
      const before = objectAt(kept, blockId)[actionId];
      const said = inputs[blockId]?.[actionId];
      const value =
        said === undefined && isJson(before) && before['type'] === element['type']
          ? before
          : valueOf(element, said);
      values[blockId] = { ...objectAt(values, blockId), [actionId]: value };
    }
  }
  return values;
}

/** What the Slack client itself refuses before it submits: `block_id` → sentence. */
export function refusedByClient(blocks: readonly Json[], values: Json): Record<string, string> {
  const errors: Record<string, string> = {};
  for (const block of blocks) {
    const element = block['element'];
    if (block['type'] !== 'input' || !isJson(element)) continue;
    const blockId = textAt(block, 'block_id');
    const holds = objectAt(objectAt(values, blockId), textAt(element, 'action_id'));
    const value = holds[KEYS[textAt(element, 'type')]?.[0] ?? 'value'];
    const isEmpty = value === null || value === undefined || (Array.isArray(value) && value.length === 0);
    if (isEmpty) {
      if (block['optional'] !== true) errors[blockId] = 'Please complete this required field.';
    } else if (typeof value === 'string') {
      const wrong = refusedText(element, value);
      if (wrong !== undefined) errors[blockId] = wrong;
    } else if (Array.isArray(value) && value.length > Number(element['max_selected_items'] ?? value.length))
      errors[blockId] = `Please choose at most ${Number(element['max_selected_items'])}.`;
  }
  return errors;
}

function refusedText(element: Json, value: string): string | undefined {
  if (element['type'] === 'number_input') {
    const isWanted = element['is_decimal_allowed'] === true ? /^-?\d+(\.\d+)?$/ : /^-?\d+$/;
    if (!isWanted.test(value)) return 'Please enter a number.';
    if (Number(value) < Number(element['min_value'] ?? -Infinity))
      return `Please enter at least ${textAt(element, 'min_value')}.`;
    if (Number(value) > Number(element['max_value'] ?? Infinity))
      return `Please enter at most ${textAt(element, 'max_value')}.`;
  }
  if (element['type'] === 'plain_text_input') {
    const most = Number(element['max_length'] ?? 3000);
    if (value.length > most) return `Please use at most ${most} characters.`;
    const least = Number(element['min_length'] ?? 0);
    if (value.length < least) return `Please use at least ${least} characters.`;
  }
  return undefined;
}
