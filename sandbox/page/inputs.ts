/** What stands in the inputs of a surface (a message, a modal, a Home), apart from how they are drawn. */
import type {
  ActionsBlockElement,
  AnyBlock,
  InputBlockElement,
  KnownBlock,
  SectionBlockAccessory,
} from '@slack/types';
import type { ElementValue, Inputs } from '../protocol.ts';

export type BlockElement = ActionsBlockElement | InputBlockElement | SectionBlockAccessory;

/** An element together with where it stands. */
export interface Placed {
  readonly blockId: string;
  readonly actionId: string;
  readonly element: BlockElement;
  /** The label of its input block, or `null` outside of one. */
  readonly label: string | null;
  readonly isOptional: boolean;
}

/** Slack gives every block an id; should one have none, its place stands for it. */
export function blockIdOf(block: AnyBlock, index: number): string {
  return block.block_id ?? `block-${index}`;
}

/** The `action_id` of an element, `''` for one without. */
export function actionIdOf(element: BlockElement): string {
  return ('action_id' in element ? element.action_id : undefined) ?? '';
}

/** All elements of the blocks that can be acted on, top to bottom. */
export function placedElements(blocks: readonly AnyBlock[]): readonly Placed[] {
  return blocks.flatMap((any, index) => {
    const block = any as KnownBlock;
    const blockId = blockIdOf(block, index);
    const place = (element: BlockElement, label: string | null, isOptional: boolean): Placed => ({
      blockId,
      actionId: actionIdOf(element),
      element,
      label,
      isOptional,
    });
    switch (block.type) {
      case 'input':
        return [place(block.element, block.label.text, block.optional ?? false)];
      case 'actions':
        return block.elements.map((element) => place(element, null, true));
      case 'section':
        return block.accessory ? [place(block.accessory, null, true)] : [];
      default:
        return [];
    }
  });
}

/**
 * What an element holds before anyone touches it; `null` for those that hold nothing (buttons, overflow menus,
 * images). `currentId` is the conversation one stands in, for `default_to_current_conversation`.
 */
export function initialValue(element: BlockElement, currentId: string | null): ElementValue | null {
  switch (element.type) {
    case 'plain_text_input':
    case 'number_input':
    case 'email_text_input':
    case 'url_text_input':
      return { kind: 'text', value: element.initial_value ?? '' };
    case 'static_select':
    case 'radio_buttons':
      return { kind: 'one', value: element.initial_option?.value ?? null };
    case 'users_select':
      return { kind: 'one', value: element.initial_user ?? null };
    case 'channels_select':
      return { kind: 'one', value: element.initial_channel ?? null };
    case 'conversations_select': {
      const current = element.default_to_current_conversation === true ? currentId : null;
      return { kind: 'one', value: element.initial_conversation ?? current };
    }
    case 'checkboxes':
    case 'multi_static_select':
      return { kind: 'many', values: (element.initial_options ?? []).map(({ value }) => value ?? '') };
    case 'multi_users_select':
      return { kind: 'many', values: element.initial_users ?? [] };
    case 'multi_channels_select':
      return { kind: 'many', values: element.initial_channels ?? [] };
    case 'multi_conversations_select': {
      const current =
        element.default_to_current_conversation === true && currentId !== null ? [currentId] : [];
      return { kind: 'many', values: element.initial_conversations ?? current };
    }
    case 'datepicker':
      return { kind: 'date', value: element.initial_date ?? null };
    case 'timepicker':
      return { kind: 'time', value: element.initial_time ?? null };
    case 'datetimepicker':
      return { kind: 'datetime', value: element.initial_date_time ?? null };
    default:
      return null;
  }
}

/**
 * The inputs after the blocks were redrawn: what stood in an element stays where `block_id` and `action_id` stayed
 * (Slack ignores a new initial value there), everything else begins with its initial value, and what is gone is forgotten.
 */
export function carryOver(before: Inputs, blocks: readonly AnyBlock[], currentId: string | null): Inputs {
  let inputs: Inputs = {};
  for (const { blockId, actionId, element } of placedElements(blocks)) {
    const initial = initialValue(element, currentId);
    if (!initial) continue;
    const kept = before[blockId]?.[actionId];
    const value = kept?.kind === initial.kind ? onlyOffered(kept, element) : initial;
    inputs = withInput(inputs, blockId, actionId, value);
  }
  return inputs;
}

/** A choice without the options that are no longer offered. */
function onlyOffered(value: ElementValue, element: BlockElement): ElementValue {
  if (!('options' in element || 'option_groups' in element)) return value;
  const options = [
    ...(element.options ?? []),
    ...('option_groups' in element ? (element.option_groups ?? []).flatMap((group) => group.options) : []),
  ];
  const isOffered = (chosen: string) => options.some((option) => option.value === chosen);
  if (value.kind === 'many') return { kind: 'many', values: value.values.filter(isOffered) };
  if (value.kind === 'one')
    return { kind: 'one', value: value.value !== null && isOffered(value.value) ? value.value : null };
  return value;
}

/** The inputs with one of them changed. */
export function withInput(inputs: Inputs, blockId: string, actionId: string, value: ElementValue): Inputs {
  return { ...inputs, [blockId]: { ...inputs[blockId], [actionId]: value } };
}

const isEmpty = (value: ElementValue | undefined): boolean => {
  if (!value || value.kind === 'button') return true;
  if (value.kind === 'many') return value.values.length === 0;
  return value.value === null || value.value === '';
};

/**
 * What Slack's client refuses before it submits a modal: `block_id` → sentence. Empty when all is well; the app's own
 * errors come from the app.
 */
export function checkInputs(blocks: readonly AnyBlock[], inputs: Inputs): Record<string, string> {
  const errors: Record<string, string> = {};
  for (const { blockId, actionId, element, label, isOptional } of placedElements(blocks)) {
    if (label === null) continue;
    const value = inputs[blockId]?.[actionId];
    const refusal = isEmpty(value)
      ? isOptional
        ? null
        : 'Please complete this required field.'
      : refusalOf(element, value?.kind === 'text' ? value.value : '');
    if (refusal !== null) errors[blockId] = refusal;
  }
  return errors;
}

function refusalOf(element: BlockElement, text: string): string | null {
  switch (element.type) {
    case 'plain_text_input':
      if (element.min_length !== undefined && text.length < element.min_length)
        return `Please write at least ${element.min_length} characters.`;
      if (element.max_length !== undefined && text.length > element.max_length)
        return `Please write at most ${element.max_length} characters.`;
      return null;
    case 'email_text_input':
      return /^\S+@\S+\.\S+$/.test(text)
        ? null
        : 'Please write an email address, for example mara@example.com.';
    case 'url_text_input':
      return URL.canParse(text) ? null : 'Please write an address, for example https://example.com.';
    case 'number_input': {
      const number = Number(text);
      if (Number.isNaN(number) || (!element.is_decimal_allowed && !Number.isInteger(number)))
        return `Please write a ${element.is_decimal_allowed ? 'number' : 'whole number'}.`;
      if (element.min_value !== undefined && number < Number(element.min_value))
        return `Please write a number of at least ${element.min_value}.`;
      if (element.max_value !== undefined && number > Number(element.max_value))
        return `Please write a number of at most ${element.max_value}.`;
      return null;
    }
    default:
      return null;
  }
}
