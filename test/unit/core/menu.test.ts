/** A menu of different things: each entry names its action, and is heard as a button of that action would be. */
import { z } from 'zod';
import { defineAction, entriesMenu, entry, pressedAction } from '../../../src/core/kit/action.ts';
import { writtenPlain } from '../../../src/core/markup/written.ts';
import { headed } from '../../../src/features/learned/rules.ts';

const use = defineAction('some.use', z.object({ id: z.string() }));
const leave = defineAction('other.leave', z.object({}));

describe('a menu of different things', () => {
  const first = entry(use, 'I used “x:y”', { id: 'a:b' });

  it('says which action was meant, and what it carries, as a button does', () => {
    const menu = entriesMenu([first, entry(leave, 'Leave', {})]);
    if (menu.type !== 'overflow') throw new Error('it is no menu');
    expect(menu.options.map(({ value }) => value)).toEqual(['some.use:{"id":"a:b"}', 'other.leave:{}']);
    const meant = menu.options.map((option) =>
      pressedAction({ action_id: menu.action_id, selected_option: { value: String(option.value) } }),
    );
    expect(meant).toEqual([
      { actionId: 'some.use', carried: '{"id":"a:b"}' },
      { actionId: 'other.leave', carried: '{}' },
    ]);
  });

  it('is a button where there is one entry, and has at most five', () => {
    expect(entriesMenu([first])).toMatchObject({
      type: 'button',
      action_id: 'some.use',
      value: '{"id":"a:b"}',
    });
    expect(() => entriesMenu([first, first, first, first, first, first])).toThrow('at most 5');
    expect(() => entry(use, 'Long', { id: 'x'.repeat(75) })).toThrow('characters');
  });

  it('is nobody’s action where the entry was forged', () => {
    expect(pressedAction({ action_id: 'menu', selected_option: { value: 'nonsense' } }).actionId).toBe(
      'menu',
    );
    expect(pressedAction({ action_id: 'some.use', value: 'a:b' })).toEqual({
      actionId: 'some.use',
      carried: 'a:b',
    });
  });
});

describe('the heading of a share', () => {
  it.each([
    ['Rehearse moves', 'Rehearse moves', ''],
    ['Rehearse moves\nIt saved a night', 'Rehearse moves', 'It saved a night'],
    [
      `Rehearse moves. ${'It saved a night. '.repeat(5)}`.trim(),
      'Rehearse moves.',
      'It saved a night. '.repeat(5).trim(),
    ],
  ])('holds its first line or sentence, and the rest stands below: %j', (what, title, body) => {
    expect(headed({ what })).toEqual({ title, body });
  });

  it('loses no word where the first sentence is too long', () => {
    const what = 'word '.repeat(40).trim();
    expect(headed({ what }).body).toBe(what);
    expect(headed({ what }).title.length).toBeLessThanOrEqual(80);
  });

  it('shows markup as its words', () => {
    expect(writtenPlain('Use `git revert` and *not* :tada:')).toBe('Use git revert and not :tada:');
  });
});
