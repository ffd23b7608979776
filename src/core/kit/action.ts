/**
 * Buttons and menus declare their id and value once. Rendering encodes the value, and the listener receives it decoded. A value that does
 * not decode (from an old or forged button) never reaches the listener.
 */
import type { Button, Overflow, PlainTextOption, StaticSelect } from '@slack/types';
import type { z } from 'zod';
import { limits } from './limits.ts';
import { type Plain, shorten } from '../text.ts';

export interface Action<Value> {
  readonly actionId: string;
  readonly value: z.ZodType<Value>;
  /** What it shows needs the workspace's user groups, which are fetched before. */
  readonly offersGroups?: true;
}

/** See `Action.offersGroups`. */
export const offeringGroups = <Value>(action: Action<Value>): Action<Value> => ({
  ...action,
  offersGroups: true,
});

/** @param actionId unique over all features, `<feature>.<verb>`; old buttons are recognised by it */
export function defineAction<Value>(actionId: string, value: z.ZodType<Value>): Action<Value> {
  return { actionId, value };
}

/** @throws when the encoded value is longer than Slack takes: put an id into it, not text */
function encode<Value>(action: Action<Value>, value: Value, limit: number): string {
  const text = JSON.stringify(action.value.parse(value));
  if (text.length > limit) throw new Error(`the value of ${action.actionId} is over ${limit} characters`);
  return text;
}

/** Whether its buttons carry no value. */
export const carriesNothing = ({ value }: Action<unknown>): boolean => value.safeParse(null).success;

/** @returns `null` if this version did not write the value for this action */
export function decode<Value>(action: Action<Value>, text: string | undefined): Value | null {
  try {
    const parsed = action.value.safeParse(JSON.parse(text ?? 'null'));
    return parsed.success ? parsed.data : null;
  } catch {
    // Not JSON: forged, or from before values were typed. The caller answers it kindly.
    return null;
  }
}

export interface Confirmation {
  readonly title: Plain;
  readonly text: Plain;
  readonly confirm: Plain;
  readonly deny: Plain;
}

/** A button; `style: 'primary'` at most once in a message or Home, never in a modal. */
export function button<Value>(
  action: Action<Value>,
  text: Plain,
  value: Value,
  look: {
    readonly style?: 'primary' | 'danger';
    readonly confirm?: Confirmation;
    readonly label?: Plain;
  } = {},
): Button {
  return {
    type: 'button',
    action_id: action.actionId,
    text: { type: 'plain_text', text: shorten(text, limits.buttonText) },
    value: encode(action, value, limits.buttonValue),
    ...(look.style === undefined ? {} : { style: look.style }),
    ...(look.label === undefined ? {} : { accessibility_label: shorten(look.label, limits.buttonText) }),
    ...(look.confirm === undefined ? {} : { confirm: confirmation(look.confirm, look.style === 'danger') }),
  };
}

function confirmation(words: Confirmation, isDangerous: boolean): NonNullable<Button['confirm']> {
  const plain = (text: string, limit: number) => ({
    type: 'plain_text' as const,
    text: shorten(text, limit),
  });
  return {
    title: plain(words.title, limits.confirmTitle),
    text: plain(words.text, limits.confirmText),
    confirm: plain(words.confirm, limits.confirmButton),
    deny: plain(words.deny, limits.confirmButton),
    ...(isDangerous ? { style: 'danger' as const } : {}),
  };
}

/** A menu of at most 5 entries behind "⋯", each with its own value of one action. */
export function overflow<Value>(
  action: Action<Value>,
  entries: readonly { text: Plain; value: Value }[],
): Overflow {
  return { type: 'overflow', action_id: action.actionId, options: options(action, entries, 5) };
}

/** One of several different things that can be done with something. */
export interface MenuEntry {
  readonly text: Plain;
  readonly actionId: string;
  /** Encoded. */
  readonly value: string;
}

/** An entry that does what a button of this action would do. */
export function entry<Value>(action: Action<Value>, text: Plain, value: Value): MenuEntry {
  const { actionId } = action;
  // In a menu, an entry names its action beside the value.
  return { text, actionId, value: encode(action, value, limits.optionValue - actionId.length - 1) };
}

/** The id of every menu of entries. Never rename it: it stands in messages. */
const menuId = 'menu';

/**
 * A menu of 2 to 5 entries behind "⋯", which has no label: an entry names what it is about. One entry alone is a button, since a menu would only
 * hide it.
 */
export function entriesMenu(entries: readonly [MenuEntry, ...MenuEntry[]]): Overflow | Button {
  if (entries.length > 5) throw new Error('a menu has at most 5 entries');
  const [{ text, actionId, value }] = entries;
  if (entries.length === 1)
    return {
      type: 'button',
      action_id: actionId,
      text: { type: 'plain_text', text: shorten(text, limits.buttonText) },
      value,
    };
  return {
    type: 'overflow',
    action_id: menuId,
    options: entries.map((one) => ({
      text: { type: 'plain_text', text: shorten(one.text, limits.optionText) },
      value: `${one.actionId}:${one.value}`,
    })),
  };
}

/** @returns a menu that does what these buttons do, by what they are called for screen readers; `null`: it could not do all of it */
export function buttonsMenu(buttons: readonly Button[]): Overflow | null {
  const options = buttons.flatMap(({ action_id: actionId, value, confirm, url, ...said }) =>
    actionId === undefined || value === undefined || confirm !== undefined || url !== undefined
      ? []
      : [
          {
            text: {
              type: 'plain_text' as const,
              text: shorten(said.accessibility_label ?? said.text.text, limits.optionText),
            },
            value: `${actionId}:${value}`,
          },
        ],
  );
  const isWhole = options.length === buttons.length && options.length >= 2 && options.length <= 5;
  const isShort = options.every(({ value }) => value.length <= limits.optionValue);
  return isWhole && isShort ? { type: 'overflow', action_id: menuId, options } : null;
}

/** What was pressed or chosen, as Slack sends it. */
interface Pressed {
  readonly action_id?: string | undefined;
  readonly value?: string | undefined;
  readonly selected_option?: { readonly value: string } | null | undefined;
}

/** Which action was meant, and what it carries; a menu's entry says so itself. */
export function pressedAction(pressed: Pressed | undefined): {
  readonly actionId: string | undefined;
  readonly carried: string | undefined;
} {
  const carried = pressed?.value ?? pressed?.selected_option?.value;
  if (pressed?.action_id !== menuId) return { actionId: pressed?.action_id, carried };
  const [, actionId = menuId, value] = /^([^:]*):(.*)$/s.exec(carried ?? '') ?? [];
  return { actionId, carried: value };
}

/** A select that acts as soon as it changes (outside an `input`). */
export function menu<Value>(
  action: Action<Value>,
  placeholder: Plain,
  entries: readonly { text: Plain; value: Value }[],
): StaticSelect {
  return {
    type: 'static_select',
    action_id: action.actionId,
    placeholder: { type: 'plain_text', text: shorten(placeholder, limits.placeholder) },
    options: options(action, entries, limits.options),
  };
}

function options<Value>(
  action: Action<Value>,
  entries: readonly { text: Plain; value: Value }[],
  most: number,
): PlainTextOption[] {
  if (entries.length > most) throw new Error(`${action.actionId} has more than ${most} entries`);
  return entries.map((entry) => ({
    text: { type: 'plain_text', text: shorten(entry.text, limits.optionText) },
    value: encode(action, entry.value, limits.optionValue),
  }));
}
