import { z } from 'zod';
import { button, defineAction } from '../../../src/core/kit/action.ts';
import { actions, section, userText } from '../../../src/core/kit/blocks.ts';
import { tellApart } from '../../../src/core/kit/tell-apart.ts';
import type { Mrkdwn } from '../../../src/core/text.ts';
import { repeatedButtons } from '../../support/repeated-buttons.ts';

const add = defineAction('x.add', z.object({ id: z.number() }));
const labels = (blocks: unknown) =>
  [...JSON.stringify(blocks).matchAll(/"accessibility_label":"([^"]*)"/g)].map(([, label]) => label);

describe('buttons that sound alike', () => {
  it('say what they are for: the words, and what stands before them', () => {
    const blocks = [
      section('*Relaunch* in <https://x|a *plan*>: 2 &amp; 3' as Mrkdwn),
      actions([button(add, 'Add cards', { id: 1 }), button(add, 'Done', { id: 1 })]),
      userText({ bold: 'Harbour' }, ' · until Friday'),
      actions([button(add, 'Add cards', { id: 2 })]),
    ];
    expect(repeatedButtons({ blocks })).toEqual(['2 buttons “Add cards”: x.add']);
    const told = tellApart(blocks);
    expect(repeatedButtons({ blocks: told })).toEqual([]);
    expect(labels(told)).toEqual([
      'Add cards: Relaunch in a plan: 2 & 3',
      'Add cards: Harbour · until Friday',
    ]);
  });

  it('are counted where what stands before them is the same, and as short as Slack wants them', () => {
    const blocks = [
      userText('a'.repeat(100)),
      ...[1, 2, 3].map((id) => actions([button(add, 'Add', { id })], `row${id}`)),
    ];
    const found = labels(tellApart(blocks));
    expect(new Set(found).size).toBe(3);
    expect(found.every((label) => (label ?? '').length <= 75)).toBe(true);
  });

  it('keep the labels that they were given', () => {
    const blocks = [1, 2].map((id) =>
      actions([button(add, 'Add', { id }, { label: `Number ${id}` })], `r${id}`),
    );
    expect(labels(tellApart(blocks))).toEqual(['Number 1', 'Number 2']);
  });

  it('are left alone where none does', () => {
    const blocks = [actions([button(add, 'Add', { id: 1 })])];
    expect(tellApart(blocks)).toEqual(blocks);
  });
});
