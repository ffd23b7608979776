/** The README's table of commands, from the feature list. Pure. */
import { type Feature, systemCommand } from '#core/feature.ts';
import { usageLine } from './screens.ts';

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
