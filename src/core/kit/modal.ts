/**
 * Modals declare their `callback_id`, `private_metadata` and inputs once. Rendering encodes them, and a submission arrives parsed. A field is
 * one `input` block, whose name is its `block_id` and `action_id`.
 */
import type { ActionsBlock, InputBlock, KnownBlock, ModalView } from '@slack/types';
import type { z } from 'zod';
import { isId, userId, type UserId } from '../ids.ts';
import { type Plain, shorten } from '../text.ts';
import { limits } from './limits.ts';

/** What one input holds, as Slack sends it in `view.state.values`. */
export interface RawInput {
  readonly value?: string | null | undefined;
  readonly selected_option?: { readonly value: string } | null | undefined;
  readonly selected_options?: readonly { readonly value: string }[] | undefined;
  readonly selected_date?: string | null | undefined;
  /** `HH:MM` */
  readonly selected_time?: string | null | undefined;
  readonly selected_user?: string | null | undefined;
  readonly selected_users?: readonly string[] | undefined;
  readonly selected_conversation?: string | null | undefined;
  readonly selected_conversations?: readonly string[] | undefined;
}

export interface Labels {
  readonly label: Plain;
  readonly hint?: Plain;
  readonly placeholder?: Plain;
  /** For a choice: what each value is called. */
  readonly choices?: Readonly<Record<string, Plain>>;
  /** For a list: what it offers. */
  readonly groups?: readonly {
    readonly label: string;
    readonly choices: readonly { readonly value: string; readonly text: string }[];
  }[];
}

/** One kind of input: how it is rendered and read. */
export interface Field<Value> {
  readonly optional: boolean;
  /** The modal's listener hears each change while the form is filled in. */
  readonly isLive?: boolean;
  /** It offers the workspace's user groups, which are fetched before the form is redrawn or submitted. */
  readonly offersGroups?: boolean;
  readonly element: (initial: Value | undefined, words: Labels) => InputBlock['element'];
  readonly read: (raw: RawInput | undefined) => Value;
}

// oxlint-disable-next-line typescript/no-explicit-any -- a set of fields forgets what each holds; `Read` remembers
type AnyField = Field<any>;
export type Fields = Readonly<Record<string, AnyField>>;
type Read<F extends Fields> = {
  readonly [Name in keyof F]: F[Name] extends Field<infer Value> ? Value : never;
};

/** What somebody sees of a text: no space, also none without width, no mark of direction, and no letter that only fills. */
const seen = /[^\s\p{Cc}\p{Cf}\u115f\u1160\u2800\u3164\ufe00-\ufe0f\uffa0]/u;

/**
 * Text, trimmed; an empty field reads as `''`, and so does one in which there is nothing to see.
 * @param options.lines allows several lines; `most`: up to 3,000 characters; `isLive`: hears each change, or only Enter
 */
export function textField(
  options: { lines?: boolean; most?: number; optional?: boolean; isLive?: boolean | 'onEnter' } = {},
): Field<string> {
  const { isLive = false } = options;
  return {
    optional: options.optional ?? false,
    isLive: isLive !== false,
    element: (initial, words) => ({
      type: 'plain_text_input',
      multiline: options.lines ?? false,
      max_length: options.most ?? limits.input,
      ...(isLive === false
        ? {}
        : {
            dispatch_action_config: {
              trigger_actions_on: [isLive === true ? 'on_character_entered' : 'on_enter_pressed'] as const,
            },
          }),
      ...(initial === undefined || initial === '' ? {} : { initial_value: initial }),
      ...placeholder(words),
    }),
    read: (raw) => {
      const text = (raw?.value ?? '').trim();
      return seen.test(text) ? text : '';
    },
  };
}

/** One of a few choices, as radio buttons (at most 10) or a select. Rendering says what each is called, and offers those that it calls something. */
export function choiceField<Choice extends string>(
  names: readonly Choice[],
  look: 'radio' | 'select',
  options: { isLive?: boolean } = {},
): Field<Choice | null> {
  const option = (choice: Choice, words: Labels) => ({
    text: {
      type: 'plain_text' as const,
      text: shorten(words.choices?.[choice] ?? choice, limits.optionText),
    },
    value: choice,
  });
  return {
    optional: false,
    isLive: options.isLive ?? false,
    element: (initial, words) => ({
      ...(look === 'radio'
        ? { type: 'radio_buttons' as const }
        : { type: 'static_select' as const, ...placeholder(words) }),
      options: names
        .filter((name) => words.choices === undefined || name in words.choices)
        .map((name) => option(name, words)),
      ...(initial == null ? {} : { initial_option: option(initial, words) }),
    }),
    read: (raw) => names.find((name) => name === raw?.selected_option?.value) ?? null,
  };
}

/** A day, `YYYY-MM-DD`, without a zone. */
export function dateField(options: { optional?: boolean; isLive?: boolean } = {}): Field<string | null> {
  return {
    optional: options.optional ?? false,
    isLive: options.isLive ?? false,
    element: (initial, words) => ({
      type: 'datepicker',
      ...(initial == null ? {} : { initial_date: initial }),
      ...placeholder(words),
    }),
    read: (raw) => raw?.selected_date ?? null,
  };
}

/** A person in the workspace. Anything but an id, which Slack never sends, reads as `null`. */
export function personField(options: { optional?: boolean } = {}): Field<UserId | null> {
  return {
    optional: options.optional ?? false,
    element: (initial, words) => ({
      type: 'users_select',
      ...(initial == null ? {} : { initial_user: initial }),
      ...placeholder(words),
    }),
    read: (raw) => (isId(raw?.selected_user) ? userId(raw.selected_user) : null),
  };
}

