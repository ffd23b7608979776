/** The README's table of commands, from the feature list. Pure. */
import { type Feature, systemCommand } from '#core/feature.ts';
import { usageLine } from './screens.ts';

/** Of a practice that starts turned off. */
const extra = 'off until an admin turns it on';

/** @returns a Markdown table, one line a command or shortcut */
export function commandsTable(features: readonly Feature[]): string {
  const cell = (text: string) => text.replaceAll('|', '\\|');
  const rows = [
    ...features.flatMap(({ commands = [], startsOff }) =>
      commands.map((command) => [
        `\`${usageLine(command, 'en', startsOff)}\``,
        startsOff === undefined ? command.summary('en') : `${command.summary('en')} (${extra})`,
      ]),
    ),
    ...features.flatMap(({ name, shortcuts = [], startsOff }) =>
      shortcuts.map((shortcut) => [
        `“${shortcut.name('en')}” (${shortcut.type === 'global' ? 'shortcut' : 'in a message’s menu'})`,
        startsOff === undefined
          ? shortcut.summary('en')
          : `${shortcut.summary('en')} (only with \`npx lore manifest --with ${name}\`)`,
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
