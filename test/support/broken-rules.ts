/** The rules that hold for every message, whoever says it: what can be pressed, and that its text says what its blocks say. */
import { everyObject, isJson, listAt, objectAt, parseJson, textAt, type Json } from '../../sandbox/json.ts';

interface Said {
  readonly text: string;
  readonly blocks: readonly Json[];
}

/** @param sent anything that was sent to Slack. @returns what each message, modal and Home in it breaks */
export function brokenRules(sent: unknown): string[] {
  return [
    ...[...messagesIn(sent)].flatMap(brokenByMessage),
    ...[...surfacesIn(sent)].flatMap((blocks) => brokenAnywhere(blocks)),
  ];
}

const emoji = /\p{Extended_Pictographic}|:[a-z][a-z0-9_+-]*:/u;
/** Emoji, marks and spaces, and no letter or number. */
const mute = /^(?:[^\p{L}\p{N}]|:[a-z][a-z0-9_+-]*:)*$/u;

function brokenByMessage({ text, blocks }: Said): string[] {
  const buttons = buttonsIn(blocks);
  const primary = buttons.filter((button) => button['style'] === 'primary');
  const has = new Set(wordsOf(text));
  const unsaid = blocks.flatMap(saidBy).flatMap(wordsOf);
  const missing = unsaid.filter((word) => !has.has(word));
  return [
    ...(primary.length > 1 ? [`${primary.length} primary buttons: ${primary.map(wordsIn).join(', ')}`] : []),
    ...(buttons.length > 5 ? [`${buttons.length} buttons: ${buttons.map(wordsIn).join(', ')}`] : []),
    ...(missing.length > 0 ? [`not in the text: ${missing.join(' ')} (${text.slice(0, 60)})`] : []),
  ];
}

function brokenAnywhere(blocks: readonly Json[]): string[] {
  const heads = blocks.filter(({ type }) => type === 'header');
  const marked = [...heads, ...buttonsIn(blocks)].map(wordsIn).filter((words) => emoji.test(words));
  const texts = [...everyObject(blocks)].filter(({ type }) => type === 'mrkdwn' || type === 'plain_text');
  const alone = texts.map((one) => textAt(one, 'text')).filter((words) => mute.test(words));
  return [
    ...marked.map((words) => `an emoji in a button or header: ${words}`),
    ...alone.map((words) => `said without a word: “${words}”`),
  ];
}

const buttonsIn = (blocks: readonly Json[]): Json[] =>
  [...everyObject(blocks)].filter(({ type }) => type === 'button');

const wordsIn = (one: Json): string => textAt(objectAt(one, 'text'), 'text');

const wordsOf = (text: string): readonly string[] =>
  text
    .replaceAll(/&(?:amp|lt|gt);/g, ' ')
    .toLowerCase()
    .match(/[\p{L}\p{N}]+/gu) ?? [];

/** What a block says to whoever looks at it, without what can be pressed. */
function saidBy(block: Json): string[] {
  if (block['type'] === 'actions' || block['type'] === 'image') return [];
  if (block['type'] === 'carousel') return listAt(block, 'elements').flatMap(saidBy);
  const own =
    block['type'] === 'card'
      ? ['title', 'subtitle', 'body'].map((part) => objectAt(block, part))
      : block['type'] === 'section'
        ? [objectAt(block, 'text'), ...listAt(block, 'fields')]
        : [block];
  return own.flatMap((part) =>
    [...everyObject(part)].flatMap((one) =>
      one['type'] === 'emoji' ? [textAt(one, 'name')] : [textAt(one, 'text')],
    ),
  );
}

/** What has a text beside its blocks; some travel as JSON in a text. */
function* messagesIn(sent: unknown): Generator<Said> {
  for (const one of everyObject(sent)) {
    const blocks = blocksOf(one['blocks']);
    if (typeof one['text'] === 'string' && blocks.length > 0) yield { text: one['text'], blocks };
  }
}

/** The blocks of each message, modal and Home. */
function* surfacesIn(sent: unknown): Generator<readonly Json[]> {
  for (const one of everyObject(sent)) {
    const view = typeof one['view'] === 'string' ? parseJson(one['view']) : undefined;
    for (const blocks of [blocksOf(one['blocks']), isJson(view) ? listAt(view, 'blocks') : []])
      if (blocks.length > 0) yield blocks;
  }
}

function blocksOf(blocks: unknown): Json[] {
  const read = typeof blocks === 'string' ? parseJson(blocks) : blocks;
  return Array.isArray(read) ? read.filter(isJson) : [];
}
