/** Cards and carousels, as strict as Slack: their sizes, where they may stand, and pressing a button of one. */
import { elementsOf } from '../../sandbox/blocks/inside.ts';
import type { Json } from '../../sandbox/json.ts';
import { aMinuteLater, errorOf, messagesOf, startFixture, type Fixture } from './fixture.ts';

let fixture: Fixture;
beforeAll(async () => {
  fixture = await startFixture();
});
beforeEach(() => aMinuteLater(fixture));
afterAll(() => fixture.close());

const x = (length: number): string => 'x'.repeat(length);
const mrkdwn = (text: string): Json => ({ type: 'mrkdwn', text });
const button = (over: Json = {}): Json => ({
  type: 'button',
  text: { type: 'plain_text', text: 'Read' },
  action_id: 'read',
  ...over,
});
const card = (over: Json = {}): Json => ({ type: 'card', title: mrkdwn('Title'), ...over });
const carousel = (...elements: Json[]): Json => ({ type: 'carousel', elements });
const post = (block: Json) =>
  fixture.client.apiCall('chat.postMessage', { channel: 'C0WEBSITE', text: 'text', blocks: [block] });

const largest = card({
  title: mrkdwn(x(150)),
  subtitle: mrkdwn(x(150)),
  body: mrkdwn(x(200)),
  hero_image: { type: 'image', image_url: 'https://a.example/i.png', alt_text: 'i' },
  actions: [button(), button({ action_id: 'b' }), button({ action_id: 'c' })],
});

it.each([
  ['the largest card', largest],
  ['ten of them', carousel(...Array.from({ length: 10 }, () => largest))],
])('%s is taken, and each card and button gets an id', async (_, block) => {
  expect(await errorOf(post(block))).toBe('ok');
});

it.each([
  ['a title of 151', card({ title: mrkdwn(x(151)) }), 'must be less than 151 characters', '/title/text'],
  ['a subtitle of 151', card({ subtitle: mrkdwn(x(151)) }), 'must be less than 151', '/subtitle/text'],
  ['a body of 201', card({ body: mrkdwn(x(201)) }), 'must be less than 201 characters', '/body/text'],
  ['a title in plain text', card({ title: { type: 'plain_text', text: 'T' } }), 'unsupported type', '/title'],
  ['rich text', card({ body: { type: 'rich_text', elements: [] } }), 'unsupported type: rich_text', '/body'],
  [
    'four buttons',
    card({ actions: ['a', 'b', 'c', 'd'].map((id) => button({ action_id: id })) }),
    'no more than 3 items allowed',
    '/actions',
  ],
  [
    'a menu',
    card({ actions: [{ type: 'overflow', action_id: 'o', options: [] }] }),
    'unsupported type: overflow',
    '/actions/0/type',
  ],
  ['two buttons of one action', card({ actions: [button(), button()] }), 'already exists', '/blocks/0'],
  ['nothing to show', { type: 'card', subtitle: mrkdwn('Only') }, 'missing required field', '/blocks/0'],
])('a card is refused with %s', async (_, block, message, at) => {
  expect(await errorOf(post(block))).toBe('invalid_blocks');
  aMinuteLater(fixture);
  const problem = (await messagesOf(post(block))).join(' ');
  expect(problem).toContain(message);
  expect(problem).toContain(at);
});

it.each([
  ['none', carousel(), 'no fewer than 1 items allowed'],
  ['eleven', carousel(...Array.from({ length: 11 }, () => card())), 'no more than 10 items allowed'],
  ['a section', carousel({ type: 'section', text: mrkdwn('s') }), 'unsupported type: section'],
])('a carousel is refused with %s', async (_, block, message) => {
  expect((await messagesOf(post(block))).join(' ')).toContain(message);
});

it('Home takes cards, and a modal does not', async () => {
  const view = { blocks: [card()] };
  const home = { user_id: 'U0MARA', view: { type: 'home', ...view } };
  expect(await errorOf(fixture.client.apiCall('views.publish', home))).toBe('ok');
  const modal = { type: 'modal', title: { type: 'plain_text', text: 'Modal' }, ...view };
  const opened = fixture.client.apiCall('views.open', { trigger_id: 'none', view: modal });
  expect((await messagesOf(opened)).join(' ')).toContain('unsupported type: card');
});

it('each button of a carousel is found by its card', async () => {
  const block = carousel(
    card({ actions: [button({ value: 'one' })] }),
    card({ actions: [button({ value: 'two' })] }),
  );
  expect(elementsOf(block).map(({ value }) => value)).toEqual(['one', 'two']);
});
