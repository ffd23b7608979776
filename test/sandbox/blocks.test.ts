import type { Json } from '../../sandbox/json.ts';
import { aMinuteLater, anyText, errorOf, messagesOf, startFixture, type Fixture } from './fixture.ts';

let fixture: Fixture;
beforeAll(async () => {
  fixture = await startFixture();
});
beforeEach(() => aMinuteLater(fixture));
afterAll(() => fixture.close());

const call = (method: string, args: Json) => fixture.client.apiCall(method, args);
const postBlocks = (blocks: unknown) =>
  call('chat.postMessage', { channel: 'C0WEBSITE', text: 'text', blocks });
const publish = (view: Json) => call('views.publish', { user_id: 'U0MARA', view });

const x = (length: number): string => 'x'.repeat(length);
const plain = (text: string): Json => ({ type: 'plain_text', text });
const mrkdwn = (text: string): Json => ({ type: 'mrkdwn', text });
const option = (value: string, text = 'Option'): Json => ({ text: plain(text), value });
const options = (count: number): Json[] => Array.from({ length: count }, (_, index) => option(`v${index}`));
const button = (over: Json = {}): Json => ({ type: 'button', text: plain('Go'), action_id: 'go', ...over });
const actions = (...elements: Json[]): Json => ({ type: 'actions', elements });
const section = (over: Json = {}): Json => ({ type: 'section', text: mrkdwn('text'), ...over });
const select = (over: Json = {}): Json => ({
  type: 'static_select',
  action_id: 's',
  options: options(2),
  ...over,
});
const confirm = (over: Json = {}): Json => ({
  title: plain('Sure?'),
  text: mrkdwn('It goes.'),
  confirm: plain('Yes'),
  deny: plain('No'),
  ...over,
});
const input = (element: Json, over: Json = {}): Json => ({
  type: 'input',
  label: plain('Label'),
  element,
  ...over,
});
const textInput = (over: Json = {}): Json => ({ type: 'plain_text_input', action_id: 't', ...over });

/** Every kind of block and element, at its largest. */
const accepted: readonly (readonly [string, Json])[] = [
  [
    'a section with text, fields and a button',
    section({
      fields: Array(10)
        .fill(mrkdwn(x(2000)))
        .slice(0, 3),
      accessory: button(),
    }),
  ],
  [
    'a section with an image',
    section({ accessory: { type: 'image', image_url: 'https://a.example/i.png', alt_text: 'i' } }),
  ],
  ['a header', { type: 'header', text: plain(x(150)) }],
  ['a divider', { type: 'divider', block_id: x(255) }],
  ['a context', { type: 'context', elements: [mrkdwn('a'), plain('b')] }],
  ['an image', { type: 'image', image_url: 'https://a.example/i.png', alt_text: 'i', title: plain('t') }],
  [
    'buttons',
    actions(
      button({ value: x(2000), style: 'danger', confirm: confirm() }),
      button({ action_id: 'b', url: 'https://a.example' }),
    ),
  ],
  [
    'a select with groups',
    actions(select({ options: undefined, option_groups: [{ label: plain('G'), options: options(3) }] })),
  ],
  [
    'pickers',
    actions(
      { type: 'datepicker', action_id: 'd', initial_date: '2026-11-24' },
      { type: 'timepicker', action_id: 't', initial_time: '09:05', timezone: 'Europe/Berlin' },
      { type: 'datetimepicker', action_id: 'dt', initial_date_time: 1_790_000_000 },
    ),
  ],
  [
    'people and conversations',
    actions(
      { type: 'users_select', action_id: 'u', initial_user: 'U0MARA' },
      { type: 'multi_users_select', action_id: 'mu', max_selected_items: 3 },
      { type: 'conversations_select', action_id: 'c', filter: { include: ['public'] } },
    ),
  ],
  [
    'an overflow, radios and checkboxes',
    actions(
      { type: 'overflow', action_id: 'o', options: options(5) },
      { type: 'radio_buttons', action_id: 'r', options: options(10), initial_option: option('v1') },
      { type: 'checkboxes', action_id: 'c', options: options(10) },
    ),
  ],
  [
    'inputs in a message',
    input(textInput({ multiline: true, max_length: 3000 }), {
      dispatch_action: true,
      hint: plain('h'),
      optional: true,
    }),
  ],
  ['a number', input({ type: 'number_input', action_id: 'n', is_decimal_allowed: false, min_value: '1' })],
  [
    'rich text',
    {
      type: 'rich_text',
      elements: [
        {
          type: 'rich_text_section',
          elements: [
            { type: 'text', text: '<!channel>', style: { bold: true } },
            { type: 'user', user_id: 'U0MARA' },
          ],
        },
        {
          type: 'rich_text_list',
          style: 'bullet',
          elements: [{ type: 'rich_text_section', elements: [{ type: 'emoji', name: 'wave' }] }],
        },
        { type: 'rich_text_quote', elements: [{ type: 'link', url: 'https://a.example', text: 'l' }] },
      ],
    },
  ],
];

