/** Composition objects: text, options, confirmation dialogs, filters. */
import { isJson, listAt } from '../json.ts';
import { boolean, byType, list, noteTwice, object, oneOf, problem, string, type Check } from './check.ts';
import { LIMITS } from './limits.ts';

const plainBody = (max: number): Check =>
  object({ required: { text: string(max) }, optional: { emoji: boolean } });
const mrkdwnBody = (max: number): Check =>
  object({ required: { text: string(max) }, optional: { verbatim: boolean } });

/** A `plain_text` object of up to `max` characters. */
export const plain = (max: number): Check => byType({ plain_text: plainBody(max) });

/** A `mrkdwn` object of up to `max` characters. */
export const mrkdwn = (max: number): Check => byType({ mrkdwn: mrkdwnBody(max) });

/** A `plain_text` or `mrkdwn` object of up to `max` characters. */
export const anyText = (max: number): Check =>
  byType({ plain_text: plainBody(max), mrkdwn: mrkdwnBody(max) });

/** An option: plain text, except in radio buttons and checkboxes, where mrkdwn is allowed. */
export const option = (where: 'select' | 'overflow' | 'group'): Check => {
  const text = where === 'group' ? anyText : plain;
  return object({
    required: { text: text(LIMITS.optionText), value: string(LIMITS.optionValue) },
    optional: {
      description: text(LIMITS.optionDescription),
      ...(where === 'overflow' ? { url: string(LIMITS.url) } : {}),
    },
  });
};

const optionGroup = object({
  required: { label: plain(LIMITS.optionGroupLabel), options: list(option('select'), LIMITS.options) },
});

export const confirm = object({
  required: {
    title: plain(LIMITS.confirmTitle),
    text: anyText(LIMITS.confirmText),
    confirm: plain(LIMITS.confirmButton),
    deny: plain(LIMITS.confirmButton),
  },
  optional: { style: oneOf('primary', 'danger') },
});

export const conversationFilter = object({
  optional: {
    include: list(oneOf('im', 'mpim', 'private', 'public'), 4),
    exclude_external_shared_channels: boolean,
    exclude_bot_users: boolean,
  },
  also: (value, at, context) => {
    if (Object.keys(value).length === 0) problem(context, at, 'must have at least one field');
  },
});

export const optionGroups = list(optionGroup, LIMITS.optionGroups);

/** Notes option values that come twice, and a preselected option that is not among the options. */
export const optionsAgree: NonNullable<Parameters<typeof object>[0]['also']> = (value, at, context) => {
  const all = [
    ...listAt(value, 'options'),
    ...listAt(value, 'option_groups').flatMap((g) => listAt(g, 'options')),
  ];
  noteTwice(
    all.map((each) => each['value']),
    at,
    'option value',
    context,
  );
  const initial = isJson(value['initial_option'])
    ? [value['initial_option']]
    : listAt(value, 'initial_options');
  for (const chosen of initial)
    if (!all.some((each) => each['value'] === chosen['value']))
      problem(context, at, 'initial option was not found in the options');
};
