/** Blocks: what each may hold, and whether a list of them may be shown on a surface. */
import { everyObject, isJson, listAt, type Json } from '../json.ts';
import {
  boolean,
  byType,
  list,
  noteTwice,
  object,
  problem,
  string,
  type Check,
  type Context,
} from './check.ts';
import { anyText, mrkdwn, plain } from './composition.ts';
import {
  accessory,
  actionsElement,
  cardAction,
  contextElement,
  fileImageFields,
  imageFields,
  inputElement,
} from './elements.ts';
import { elementsOf, withCards } from './inside.ts';
import { LIMITS, type Surface } from './limits.ts';
import { richTextBody } from './rich-text.ts';

const id = { block_id: string(LIMITS.id) };

const oneFocus = (elements: readonly Json[], at: string, context: Context): void => {
  noteTwice(
    elements.map((element) => element['action_id']),
    at,
    'action_id',
    context,
  );
};

const image = object({
  required: imageFields.required ?? {},
  optional: { ...id, title: plain(LIMITS.imageTitle) },
});
const fileImage = object({
  required: fileImageFields.required ?? {},
  optional: { ...id, title: plain(LIMITS.imageTitle) },
});

/** Slack takes cards in messages and in Home; in modals they are reported not to appear. */
const notInModals =
  (check: Check): Check =>
  (value, at, context) => {
    if (context.surface !== 'modal') check(value, at, context);
    else problem(context, `${at}/type`, `unsupported type: ${isJson(value) ? String(value['type']) : ''}`);
  };

const cardImage = byType({ image: object(imageFields) });
const card = object({
  optional: {
    ...id,
    hero_image: cardImage,
    icon: cardImage,
    title: mrkdwn(LIMITS.cardTitle),
    subtitle: mrkdwn(LIMITS.cardTitle),
    body: mrkdwn(LIMITS.cardBody),
    actions: list(cardAction, LIMITS.cardActions),
  },
  also: (value, at, context) => {
    if (!['hero_image', 'title', 'actions', 'body'].some((key) => value[key]))
      problem(context, at, 'missing required field: hero_image, title, actions or body');
    oneFocus(listAt(value, 'actions'), at, context);
  },
});

const blockTypes = byType({
  card: notInModals(card),
  carousel: notInModals(
    object({ required: { elements: list(byType({ card }), LIMITS.carousel) }, optional: id }),
  ),
  section: object({
    optional: {
      ...id,
      text: anyText(LIMITS.text),
      fields: list(anyText(LIMITS.fieldText), LIMITS.sectionFields),
      accessory,
      expand: boolean,
    },
    also: (value, at, context) => {
      if (!value['text'] && !value['fields']) problem(context, at, 'missing required field: text or fields');
    },
  }),
  header: object({ required: { text: plain(LIMITS.header) }, optional: id }),
  divider: object({ optional: id }),
  context: object({ required: { elements: list(contextElement, LIMITS.contextElements) }, optional: id }),
  actions: object({
    required: { elements: list(actionsElement, LIMITS.actionsElements) },
    optional: id,
    also: (value, at, context) => oneFocus(listAt(value, 'elements'), at, context),
  }),
  input: object({
    required: { label: plain(LIMITS.label), element: inputElement },
    optional: { ...id, hint: plain(LIMITS.hint), optional: boolean, dispatch_action: boolean },
  }),
  image: (value, at, context) => {
    const isFile = context.surface === 'message' && isJson(value) && value['slack_file'] !== undefined;
    (isFile ? fileImage : image)(value, at, context);
  },
  rich_text: richTextBody,
});

/** Checks all blocks of a surface: each one, how many, and that no `block_id` comes twice. */
export const checkBlocks =
  (surface: Surface): Check =>
  (value, at, context) => {
    list(blockTypes, surface === 'message' ? LIMITS.messageBlocks : LIMITS.viewBlocks, 0)(value, at, context);
    if (!Array.isArray(value)) return;
    const blocks = value.filter(isJson);
    noteTwice(
      blocks.map((block) => block['block_id']),
      at,
      'block_id',
      context,
    );
    const focused = [...everyObject(value)].filter((each) => each['focus_on_load'] === true);
    if (focused.length > 1) problem(context, at, 'only one element can have focus_on_load');
    if (surface === 'message' && focused.length > 0)
      problem(context, at, 'focus_on_load is not allowed in messages');
    for (const each of surface === 'modal' ? [] : everyObject(value))
      if (each['response_url_enabled'] === true)
        problem(context, at, 'response_url_enabled is only allowed in modals');
  };

/** Characters of all text in blocks, as Slack adds them up for a message. */
export function textLength(blocks: readonly Json[]): number {
  let sum = 0;
  for (const each of everyObject(blocks)) if (typeof each['text'] === 'string') sum += each['text'].length;
  return sum;
}

const CHARACTERS = '0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ';
const shortId = (): string =>
  Array.from({ length: 5 }, () => CHARACTERS[Math.floor(Math.random() * CHARACTERS.length)]).join('');

/** A copy with the `block_id`, `action_id`, `emoji` and `verbatim` that Slack fills in where the app left them out. */
export function fillIn(blocks: readonly Json[]): Json[] {
  const copy = structuredClone(blocks) as Json[];
  for (const block of copy) block['block_id'] ??= shortId();
  for (const block of withCards(copy)) {
    block['block_id'] ??= shortId();
    for (const element of elementsOf(block)) element['action_id'] ??= shortId();
  }
  for (const each of everyObject(copy)) {
    if (each['type'] === 'plain_text') each['emoji'] ??= true;
    if (each['type'] === 'mrkdwn') each['verbatim'] ??= false;
  }
  return copy;
}