const refused: readonly (readonly [string, unknown, string, string])[] = [
  ['51 blocks', Array(51).fill({ type: 'divider' }), 'no more than 50 items allowed', '/blocks'],
  ['an unknown block', [{ type: 'marquee' }], 'unsupported type: marquee', '/blocks/0/type'],
  ['a block for modals', [{ type: 'alert', text: plain('x') }], 'unsupported type: alert', '/blocks/0/type'],
  ['an unknown property', [section({ colour: 'red' })], 'invalid additional property: colour', '/blocks/0'],
  [
    'a section without text and fields',
    [{ type: 'section' }],
    'missing required field: text or fields',
    '/blocks/0',
  ],
  [
    'a section of 3001 characters',
    [section({ text: mrkdwn(x(3001)) })],
    'must be less than 3001 characters',
    '/blocks/0/text/text',
  ],
  ['an empty text', [section({ text: mrkdwn('') })], 'must be more than 0 characters', '/blocks/0/text/text'],
  [
    '11 fields',
    [section({ fields: Array(11).fill(mrkdwn('f')) })],
    'no more than 10 items allowed',
    '/blocks/0/fields',
  ],
  [
    'a field of 2001',
    [section({ fields: [mrkdwn(x(2001))] })],
    'must be less than 2001 characters',
    '/blocks/0/fields/0/text',
  ],
  [
    'a header of 151',
    [{ type: 'header', text: plain(x(151)) }],
    'must be less than 151 characters',
    '/blocks/0/text/text',
  ],
  [
    'a header in mrkdwn',
    [{ type: 'header', text: mrkdwn('h') }],
    'unsupported type: mrkdwn',
    '/blocks/0/text/type',
  ],
  [
    '11 context elements',
    [{ type: 'context', elements: Array(11).fill(mrkdwn('c')) }],
    'no more than 10 items allowed',
    '/blocks/0/elements',
  ],
  [
    'an empty context',
    [{ type: 'context', elements: [] }],
    'no fewer than 1 items allowed',
    '/blocks/0/elements',
  ],
  [
    '26 buttons',
    [actions(...Array.from({ length: 26 }, (_, i) => button({ action_id: `b${i}` })))],
    'no more than 25 items allowed',
    '/blocks/0/elements',
  ],
  [
    'a text input among buttons',
    [actions(textInput())],
    'unsupported type: plain_text_input',
    '/blocks/0/elements/0/type',
  ],
  [
    'a button label of 76',
    [actions(button({ text: plain(x(76)) }))],
    'must be less than 76 characters',
    '/blocks/0/elements/0/text/text',
  ],
  [
    'a button value of 2001',
    [actions(button({ value: x(2001) }))],
    'must be less than 2001 characters',
    '/blocks/0/elements/0/value',
  ],
  [
    'an unknown button style',
    [actions(button({ style: 'warning' }))],
    'must be one of: primary, danger',
    '/blocks/0/elements/0/style',
  ],
  [
    'an action_id of 256',
    [actions(button({ action_id: x(256) }))],
    'must be less than 256 characters',
    '/blocks/0/elements/0/action_id',
  ],
  [
    'a block_id of 256',
    [{ type: 'divider', block_id: x(256) }],
    'must be less than 256 characters',
    '/blocks/0/block_id',
  ],
  [
    'the same action_id twice in a block',
    [actions(button(), button())],
    'action_id "go" already exists',
    '/blocks/0',
  ],
  [
    'the same block_id twice',
    [
      { type: 'divider', block_id: 'a' },
      { type: 'divider', block_id: 'a' },
    ],
    'block_id "a" already exists',
    '/blocks',
  ],
  [
    '101 options',
    [actions(select({ options: options(101) }))],
    'no more than 100 items allowed',
    '/blocks/0/elements/0/options',
  ],
  [
    'no options',
    [actions(select({ options: [] }))],
    'no fewer than 1 items allowed',
    '/blocks/0/elements/0/options',
  ],
  [
    'options and groups',
    [actions(select({ option_groups: [{ label: plain('G'), options: options(1) }] }))],
    'exactly one of options and option_groups is required',
    '/blocks/0/elements/0',
  ],
  [
    'an option text of 76',
    [actions(select({ options: [option('a', x(76))] }))],
    'must be less than 76 characters',
    '/blocks/0/elements/0/options/0/text/text',
  ],
  [
    'an option value of 76',
    [actions(select({ options: [option(x(76))] }))],
    'must be less than 76 characters',
    '/blocks/0/elements/0/options/0/value',
  ],
  [
    'an option value twice',
    [actions(select({ options: [option('a'), option('a')] }))],
    'option value "a" already exists',
    '/blocks/0/elements/0',
  ],
  [
    'an initial option that is none',
    [actions(select({ initial_option: option('z') }))],
    'initial option was not found in the options',
    '/blocks/0/elements/0',
  ],
  [
    'a placeholder of 151',
    [actions(select({ placeholder: plain(x(151)) }))],
    'must be less than 151 characters',
    '/blocks/0/elements/0/placeholder/text',
  ],
  [
    '6 overflow options',
    [actions({ type: 'overflow', action_id: 'o', options: options(6) })],
    'no more than 5 items allowed',
    '/blocks/0/elements/0/options',
  ],
  [
    '11 radio buttons',
    [actions({ type: 'radio_buttons', action_id: 'r', options: options(11) })],
    'no more than 10 items allowed',
    '/blocks/0/elements/0/options',
  ],
  [
    '11 checkboxes',
    [actions({ type: 'checkboxes', action_id: 'c', options: options(11) })],
    'no more than 10 items allowed',
    '/blocks/0/elements/0/options',
  ],
  [
    'a confirm title of 101',
    [actions(button({ confirm: confirm({ title: plain(x(101)) }) }))],
    'must be less than 101 characters',
    '/blocks/0/elements/0/confirm/title/text',
  ],
  [
    'a confirm text of 301',
    [actions(button({ confirm: confirm({ text: plain(x(301)) }) }))],
    'must be less than 301 characters',
    '/blocks/0/elements/0/confirm/text/text',
  ],
  [
    'a confirm button of 31',
    [actions(button({ confirm: confirm({ deny: plain(x(31)) }) }))],
    'must be less than 31 characters',
    '/blocks/0/elements/0/confirm/deny/text',
  ],
  [
    'a date that is none',
    [actions({ type: 'datepicker', action_id: 'd', initial_date: '24.11.2026' })],
    'does not match the required pattern',
    '/blocks/0/elements/0/initial_date',
  ],
  [
    'a time that is none',
    [actions({ type: 'timepicker', action_id: 't', initial_time: '25:00' })],
    'does not match the required pattern',
    '/blocks/0/elements/0/initial_time',
  ],
  [
    'milliseconds for a time',
    [actions({ type: 'datetimepicker', action_id: 't', initial_date_time: 1_790_000_000_000 })],
    'must be an integer between 1000000000 and 9999999999',
    '/blocks/0/elements/0/initial_date_time',
  ],
  [
    'an input without label',
    [{ type: 'input', element: textInput() }],
    'missing required field: label',
    '/blocks/0',
  ],
  ['a button as input', [input(button())], 'unsupported type: button', '/blocks/0/element/type'],
  [
    'a label of 2001',
    [input(textInput(), { label: plain(x(2001)) })],
    'must be less than 2001 characters',
    '/blocks/0/label/text',
  ],
  [
    'a number input that does not say whether decimals are allowed',
    [input({ type: 'number_input', action_id: 'n' })],
    'missing required field: is_decimal_allowed',
    '/blocks/0/element',
  ],
  [
    'an input of more than 3000',
    [input(textInput({ max_length: 3001 }))],
    'must be an integer between 1 and 3000',
    '/blocks/0/element/max_length',
  ],
  [
    'an image without alt text',
    [{ type: 'image', image_url: 'https://a.example' }],
    'missing required field: alt_text',
    '/blocks/0',
  ],
  [
    'focus in a message',
    [input(textInput({ focus_on_load: true }))],
    'focus_on_load is not allowed in messages',
    '/blocks',
  ],
  [
    'an unknown rich text element',
    [{ type: 'rich_text', elements: [{ type: 'rich_text_section', elements: [{ type: 'blink' }] }] }],
    'unsupported type: blink',
    '/blocks/0/elements/0/elements/0/type',
  ],
];

