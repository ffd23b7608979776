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
}

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
