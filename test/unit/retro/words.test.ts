/** What is typed: after the command, and in the form for cards. */
import { languages } from '../../../src/core/languages.ts';
import { rowId } from '../../../src/core/ids.ts';
import { diffCards, linesOf } from '../../../src/features/retro/collect/rows.ts';
import { helpMessage, known, readCommand, withName } from '../../../src/features/retro/session/command.ts';
import { retroCopy } from '../../../src/features/retro/session/words.ts';

describe('/retro', () => {
  it.each([
    ['', { kind: 'start', about: '' }],
    ['Website relaunch', { kind: 'start', about: 'Website relaunch' }],
    ['  Website relaunch ', { kind: 'start', about: 'Website relaunch' }],
    ['help', { kind: 'help' }],
    ['HELP', { kind: 'help' }],
    ['Hilfe', { kind: 'help' }],
    ['actions', { kind: 'actions' }],
    ['hlep', { kind: 'slip', word: 'hlep', suggestion: 'help' }],
    ['hepl', { kind: 'slip', word: 'hepl', suggestion: 'help' }],
    ['helpp', { kind: 'slip', word: 'helpp', suggestion: 'help' }],
    ['action', { kind: 'slip', word: 'action', suggestion: 'actions' }],
    ['"hlep"', { kind: 'start', about: 'hlep' }],
    ['„Hilfe“', { kind: 'start', about: 'Hilfe' }],
    ['plan', { kind: 'plan', about: '' }],
    ['Plan Website relaunch', { kind: 'plan', about: 'Website relaunch' }],
    ['"plan"', { kind: 'start', about: 'plan' }],
    ['Planet', { kind: 'start', about: 'Planet' }],
    ['Here', { kind: 'start', about: 'Here' }],
    ['Help desk', { kind: 'start', about: 'Help desk' }],
    ['Helpdesk', { kind: 'start', about: 'Helpdesk' }],
    ['plan "plan B"', { kind: 'plan', about: 'plan B' }],
    ['pln', { kind: 'slip', word: 'pln', suggestion: 'plan' }],
    ['history', { kind: 'history', about: '' }],
    ['History  Website  relaunch', { kind: 'history', about: 'Website relaunch' }],
    ['numbers', { kind: 'numbers' }],
    ['nubmers', { kind: 'slip', word: 'nubmers', suggestion: 'numbers' }],
    ['"numbers"', { kind: 'start', about: 'numbers' }],
    ['プロジェクト', { kind: 'start', about: 'プロジェクト' }],
  ])('understands %j', (text, meant) => {
    expect(readCommand(text)).toEqual(meant);
  });

  it.each(languages)('says in %s all that may follow it, in its help and in its usage', (locale) => {
    const { text } = helpMessage({ locale, tz: 'UTC', readsAs: 'member' });
    const usage = retroCopy.named('command.usage')(locale).split(/[ |]+/);
    for (const word of [...known, ...withName]) {
      expect(text).toContain(`/retro ${word}`);
      expect(usage).toContain(word);
    }
  });

  it('keeps a long name for the field, and refuses one that no field can hold', () => {
    expect(readCommand('x'.repeat(3_000))).toMatchObject({ kind: 'start' });
    expect(readCommand('x'.repeat(10_000))).toEqual({ kind: 'long', length: 10_000 });
  });
});

describe('the lines of a form', () => {
  const card = (id: string, text: string) => ({ id: rowId(id), text });
  const three = [card('a', 'one'), card('b', 'two'), card('c', 'three')];

  it('are cards, trimmed, without empty ones, whatever ends a line', () => {
    expect(linesOf(' one\r\n\n two \u2028three\n')).toEqual(['one', 'two', 'three']);
  });

  it('that did not change change nothing, in whatever order', () => {
    expect(diffCards(three, ['three', 'one', 'two'])).toEqual({ changed: [], added: [], gone: [] });
  });

  it('that were edited keep their card', () => {
    expect(diffCards(three, ['one', 'two!', 'three'])).toEqual({
      changed: [card('b', 'two!')],
      added: [],
      gone: [],
    });
  });

  it('that are new become cards, and those that are gone go', () => {
    expect(diffCards(three, ['one', 'two', 'three', 'four'])).toMatchObject({ added: ['four'], gone: [] });
    expect(diffCards(three, ['three'])).toEqual({ changed: [], added: [], gone: ['a', 'b'] });
  });

  it('that say the same twice are two cards', () => {
    expect(diffCards([card('a', 'one')], ['one', 'one'])).toEqual({ changed: [], added: ['one'], gone: [] });
  });
});