describe('blocks of a message', () => {
  it.each(accepted)('%s are taken', async (_name, block) => {
    expect(await messagesOf(postBlocks([block]))).toEqual([]);
  });

  it.each(refused)(
    '%s are refused with invalid_blocks and where it stands',
    async (_name, blocks, message, at) => {
      expect(await errorOf(postBlocks(blocks))).toBe('invalid_blocks');
      expect(await messagesOf(postBlocks(blocks))).toContain(`[ERROR] ${message} [json-pointer:${at}]`);
    },
  );

  it('are refused when they are no list', async () => {
    expect(await errorOf(postBlocks('{not json'))).toBe('invalid_blocks_format');
    expect(await errorOf(postBlocks({ type: 'divider' }))).toBe('invalid_blocks_format');
  });

  it('may hold 13,200 characters of text in all and no more', async () => {
    const of = (last: number) => [
      ...Array<Json>(4).fill(section({ text: mrkdwn(x(3000)) })),
      section({ text: plain(x(last)) }),
    ];
    expect(await errorOf(postBlocks(of(1200)))).toBe('ok');
    expect(await errorOf(postBlocks(of(1201)))).toBe('msg_blocks_too_long');
  });

  it('get the ids that the app left out', async () => {
    await postBlocks([actions({ type: 'button', text: plain('Go') })]);
    const [block] = fixture.sandbox.world.messages['C0WEBSITE']?.at(-1)?.blocks ?? [];
    expect(block).toMatchObject({
      block_id: anyText,
      elements: [{ action_id: anyText }],
    });
  });
});

