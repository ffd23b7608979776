/** What `/lore …` means, and what its help says to whom. */
import { languages } from '../../../src/core/languages.ts';
import { features } from '../../../src/features.ts';
import { loreCopy } from '../../../src/slack/copy.ts';
import { helpMessage, readSystemCommand } from '../../../src/slack/home/help.ts';
import { register } from '../../../src/slack/requests/registry.ts';

const registry = register(features);

describe('/lore', () => {
  it.each(['', 'help', 'HELP', 'hilfe', 'ayuda', '?'])('takes %j for help', (text) => {
    expect(readSystemCommand(registry, text)).toEqual({ kind: 'help' });
  });

  it.each([
    ['retro Website relaunch', 'Website relaunch'],
    ['/retro', ''],
    ['actions', 'actions'],
    ['Actions', 'Actions'],
  ])('takes %j for the command of a feature', (text, left) => {
    const read = readSystemCommand(registry, text);
    expect(read).toMatchObject({ kind: 'command', command: { name: '/retro' }, text: left });
  });

  it.each([
    ['retor', '/lore retro'],
    ['acitons', '/lore actions'],
    ['hlep', '/lore help'],
    ['zebra', null],
  ])('guesses what %j may have meant', (text, guess) => {
    expect(readSystemCommand(registry, text)).toEqual({ kind: 'unknown', word: text, guess });
  });

  it.each(languages)('shows in %s its example as something to type', (locale) => {
    const { text } = helpMessage(registry, { locale, readsAs: 'member' }, loreCopy.in(locale, 'UTC'));
    expect(text).toContain('`/lore help`: ');
    expect(text).toContain('`/lore retro`');
  });

  it('tells guests only of what guests can do', () => {
    const help = (readsAs: 'member' | 'guest') =>
      helpMessage(registry, { locale: 'en', readsAs }, loreCopy.in('en', 'UTC')).text;
    expect(help('member')).toContain('“Start a retrospective”');
    expect(help('guest')).not.toContain('Start a retrospective');
    expect(help('guest')).toContain('`/retro history | numbers | actions | help`');
  });
});
