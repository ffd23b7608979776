/** The README's table of commands, from the feature list. Pure. */
import { type Feature, systemCommand } from '#core/feature.ts';
import { usageLine } from './screens.ts';

const from = '<!-- commands -->';
const to = '<!-- /commands -->';

/** @returns a Markdown table, one line a command or shortcut */
export function commandsTable(features: readonly Feature[]): string {
  const cell = (text: string) => text.replaceAll('|', '\\|');
  const rows = [
    ...features.flatMap(({ commands = [] }) =>
      commands.map((command) => [`\`${usageLine(command, 'en')}\``, command.summary('en')]),
    ),
    ...features.flatMap(({ shortcuts = [] }) =>
      shortcuts.map((shortcut) => [
        `“${shortcut.name('en')}” (${shortcut.type === 'global' ? 'shortcut' : 'in a message’s menu'})`,
        shortcut.summary('en'),
      ]),
    ),
    [`\`${systemCommand} help\``, `the list of commands; \`${systemCommand}\` before any of them works too`],
  ];
  return [
    '| type | what happens |',
    '| --- | --- |',
    ...rows.map((row) => `| ${row.map(cell).join(' | ')} |`),
  ].join('\n');
}

/**
 * @param readme the whole text
 * @returns it with the table between the markers
 * @throws when the markers are missing
 */
export function withCommandsTable(readme: string, features: readonly Feature[]): string {
  const start = readme.indexOf(from);
  const end = readme.indexOf(to);
  if (start < 0 || end < start)
    throw new Error(`README.md lacks the lines ${from} and ${to} between which the table of commands stands`);
  return `${readme.slice(0, start + from.length)}\n\n${commandsTable(features)}\n\n${readme.slice(end)}`;
}