describe('views', () => {
  const modal = (over: Json = {}): Json => ({
    type: 'modal',
    title: plain('Title'),
    blocks: [section()],
    ...over,
  });
  const open = (view: Json) => call('views.open', { trigger_id: 'none', view });
  /** A view that is fine is refused for its trigger only. */
  const FINE = 'invalid_trigger_id';

  it.each<readonly [string, Json, string]>([
    [
      'a title of 25',
      { title: plain(x(25)) },
      'must be less than 25 characters [json-pointer:/view/title/text]',
    ],
    [
      'a submit of 25',
      { submit: plain(x(25)) },
      'must be less than 25 characters [json-pointer:/view/submit/text]',
    ],
    [
      'a close of 25',
      { close: plain(x(25)) },
      'must be less than 25 characters [json-pointer:/view/close/text]',
    ],
    ['no title', { title: undefined }, 'missing required field: title [json-pointer:/view]'],
    [
      'inputs without submit',
      { blocks: [input(textInput())] },
      'missing required field: submit (the view has input blocks) [json-pointer:/view]',
    ],
    [
      'private_metadata of 3001',
      { private_metadata: x(3001) },
      'must be less than 3001 characters [json-pointer:/view/private_metadata]',
    ],
    [
      'a callback_id of 256',
      { callback_id: x(256) },
      'must be less than 256 characters [json-pointer:/view/callback_id]',
    ],
    [
      '101 blocks',
      { blocks: Array(101).fill({ type: 'divider' }) },
      'no more than 100 items allowed [json-pointer:/view/blocks]',
    ],
    [
      'submit_disabled',
      { submit_disabled: true },
      'invalid additional property: submit_disabled [json-pointer:/view]',
    ],
    ['a Home in a modal', { type: 'home' }, 'unsupported type: home [json-pointer:/view/type]'],
  ])('%s is refused with invalid_arguments', async (_name, over, message) => {
    expect(await errorOf(open(modal(over)))).toBe('invalid_arguments');
    expect(await messagesOf(open(modal(over)))).toContain(`[ERROR] ${message}`);
  });

  it('at the limits are taken', async () => {
    const largest = modal({
      title: plain(x(24)),
      submit: plain(x(24)),
      private_metadata: x(3000),
      blocks: Array(100).fill({ type: 'divider' }),
    });
    expect(await errorOf(open(largest))).toBe(FINE);
    expect(
      await errorOf(
        open(modal({ submit: plain('Go'), blocks: [input(textInput({ focus_on_load: true }))] })),
      ),
    ).toBe(FINE);
  });

  it('over 250 kB are refused', async () => {
    const blocks = Array.from({ length: 100 }, () => section({ text: mrkdwn(x(2600)) }));
    expect(await errorOf(publish({ type: 'home', blocks }))).toBe('view_too_large');
  });

  it('a Home has no title, and a stale hash is refused', async () => {
    expect(await messagesOf(publish({ type: 'home', title: plain('x'), blocks: [] }))).toContain(
      '[ERROR] invalid additional property: title [json-pointer:/view]',
    );
    await publish({ type: 'home', blocks: [section()] });
    const args = { user_id: 'U0MARA', view: { type: 'home', blocks: [] }, hash: 'stale' };
    expect(await errorOf(call('views.publish', args))).toBe('hash_conflict');
    expect(await errorOf(call('views.publish', { ...args, hash: undefined, user_id: 'U0FREYA' }))).toBe(
      'user_not_found',
    );
  });
});