/** People in the workspace. Anything but an id is dropped. @param options.most how many Slack lets someone choose; the rules ask again */
export function peopleField(options: { optional?: boolean; most?: number } = {}): Field<readonly UserId[]> {
  const { most } = options;
  return {
    optional: options.optional ?? false,
    element: (initial, words) => ({
      type: 'multi_users_select',
      // Slack refuses a form that begins with more.
      ...(initial === undefined ? {} : { initial_users: initial.slice(0, most) }),
      ...(most === undefined ? {} : { max_selected_items: most }),
      ...placeholder(words),
    }),
    read: (raw) => (raw?.selected_users ?? []).filter(isId).map(userId),
  };
}

export function placeholder(words: Labels) {
  return words.placeholder === undefined
    ? {}
    : { placeholder: { type: 'plain_text' as const, text: shorten(words.placeholder, limits.placeholder) } };
}

export interface Modal<Metadata, F extends Fields = Fields> {
  readonly callbackId: string;
  readonly metadata: z.ZodType<Metadata>;
  readonly fields: F;
}

/** @param callbackId unique over all features, `<feature>.<what>` */
export function defineModal<Metadata, F extends Fields>(
  callbackId: string,
  metadata: z.ZodType<Metadata>,
  fields: F,
): Modal<Metadata, F> {
  return { callbackId, metadata, fields };
}

/**
 * The input block of one field.
 * @param round part of the `block_id`: an update of the view keeps what was typed while it is the same, and resets it when it changes
 */
export function input<F extends Fields, Name extends keyof F & string>(
  modal: Modal<unknown, F>,
  name: Name,
  words: Labels,
  initial?: Read<F>[Name],
  round = '',
): InputBlock {
  const field: AnyField | undefined = modal.fields[name];
  if (field === undefined) throw new Error(`${modal.callbackId} has no field ${name}`);
  return {
    type: 'input',
    block_id: round === '' ? name : `${name}#${round}`,
    optional: field.optional,
    label: { type: 'plain_text', text: shorten(words.label, limits.label) },
    element: { ...field.element(initial, words), action_id: name },
    ...(field.isLive === true ? { dispatch_action: true } : {}),
    ...(words.hint === undefined
      ? {}
      : { hint: { type: 'plain_text', text: shorten(words.hint, limits.label) } }),
  };
}

/** One field of a row, with what it is called and what it holds. */
export interface Placed {
  readonly name: string;
  readonly words: Labels;
  readonly initial?: unknown;
}

/**
 * Fields beside each other, without labels. Each change in it is heard, and it has no place for an error.
 * @param id its `block_id`, with `round` as for `input`
 */
export function row(modal: Modal<unknown>, id: string, fields: readonly Placed[], round = ''): ActionsBlock {
  return {
    type: 'actions',
    block_id: round === '' ? id : `${id}#${round}`,
    elements: fields.map(({ name, words, initial }) => {
      const field = modal.fields[name];
      if (field === undefined) throw new Error(`${modal.callbackId} has no field ${name}`);
      return { ...field.element(initial, words), action_id: name } as ActionsBlock['elements'][number];
    }),
  };
}

/** A view to open, update or push. The adapter encodes its metadata, with a key against double submission. */
export interface RenderedModal {
  readonly callbackId: string;
  readonly metadata: unknown;
  readonly view: Omit<ModalView, 'private_metadata' | 'callback_id'>;
}

/** @param words `submit` only if the modal has inputs; each at most 24 characters */
export function renderModal<Metadata, F extends Fields>(
  modal: Modal<Metadata, F>,
  metadata: Metadata,
  words: { readonly title: Plain; readonly submit?: Plain; readonly close: Plain },
  blocks: readonly KnownBlock[],
): RenderedModal {
  const plain = (text: string) => ({ type: 'plain_text' as const, text: shorten(text, limits.modalTitle) });
  if (blocks.length > limits.viewBlocks)
    throw new Error(`${modal.callbackId} has more than 100 blocks: page it`);
  return {
    callbackId: modal.callbackId,
    metadata: modal.metadata.parse(metadata),
    view: {
      type: 'modal',
      title: plain(words.title),
      close: plain(words.close),
      ...(words.submit === undefined ? {} : { submit: plain(words.submit) }),
      blocks: [...blocks],
    },
  };
}

/** The field of an input block. */
export const nameOf = (blockId: string): string => blockId.split('#')[0] ?? '';

/** `view.state.values`: by `block_id`, then by `action_id`. */
export type SubmittedValues = Readonly<Record<string, Readonly<Record<string, RawInput>>>>;

export function readFields<F extends Fields>(modal: Modal<unknown, F>, values: SubmittedValues): Read<F> {
  // Several fields may stand in one block (`row`), each under its own name.
  const byName = new Map(Object.values(values).flatMap((inputs) => Object.entries(inputs)));
  return Object.fromEntries(
    Object.entries(modal.fields).map(([name, field]): [string, unknown] => [
      name,
      field.read(byName.get(name)),
    ]),
  ) as Read<F>;
}

/**
 * Turns errors by field name into Slack's errors by `block_id`. Slack shows none at all if one names an input that is not there, so the error
 * of a field that is not rendered goes to the first one that is.
 * @param inputs the `block_id`s of the rendered inputs; without any, there is no place for an error
 */
export function errorsByBlock(
  errors: Readonly<Record<string, string>>,
  inputs: readonly string[],
): Record<string, string> {
  const placed: Record<string, string> = {};
  for (const [name, sentence] of Object.entries(errors)) {
    const blockId = inputs.find((input) => nameOf(input) === name) ?? inputs[0];
    if (blockId === undefined) continue;
    const before = placed[blockId];
    placed[blockId] = before === undefined ? sentence : `${before} ${sentence}`;
  }
  return placed;
}

export type { Read };
