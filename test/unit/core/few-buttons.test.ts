import type { KnownBlock } from '@slack/types';
import { z } from 'zod';
import { button, defineAction, pressedAction } from '../../../src/core/kit/action.ts';
import { actions, section } from '../../../src/core/kit/blocks.ts';
import { fewButtons } from '../../../src/core/kit/few-buttons.ts';
import { tellApart } from '../../../src/core/kit/tell-apart.ts';
import type { Mrkdwn } from '../../../src/core/text.ts';
import { brokenRules } from '../../support/broken-rules.ts';

const done = defineAction('x.done', z.object({ id: z.number() }));
const drop = defineAction('x.drop', z.object({ id: z.number() }));
const confirm = { title: 'Drop it?', text: 'It goes.', confirm: 'Drop', deny: 'Keep' };
const row = (id: number) => actions([button(done, 'Done', { id }), button(drop, 'Drop', { id })]);
const things = (count: number): KnownBlock[] =>
  Array.from({ length: count }, (_, at) => [section(`Thing ${at}` as Mrkdwn), row(at)]).flat();
const brokenBy = (blocks: readonly KnownBlock[]) =>
  brokenRules({ text: 'Thing 0 1 2 3 4 5 6', blocks: JSON.parse(JSON.stringify(blocks)) as unknown });

describe('a message with many buttons', () => {
  it('has five in sight at most; the last rows are menus, which say what they are about', () => {
    const blocks = things(4);
    expect(brokenBy(blocks)).toEqual(['8 buttons: Done, Drop, Done, Drop, Done, Drop, Done, Drop']);
    const few = fewButtons(tellApart(blocks));
    expect(brokenBy(few)).toEqual([]);
    expect(few.map(({ type }) => type)).toEqual(blocks.map(({ type }) => type));
    expect(few.slice(0, 4)).toEqual(tellApart(blocks).slice(0, 4));
    expect(JSON.stringify(few.at(-1))).toContain('"text":"Drop: Thing 3"');
  });

  it('does from a menu what the button did', () => {
    const [, , , , , last] = fewButtons(things(3));
    const [menu] = last?.type === 'actions' ? last.elements : [];
    if (menu?.type !== 'overflow') throw new Error('it is no menu');
    const chosen = {
      action_id: menu.action_id ?? '',
      selected_option: { value: menu.options[1]?.value ?? '' },
    };
    expect(pressedAction(chosen)).toEqual({ actionId: 'x.drop', carried: '{"id":2}' });
  });

  it('keeps a row that asks before it acts, and one of one button; with five it stays as it is', () => {
    const asks = actions([button(done, 'Done', { id: 9 }), button(drop, 'Drop', { id: 9 }, { confirm })]);
    const blocks = [...things(2), actions([button(done, 'All done', { id: 8 })])];
    expect(fewButtons(blocks)).toEqual(blocks);
    const more = fewButtons([...blocks, asks]);
    expect(more.slice(-2)).toEqual([blocks.at(-1), asks]);
    expect(JSON.stringify(more).match(/"overflow"/g)).toHaveLength(1);
  });
});
