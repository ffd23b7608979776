/** Slack gives a command to the app that was installed last, and takes none in a thread: there are other ways to each practice. */
import { features } from '../../../src/features.ts';
import { manifest } from '../../../src/slack/manifest/manifest.ts';
import { commandMeant } from '../../../src/slack/requests/command-meant.ts';
import { wholeRegistry } from '../../support/whole-registry.ts';

const registry = wholeRegistry(features);
const commands = features.flatMap((feature) => feature.commands ?? []);

it.each(commands.map(({ name }) => name))('%s works after /lore, too', (name) => {
  expect(commandMeant(registry, '/lore', `${name.slice(1)} some words`)).toEqual(
    commandMeant(registry, name, 'some words'),
  );
  expect(commandMeant(registry, name, 'some words')?.command.name).toBe(name);
});

it('what is asked for in a thread is a shortcut, too: a retrospective, a share, thanks, a journey, a lesson', () => {
  const { shortcuts = [] } = manifest(features, null, ['thanks']).features;
  expect(shortcuts.map(({ callback_id: id, type }) => [id, type])).toEqual([
    ['retro.start-here', 'message'],
    ['retro.reflect-here', 'message'],
    ['learned.save', 'message'],
    ['journey.write-entry', 'global'],
    ['lessons.search-shortcut', 'global'],
    ['lessons.save', 'message'],
    ['thanks.message', 'message'],
  ]);
});
