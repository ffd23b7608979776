/** What comes after the first six practices is off until an admin turns it on, and says before what it will do. */
import { startingOff } from '../../src/core/feature.ts';
import { languages } from '../../src/core/languages.ts';
import { features } from '../../src/features.ts';
import { manifest } from '../../src/slack/manifest/manifest.ts';
import { commandMeant } from '../../src/slack/requests/command-meant.ts';
import { commandsTable } from '../../src/system/help/commands-table.ts';
import { helpMessage, unknownMessage } from '../../src/system/help/screens.ts';
import { wholeRegistry } from '../support/whole-registry.ts';
import { placeholders } from '../../tools/new-practice.ts';

/** On from the start, in every workspace that has them. None is ever added. */
const first = ['retro', 'learned', 'journey', 'lessons', 'rotation', 'digest'];
const waiting = features.filter(({ startsOff }) => startsOff !== undefined);
const on = features.filter(({ startsOff }) => startsOff === undefined);
const registry = wholeRegistry(features);

it('the first six are on from the start, and nothing else is', () => {
  expect(on.map(({ name }) => name)).toEqual(first);
  expect(waiting.length).toBeGreaterThan(0);
});

describe.each(waiting)('$name', (feature) => {
  const { name, startsOff, commands = [], shortcuts = [] } = feature;

  it.each(languages)('says in %s what it will do, and not in the words of a new practice', (locale) => {
    const does = startsOff?.does(locale) ?? '';
    expect(does.length).toBeGreaterThan(100);
    // A section of Slack's has room for it, with its name.
    expect(does.length).toBeLessThan(1_500);
    for (const placeholder of Object.values(placeholders)) expect(does).not.toBe(placeholder);
  });

  it.each(languages)('is in no help in %s, and suggested nowhere, while it is off', (locale) => {
    const reader = { locale, tz: 'UTC', readsAs: 'member' } as const;
    const help = helpMessage(on, reader).text;
    for (const command of commands) {
      expect(help).not.toMatch(new RegExp(String.raw`/(lore )?${command.name.slice(1)}\b`));
      const mistyped = command.name.slice(1, -1);
      expect(unknownMessage(features, on, reader, mistyped).text).not.toContain(`${command.name.slice(1)}\``);
      expect(unknownMessage(features, features, reader, mistyped).text).toContain(
        `/lore ${command.name.slice(1)}\``,
      );
    }
    for (const shortcut of shortcuts) expect(help).not.toContain(shortcut.name(locale));
  });

  it('is in the manifest only where somebody asks for it, and `/lore` leads there with its mentions', () => {
    const plain = JSON.stringify(manifest(features, null).features);
    const asked = JSON.stringify(manifest(features, null, [name]).features);
    for (const id of [...commands.map((one) => one.name), ...shortcuts.map(({ callbackId }) => callbackId)]) {
      expect(plain).not.toContain(`"${id}"`);
      expect(asked).toContain(`"${id}"`);
    }
    for (const command of commands) {
      expect(commandMeant(registry, '/lore', `${command.name.slice(1)} some words`)?.command).toBe(command);
      if (command.takesMentions === true)
        expect(manifest(features, null).features.slash_commands[0]).toMatchObject({
          command: '/lore',
          should_escape: true,
        });
      // No word of it leads there by itself, or takes a word from what is on.
      for (const word of command.words ?? [])
        expect(commandMeant(registry, '/lore', word)?.command).not.toBe(command);
    }
  });

  it('stands in the table of commands as it is typed, with how it is turned on', () => {
    const table = commandsTable(features);
    for (const command of commands)
      expect(table).toMatch(new RegExp(`/lore ${command.name.slice(1)} .*off until an admin turns it on`));
    expect(table).not.toContain(`\`${commands[0]?.name ?? '/none'}`);
  });
});

it('their names are what the store asks about', () => {
  expect([...startingOff(features)]).toEqual(waiting.map(({ name }) => name));
});
