/** What `/lore …` means, and what its help says to whom. */
import { languages } from '../../../src/core/languages.ts';
import { features } from '../../../src/features.ts';
import { commandMeant } from '../../../src/slack/requests/command-meant.ts';
import { helpMessage } from '../../../src/system/help/screens.ts';
import { wholeRegistry } from '../../support/whole-registry.ts';

const registry = wholeRegistry(features);

/** What help says to somebody who speaks English. */
const said = (text: string) => {
  const command = registry.commands.get('/lore');
  return command?.inWords?.({ locale: 'en', tz: 'UTC', readsAs: 'member' }, text, new Set())?.text;
};

describe('/lore', () => {
  it.each(['', 'help', 'HELP', '/help', 'hilfe', 'ayuda', '?'])('takes %j for help', (text) => {
    expect(commandMeant(registry, '/lore', text)).toMatchObject({ command: { name: '/lore' }, text });
    expect(said(text)).toMatch(/^I help this team/);
  });

  it.each(['settings', 'Einstellungen now'])('has no words for %j, which is looked up', (text) => {
    expect(commandMeant(registry, '/lore', text)).toMatchObject({ command: { name: '/lore' }, text });
    expect(said(text)).toBeUndefined();
  });

  it('answers a command that there is no more', () => {
    expect(commandMeant(registry, '/gone', 'x')).toMatchObject({ command: { name: '/lore' }, text: '' });
  });

  it.each([
    ['retro Website relaunch', 'Website relaunch'],
    ['/retro', ''],
    ['actions', 'actions'],
    ['Actions', 'Actions'],
  ])('takes %j for the command of a feature', (text, left) => {
    const meant = commandMeant(registry, '/lore', text);
    expect(meant).toMatchObject({ command: { name: '/retro' }, text: left });
  });

  it.each([
    ['retor', 'I don’t know “retor”. Did you mean `/lore retro`?'],
    ['acitons', 'I don’t know “acitons”. Did you mean `/lore actions`?'],
    ['hlep me', 'I don’t know “hlep”. Did you mean `/lore help`?'],
    ['lore', 'I don’t know “lore”.'],
    ['zebra', 'I don’t know “zebra”.\n'],
  ])('guesses what %j may have meant', (text, words) => {
    expect(commandMeant(registry, '/lore', text)).toMatchObject({ command: { name: '/lore' }, text });
    expect(said(text)?.startsWith(words)).toBe(true);
  });

  it.each(languages)('shows in %s its example as something to type', (locale) => {
    const { text } = helpMessage(features, { locale, tz: 'UTC', readsAs: 'member' });
    expect(text).toContain('`/lore help`: ');
    expect(text).toContain('`/lore retro`');
  });

  it('puts the entries of menus in the quotation marks of its language', () => {
    const of = (locale: 'en' | 'de') => helpMessage(features, { locale, tz: 'UTC', readsAs: 'member' }).text;
    expect(of('en')).toContain('“Save as share”');
    expect(of('de')).toContain('„Save as share“');
    expect(of('de')).not.toMatch(/“[^„“”]*”/);
  });

  it('tells guests only of what guests can do', () => {
    const help = (readsAs: 'member' | 'guest') =>
      helpMessage(features, { locale: 'en', tz: 'UTC', readsAs }).text;
    expect(help('member')).toContain('“Start a retrospective”');
    expect(help('guest')).not.toContain('Start a retrospective');
    expect(help('guest')).toContain('`/retro history | numbers | trends | actions | help`');
  });
});
