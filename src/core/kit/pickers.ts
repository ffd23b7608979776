/** Fields for picking: checkboxes, a time of day, a channel, a list too long for `choiceField`. */
import { chunks } from '../chunks.ts';
import { channelId, groupId, isId, type ChannelId, type GroupId } from '../ids.ts';
import type { UserGroup } from '../people.ts';
import { shorten } from '../text.ts';
import { formatClock } from '../time/format.ts';
import { limits } from './limits.ts';
import { type Field, type Labels, placeholder } from './modal.ts';

/** Any of a few things, as checkboxes (at most 10), in the order offered. Rendering says what each is called. */
export function ticksField<Name extends string>(
  names: readonly Name[],
  options: { optional?: boolean } = {},
): Field<readonly Name[]> {
  return {
    optional: options.optional ?? false,
    element: (initial, words) => {
      const all = names.map((name) => ({ text: plain(words.choices?.[name] ?? name), value: name }));
      // Slack refuses an empty list.
      const ticked = all.filter(({ value }) => initial?.includes(value) === true);
      return {
        type: 'checkboxes',
        options: all,
        ...(ticked.length === 0 ? {} : { initial_options: ticked }),
      };
    },
    read: (raw) => names.filter((name) => raw?.selected_options?.some(({ value }) => value === name)),
  };
}

/** A time of day, in minutes after midnight. Anything else, which Slack never sends, reads as `null`. */
export function timeField(): Field<number | null> {
  return {
    optional: false,
    element: (initial) => ({
      type: 'timepicker',
      ...(initial == null ? {} : { initial_time: formatClock(initial, 'HH:mm') }),
    }),
    read: (raw) => {
      const [, hours, minutes] = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(raw?.selected_time ?? '') ?? [];
      return hours === undefined ? null : Number(hours) * 60 + Number(minutes);
    },
  };
}

/** A whole number; anything else reads as `null`. Slack itself reports a number out of bounds, and the listener checks again. */
export function numberField(bounds: { readonly least: number; readonly most: number }): Field<number | null> {
  return {
    optional: false,
    element: (initial) => ({
      type: 'number_input',
      is_decimal_allowed: false,
      min_value: String(bounds.least),
      max_value: String(bounds.most),
      ...(initial == null ? {} : { initial_value: String(initial) }),
    }),
    read: (raw) => (/^-?\d{1,9}$/.test(raw?.value ?? '') ? Number(raw?.value) : null),
  };
}

/** One of many things, in groups that people can search. Rendering says what they are. The value may be any text. */
export function listField(): Field<string | null> {
  return {
    optional: false,
    element: (initial, words) => {
      const groups = optionGroups(words);
      const chosen = groups.flatMap(({ options }) => options).find(({ value }) => value === initial);
      return {
        type: 'static_select',
        option_groups: groups,
        ...(chosen === undefined ? {} : { initial_option: chosen }),
        ...placeholder(words),
      };
    },
    read: (raw) => raw?.selected_option?.value ?? null,
  };
}

/** Any of many things, in groups that people can search. Rendering says what they are. The values may be any text. */
export function listsField(): Field<readonly string[]> {
  return {
    optional: false,
    element: (initial, words) => someOf(initial, words),
    read: (raw) => (raw?.selected_options ?? []).map(({ value }) => value),
  };
}

/** Any of the workspace's user groups, at most `most`. Rendering says which are offered. Slack has no element of its own for them. */
export function groupsField(most: number): Field<readonly GroupId[]> {
  return {
    optional: false,
    offersGroups: true,
    element: (initial, words) => ({ ...someOf(initial, words), max_selected_items: most }),
    read: (raw) =>
      (raw?.selected_options ?? [])
        .map(({ value }) => value)
        .filter(isId)
        .map(groupId),
  };
}

/** A list to choose several from, with those chosen that are still offered. */
function someOf(initial: readonly string[] | undefined, words: Labels) {
  const groups = optionGroups(words);
  const chosen = groups
    .flatMap(({ options }) => options)
    .filter(({ value }) => initial?.includes(value) === true);
  return {
    type: 'multi_static_select' as const,
    option_groups: groups,
    // Slack refuses an empty list.
    ...(chosen.length === 0 ? {} : { initial_options: chosen }),
  };
}

/** As many user groups as a list takes beside one other section, in order. @param at the label of a section, from its first and last */
export function groupChoices(
  all: readonly UserGroup[],
  at: (first: string, last: string) => string,
): NonNullable<Labels['groups']> {
  return chunks(all.slice(0, limits.options * (limits.options - 1)), limits.options).map((some) => ({
    label: at(some[0]?.handle ?? '', some.at(-1)?.handle ?? ''),
    choices: some.map(({ groupId: value, handle, name }) => ({ value, text: `@${handle} (${name})` })),
  }));
}

function optionGroups(words: Labels) {
  const groups = (words.groups ?? []).map((group) => ({
    label: plain(group.label),
    options: group.choices.map((choice) => ({ text: plain(choice.text), value: choice.value })),
  }));
  if (groups.length > limits.options || groups.some(({ options }) => options.length > limits.options))
    throw new Error('a list takes 100 groups of 100');
  return groups;
}

/**
 * A channel that the person choosing can see, no direct message. Anything but an id reads as `null`.
 * @param options `isHereAtFirst`: where nothing is proposed, Slack proposes the one from which the form was opened, which it does not tell Lore
 */
export function conversationField(
  options: { isHereAtFirst?: boolean; optional?: boolean } = {},
): Field<ChannelId | null> {
  return {
    optional: options.optional ?? false,
    element: (initial, words) => ({
      type: 'conversations_select',
      filter: { include: ['public', 'private'], exclude_bot_users: true },
      ...(initial == null
        ? options.isHereAtFirst === true
          ? { default_to_current_conversation: true }
          : {}
        : { initial_conversation: initial }),
      ...placeholder(words),
    }),
    read: (raw) => (isId(raw?.selected_conversation) ? channelId(raw.selected_conversation) : null),
  };
}

/** Channels that the person choosing can see, no direct messages; anything but an id is dropped. Slack enforces `most`. */
export function conversationsField(most: number): Field<readonly ChannelId[]> {
  return {
    optional: false,
    element: (initial) => ({
      type: 'multi_conversations_select',
      filter: { include: ['public', 'private'], exclude_bot_users: true },
      max_selected_items: most,
      ...(initial === undefined || initial.length === 0 ? {} : { initial_conversations: [...initial] }),
    }),
    read: (raw) => (raw?.selected_conversations ?? []).filter(isId).map(channelId),
  };
}

function plain(text: string) {
  return { type: 'plain_text' as const, text: shorten(text, limits.optionText) };
}
