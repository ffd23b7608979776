import type { AnyBlock, InputBlockElement, KnownBlock } from '@slack/types';
import { carryOver, checkInputs, withInput } from '../../../sandbox/page/inputs.ts';
import { linkTarget, parseRoute, routeTo } from '../../../sandbox/page/route.ts';
import { commandOf, suggestCommands } from '../../../sandbox/page/suggest.ts';

const plain = (text: string) => ({ type: 'plain_text' as const, text });
const option = (value: string) => ({ text: plain(value), value });
const input = (block_id: string, element: InputBlockElement, optional = false): KnownBlock => ({
  type: 'input',
  block_id,
  label: plain(block_id),
  optional,
  element,
});
const name = (block_id: string, initial_value: string): KnownBlock =>
  input(block_id, { type: 'plain_text_input', action_id: 'v', initial_value });
const typed = (value: string) => ({ kind: 'text' as const, value });

describe('the inputs of a surface on the sandbox page', () => {
  it('begin with their initial values, also outside of input blocks', () => {
    const blocks: AnyBlock[] = [
      name('a', 'x'),
      {
        type: 'actions',
        block_id: 'b',
        elements: [
          { type: 'button', action_id: 'press', text: plain('Press') },
          { type: 'static_select', action_id: 'pick', options: [option('1')], initial_option: option('1') },
        ],
      },
      input('c', { type: 'conversations_select', action_id: 'v', default_to_current_conversation: true }),
      input('d', { type: 'multi_users_select', action_id: 'v', initial_users: ['U1'] }),
    ];
    expect(carryOver({}, blocks, 'C9')).toEqual({
      a: { v: typed('x') },
      b: { pick: { kind: 'one', value: '1' } },
      c: { v: { kind: 'one', value: 'C9' } },
      d: { v: { kind: 'many', values: ['U1'] } },
    });
  });

  it('outlive an update when block_id and action_id stay, and start over when either changes', () => {
    const before = withInput(carryOver({}, [name('a', 'x')], null), 'a', 'v', typed('mine'));
    expect(carryOver(before, [name('a', 'other')], null)).toEqual({ a: { v: typed('mine') } });
    expect(carryOver(before, [name('a2', 'other')], null)).toEqual({ a2: { v: typed('other') } });
  });

  it('let go of a choice that is no longer offered', () => {
    const pick = (...values: string[]) =>
      input('a', { type: 'static_select', action_id: 'v', options: values.map(option) });
    const before = withInput({}, 'a', 'v', { kind: 'one', value: '1' });
    expect(carryOver(before, [pick('1', '2')], null)).toEqual({ a: { v: { kind: 'one', value: '1' } } });
    expect(carryOver(before, [pick('2')], null)).toEqual({ a: { v: { kind: 'one', value: null } } });
  });

  it('are refused when required and empty, too short, or no number, address or email', () => {
    const blocks = [
      name('needed', ''),
      input('optional', { type: 'plain_text_input', action_id: 'v' }, true),
      input('short', { type: 'plain_text_input', action_id: 'v', min_length: 3, initial_value: 'ab' }),
      input('count', {
        type: 'number_input',
        action_id: 'v',
        is_decimal_allowed: false,
        initial_value: '1.5',
      }),
      input('most', {
        type: 'number_input',
        action_id: 'v',
        is_decimal_allowed: true,
        max_value: '6',
        initial_value: '7',
      }),
      input('mail', { type: 'email_text_input', action_id: 'v', initial_value: 'mara' }),
      input('link', { type: 'url_text_input', action_id: 'v', initial_value: 'https://example.com' }),
      input('who', { type: 'multi_users_select', action_id: 'v' }),
    ];
    expect(checkInputs(blocks, carryOver({}, blocks, null))).toEqual({
      needed: 'Please complete this required field.',
      short: 'Please write at least 3 characters.',
      count: 'Please write a whole number.',
      most: 'Please write a number of at most 6.',
      mail: 'Please write an email address, for example mara@example.com.',
      who: 'Please complete this required field.',
    });
  });
});

describe('addresses on the sandbox page', () => {
  it('name a conversation and a thread, and nothing that is no thread', () => {
    expect(parseRoute(routeTo('C1', '1700000000.000100'))).toEqual({
      conversationId: 'C1',
      threadTs: '1700000000.000100',
    });
    expect(parseRoute('#C1/x')).toEqual({ conversationId: 'C1', threadTs: null });
    expect(parseRoute('')).toEqual({ conversationId: null, threadTs: null });
    expect(parseRoute('#%')).toEqual({ conversationId: '%', threadTs: null });
  });

  it("lead to Slack's own places inside the page, to the web outside, and to scripts nowhere", () => {
    const inside = (href: string) => ({ href, isInside: true });
    expect(linkTarget('https://a.slack.com/archives/C1/p1700000000000100', 'A1')).toEqual(
      inside('#C1/1700000000.000100'),
    );
    expect(linkTarget('https://a.slack.com/archives/C1', 'A1')).toEqual(inside('#C1'));
    expect(linkTarget('slack://app?team=T1&id=A1&tab=home', 'A1')).toEqual(inside('#A1'));
    expect(linkTarget('https://example.com/a', 'A1')).toEqual({
      href: 'https://example.com/a',
      isInside: false,
    });
    expect(linkTarget('javascript:alert(1)', 'A1')).toBeNull();
    expect(linkTarget('no address', 'A1')).toBeNull();
  });
});

describe('suggested commands on the sandbox page', () => {
  const commands = ['/retro', '/lore', '/learned'].map((command) => ({
    command,
    description: '',
    usageHint: '',
  }));
  const suggested = (text: string) => suggestCommands(text, commands).map(({ command }) => command);

  it('are those that begin as one types, until the first word is whole', () => {
    expect(suggested('/')).toEqual(['/retro', '/lore', '/learned']);
    expect(suggested('/L')).toEqual(['/lore', '/learned']);
    expect(suggested('/retro')).toEqual([]);
    expect(suggested('/retro We')).toEqual([]);
    expect(suggested('see /retro')).toEqual([]);
  });

  it('give way to the usage of the command that was named', () => {
    expect(commandOf('/retro Website', commands)?.command).toBe('/retro');
    expect(commandOf('/retrospect', commands)).toBeNull();
  });
});
