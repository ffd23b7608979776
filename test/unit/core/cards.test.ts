import { z } from 'zod';
import { button, defineAction } from '../../../src/core/kit/action.ts';
import { actions, section } from '../../../src/core/kit/blocks.ts';
import { type Card, cards, fitted, withoutCards } from '../../../src/core/kit/cards.ts';
import { fewButtons } from '../../../src/core/kit/few-buttons.ts';
import { limits } from '../../../src/core/kit/limits.ts';
import { messageOf } from '../../../src/core/kit/message.ts';
import { escape, plainWords } from '../../../src/core/text.ts';
import { brokenRules } from '../../support/broken-rules.ts';

const read = defineAction('x.read', z.object({ id: z.number() }));
const drop = defineAction('x.drop', z.object({ id: z.number() }));
const card = (id: number): Card => ({
  title: escape(`Title ${id}`),
  subtitle: escape(`From ${id}`),
  body: escape(`Body ${id}`),
  buttons: [button(read, 'Read', { id })],
});

it('one card stands alone, several stand side by side, and the text says what they say', () => {
  expect(cards([card(1)]).type).toBe('card');
  const both = cards([card(1), card(2)]);
  expect(both.type).toBe('carousel');
  const message = messageOf(escape('Lead.'), both);
  expect(message.text).toBe('Lead.\nTitle 1\nFrom 1\nBody 1\nTitle 2\nFrom 2\nBody 2');
  expect(brokenRules({ ...message, blocks: JSON.parse(JSON.stringify(message.blocks)) as unknown })).toEqual(
    [],
  );
});

it('without cards the same is said and can be pressed, in sections', () => {
  const lead = section(escape('Lead.'));
  const plain = withoutCards([lead, cards([card(1), card(2)])]);
  expect(plain.map(({ type }) => type)).toEqual(['section', 'section', 'actions', 'section', 'actions']);
  expect(messageOf(...plain).text).toBe(messageOf(lead, cards([card(1), card(2)])).text);
  expect(JSON.stringify(plain).match(/x\.read/g)).toHaveLength(2);
  expect(withoutCards([lead])).toEqual([lead]);
});

it('the buttons of cards are among the five in sight', () => {
  const two = actions([button(read, 'Do', { id: 8 }), button(drop, 'Drop', { id: 8 })]);
  expect(JSON.stringify(fewButtons([cards([1, 2, 3, 4].map(card)), two]))).toContain('"overflow"');
  expect(JSON.stringify(fewButtons([cards([1, 2, 3].map(card)), two]))).not.toContain('"overflow"');
});

it.each([
  ['a short text', 'It is *so* & so'],
  ['signs that take more room as they are sent', '<&>'.repeat(200)],
  ['an emoji at the end of the room', `${'x'.repeat(limits.cardTitle - 2)}👍👍`],
  ['several lines', 'One\n\nTwo\tthree'],
])('%s has room in a card, on one line, and pings nobody', (_, text) => {
  const fit = fitted(text, limits.cardTitle);
  expect(fit.length).toBeLessThanOrEqual(limits.cardTitle);
  expect(fit).not.toContain('\n');
  expect(plainWords(fit).isWellFormed()).toBe(true);
  expect(fit).not.toMatch(/[<>]/);
});

it('a text without room is a mistake, never cut silently', () => {
  expect(() => cards([{ ...card(1), body: escape('x'.repeat(limits.cardBody + 1)) }])).toThrow('200');
  expect(() => cards([])).toThrow('1 to 10');
  expect(() => cards(Array.from({ length: 11 }, (__, id) => card(id)))).toThrow('1 to 10');
});
