import type { CommandView } from '../protocol.ts';

/** The commands that could be meant by `text`: while one still writes the first word of something that starts with `/`. */
export function suggestCommands(text: string, commands: readonly CommandView[]): readonly CommandView[] {
  if (!/^\/\S*$/.test(text)) return [];
  return commands.filter(({ command }) => command.startsWith(text.toLowerCase()) && command !== text);
}

/** The command that `text` already names, so that its usage can be shown while one writes the rest. */
export function commandOf(text: string, commands: readonly CommandView[]): CommandView | null {
  const word = /^\/\S+/.exec(text)?.[0].toLowerCase();
  return commands.find(({ command }) => command === word) ?? null;
}