describe('a mention of everybody', () => {
  const isBroadcast = async (args: Json) => {
    await call('chat.postMessage', { channel: 'C0LEARNING', text: 'text', ...args });
    return fixture.sandbox.world.messages['C0LEARNING']?.at(-1)?.isBroadcast;
  };
  it.each<readonly [string, Json, boolean]>([
    ['in the text', { text: 'hey <!channel>' }, true],
    ['in the text with a label', { text: '<!here|here>' }, true],
    ['in mrkdwn', { blocks: [section({ text: mrkdwn('<!everyone>') })] }, true],
    ['as bare word in mrkdwn that is parsed', { blocks: [section({ text: mrkdwn('@channel') })] }, true],
    [
      'as a rich text element',
      {
        blocks: [
          {
            type: 'rich_text',
            elements: [{ type: 'rich_text_section', elements: [{ type: 'broadcast', range: 'here' }] }],
          },
        ],
      },
      true,
    ],
    ['as bare word with link_names', { text: 'hi @here', link_names: true }, true],
    ['as bare word in the text', { text: 'hi @here' }, false],
    ['escaped', { text: '&lt;!channel&gt;', blocks: [section({ text: mrkdwn('&lt;!channel&gt;') })] }, false],
    [
      'as bare word in verbatim mrkdwn',
      { blocks: [section({ text: { ...mrkdwn('@channel'), verbatim: true } })] },
      false,
    ],
    ['in plain text', { blocks: [section({ text: plain('<!channel> @channel') })] }, false],
    [
      'in rich text’s text',
      {
        blocks: [
          {
            type: 'rich_text',
            elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text: '<!channel>' }] }],
          },
        ],
      },
      false,
    ],
  ])('%s: %#', async (_name, args, expected) => {
    expect(await isBroadcast(args)).toBe(expected);
  });
});
