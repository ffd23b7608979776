/** Block elements: what each may hold, and which of them may stand where. */
import {
  boolean,
  byType,
  integer,
  list,
  object,
  oneOf,
  problem,
  string,
  type Check,
  type Shape,
} from './check.ts';
import {
  anyText,
  confirm,
  conversationFilter,
  option,
  optionGroups,
  optionsAgree,
  plain,
} from './composition.ts';
import { LIMITS } from './limits.ts';
import { richTextBody } from './rich-text.ts';

const id = string(LIMITS.id);
const placeholder = plain(LIMITS.placeholder);
const slackId = string(LIMITS.id);
const acting = { action_id: id };
const focusing = { ...acting, focus_on_load: boolean };
const choosing = { ...focusing, placeholder, confirm };
const dateText = string(10, 10, /^\d{4}-\d\d-\d\d$/);
const timeText = string(5, 5, /^([01]\d|2[0-3]):[0-5]\d$/);
const decimal = string(40, 1, /^-?\d+(\.\d+)?$/);
const dispatchConfig = object({
  optional: { trigger_actions_on: list(oneOf('on_enter_pressed', 'on_character_entered'), 2) },
});

const staticShape: Shape = {
  optional: {
    ...choosing,
    options: list(option('select'), LIMITS.options),
    option_groups: optionGroups,
  },
  also: (value, at, context) => {
    if ((value['options'] === undefined) === (value['option_groups'] === undefined))
      problem(context, at, 'exactly one of options and option_groups is required');
    optionsAgree(value, at, context);
  },
};
const grow = (shape: Shape, optional: Record<string, Check>): Check =>
  object({ ...shape, optional: { ...shape.optional, ...optional } });
const many = { max_selected_items: integer(1, 100) };

const staticSelect = grow(staticShape, { initial_option: option('select') });
const multiStaticSelect = grow(staticShape, { initial_options: list(option('select'), 100), ...many });
const usersSelect = object({ optional: { ...choosing, initial_user: slackId } });
const multiUsersSelect = object({ optional: { ...choosing, initial_users: list(slackId, 100), ...many } });
const conversations = { ...choosing, default_to_current_conversation: boolean, filter: conversationFilter };
const conversationsSelect = object({
  optional: { ...conversations, initial_conversation: slackId, response_url_enabled: boolean },
});
const multiConversationsSelect = object({
  optional: { ...conversations, initial_conversations: list(slackId, 100), ...many },
});
const channelsSelect = object({
  optional: { ...choosing, initial_channel: slackId, response_url_enabled: boolean },
});
const multiChannelsSelect = object({
  optional: { ...choosing, initial_channels: list(slackId, 100), ...many },
});

const button = object({
  required: { text: plain(LIMITS.buttonText) },
  optional: {
    ...acting,
    value: string(LIMITS.buttonValue),
    url: string(LIMITS.url),
    style: oneOf('primary', 'danger'),
    confirm,
    accessibility_label: string(LIMITS.accessibilityLabel),
  },
});
const overflow = object({
  required: { options: list(option('overflow'), LIMITS.overflowOptions) },
  optional: { ...acting, confirm },
  also: optionsAgree,
});
const radioButtons = object({
  required: { options: list(option('group'), LIMITS.radioOptions) },
  optional: { ...focusing, confirm, initial_option: option('group') },
  also: optionsAgree,
});
const checkboxes = object({
  required: { options: list(option('group'), LIMITS.checkboxOptions) },
  optional: { ...focusing, confirm, initial_options: list(option('group'), LIMITS.checkboxOptions) },
  also: optionsAgree,
});
const datepicker = object({ optional: { ...choosing, initial_date: dateText } });
const timepicker = object({
  optional: { ...choosing, initial_time: timeText, timezone: string(LIMITS.id) },
});
const datetimepicker = object({
  optional: { ...focusing, confirm, initial_date_time: integer(1_000_000_000, 9_999_999_999) },
});
const plainTextInput = object({
  optional: {
    ...focusing,
    placeholder,
    multiline: boolean,
    min_length: integer(0, LIMITS.inputLength),
    max_length: integer(1, LIMITS.inputLength),
    initial_value: string(LIMITS.inputLength, 0),
    dispatch_action_config: dispatchConfig,
  },
});
const numberInput = object({
  required: { is_decimal_allowed: boolean },
  optional: {
    ...focusing,
    placeholder,
    initial_value: decimal,
    min_value: decimal,
    max_value: decimal,
    dispatch_action_config: dispatchConfig,
  },
});
const richTextInput = object({
  optional: {
    ...focusing,
    placeholder,
    initial_value: byType({ rich_text: richTextBody }),
    dispatch_action_config: dispatchConfig,
  },
});

/** An image's body, the same as an element and (with a title) as a block. */
export const imageFields: Shape = {
  required: { image_url: string(LIMITS.url), alt_text: string(LIMITS.imageAlt) },
};

/** An image that shows a file of the app's own, in a message; whether views take it nobody has proved. */
export const fileImageFields: Shape = {
  required: {
    slack_file: object({ required: { id: string(LIMITS.id) } }),
    alt_text: string(LIMITS.imageAlt),
  },
};

const selects = {
  static_select: staticSelect,
  multi_static_select: multiStaticSelect,
  users_select: usersSelect,
  multi_users_select: multiUsersSelect,
  conversations_select: conversationsSelect,
  multi_conversations_select: multiConversationsSelect,
  channels_select: channelsSelect,
  multi_channels_select: multiChannelsSelect,
};
const choices = { ...selects, radio_buttons: radioButtons, checkboxes, datepicker, timepicker };

/** What may stand in an `actions` block. */
export const actionsElement = byType({ ...choices, button, overflow, datetimepicker });
/** What may stand at the foot of a `card`. */
export const cardAction = byType({ button });
/** What may stand beside a `section`. */
export const accessory = byType({ ...choices, button, overflow, image: object(imageFields) });
/** What may stand in an `input` block. */
export const inputElement = byType({
  ...choices,
  datetimepicker,
  plain_text_input: plainTextInput,
  number_input: numberInput,
  rich_text_input: richTextInput,
});
/** What may stand in a `context` block. */
export const contextElement: Check = (value, at, context) => {
  const text = anyText(LIMITS.text);
  if (typeof value === 'object' && value !== null && 'type' in value && value.type === 'image')
    object(imageFields)(value, at, context);
  else text(value, at, context);
};
