/** Slack's limits as Lore has them: that much is taken. What becomes of one more is told, and no fault of anybody's. */
import { limits } from '#core/kit/limits.ts';
import { type Check, either } from '../check.ts';
import { outcomeOf } from '../refused.ts';
import { type Live, messageOf, passing } from '../live.ts';

type Block = Readonly<Record<string, unknown>>;

const plain = (length: number) => ({ type: 'plain_text', text: 'a'.repeat(length) });
const many = <T>(count: number, one: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => one(index));
const row = (...elements: readonly Block[]): Block[] => [{ type: 'actions', elements }];
const button = (over: Block = {}, index = 0): Block => ({
  type: 'button',
  action_id: `live.${index}`,
  text: plain(1),
  ...over,
});
const option = (value: string): Block => ({ text: plain(1), value });
const select = (over: Block): Block => ({
  type: 'static_select',
  action_id: 'live',
  options: [option('a')],
  ...over,
});
const mrkdwn = (length: number): Block => ({ type: 'mrkdwn', text: 'a'.repeat(length), verbatim: true });

interface Limit {
  readonly what: string;
  readonly most: number;
  /** Slack's documents and its types differ: tried too. */
  readonly perhaps?: number;
  readonly blocks: (size: number) => readonly Block[];
}

const inBlocks: readonly Limit[] = [
  {
    what: 'blocks in a message',
    most: limits.messageBlocks,
    blocks: (size) => many(size, () => ({ type: 'divider' })),
  },
  {
    what: 'characters in a section',
    most: limits.sectionText,
    blocks: (size) => [{ type: 'section', text: mrkdwn(size) }],
  },
  {
    what: 'characters in a heading',
    most: limits.headerText,
    blocks: (size) => [{ type: 'header', text: plain(size) }],
  },
  {
    what: 'characters on a button',
    most: limits.buttonText,
    blocks: (size) => row(button({ text: plain(size) })),
  },
  {
    what: 'characters in a button’s value',
    most: limits.buttonValue,
    blocks: (size) => row(button({ value: 'a'.repeat(size) })),
  },
  {
    what: 'buttons in a row',
    most: limits.actionsElements,
    blocks: (size) => row(...many(size, (index) => button({}, index))),
  },
  {
    what: 'parts of a context',
    most: limits.contextElements,
    blocks: (size) => [{ type: 'context', elements: many(size, () => mrkdwn(1)) }],
  },
  {
    what: 'options of a menu',
    most: limits.options,
    blocks: (size) => row(select({ options: many(size, (index) => option(`${index}`)) })),
  },
  {
    what: 'characters in an option’s value',
    most: limits.optionValue,
    perhaps: 150,
    blocks: (size) => row(select({ options: [option('a'.repeat(size))] })),
  },
  {
    what: 'characters in a placeholder',
    most: limits.placeholder,
    blocks: (size) => row(select({ placeholder: plain(size) })),
  },
];

const tooMuch =
  'sends messages that Slack refuses, and App Home lists them: the limit in Lore has to be lowered';

const inMessage = ({ what, most, perhaps, blocks }: Limit): Check => ({
  subject: 'limit',
  tries: `${figure(most)} ${what}`,
  documented: `the Block Kit reference${perhaps === undefined ? '' : `, where it says ${perhaps}; the types of @slack/types say ${most}`}`,
  otherwise: tooMuch,
  breaksLore: true,
  run: async (live) => {
    const { channel, ts } = await live.post();
    return sized([most, ...(perhaps === undefined ? [] : [perhaps]), (perhaps ?? most) + 1], (size) =>
      live.calls.ask('chat.update', { channel, ts, text: passing, blocks: blocks(size) }),
    );
  },
});

/** The first size has to be taken. */
async function sized(
  sizes: readonly number[],
  send: (size: number) => Promise<unknown>,
): ReturnType<Check['run']> {
  const ends: (readonly [number, string])[] = [];
  for (const size of sizes) ends.push([size, await outcomeOf(send(size))]);
  return either(ends[0]?.[1] === 'taken', ends.map(([size, end]) => `${figure(size)}: ${end}`).join('; '));
}

const figure = (size: number): string => size.toLocaleString('en-GB');

/** Several blocks with so much text together. */
async function postOf(live: Live, size: number, block: (length: number) => Block): Promise<void> {
  const full = Math.floor(size / limits.sectionText);
  const rest = size % limits.sectionText;
  const blocks = [...many(full, () => block(limits.sectionText)), ...(rest === 0 ? [] : [block(rest)])];
  await live.post({ ...messageOf(), blocks: blocks as never });
}

const sums = [
  ['sections', (length: number): Block => ({ type: 'section', text: mrkdwn(length) })],
  [
    'rich text',
    (length: number): Block => ({
      type: 'rich_text',
      elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text: 'a'.repeat(length) }] }],
    }),
  ],
] as const;

export const sizes: readonly Check[] = [
  ...inBlocks.map(inMessage),
  ...sums.map(([what, block]): Check => ({
    subject: 'limit',
    tries: `${figure(limits.messageText)} characters over all ${what} of a message`,
    documented: 'nothing; reports say 12,000 to 13,200 (msg_blocks_too_long)',
    otherwise: tooMuch,
    breaksLore: true,
    run: async (live) => sized([limits.messageText, 13_200, 16_000], (size) => postOf(live, size, block)),
  })),
];
