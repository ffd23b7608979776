/** Which command was typed. Pure. */
import { startingOff, systemCommand } from '#core/feature.ts';
import type { Command, SystemCommand } from '#core/listener.ts';
import type { Registry } from './registry.ts';

export interface MeantCommand {
  readonly command: Command | SystemCommand;
  /** The text left for it. */
  readonly text: string;
}

/**
 * Resolves a typed command. After `/lore` a practice's command is that command, and a word unique to one command needs no command before it;
 * everything else belongs to `/lore` itself, as do retired commands.
 * @param text what follows the command
 * @returns `null` if nothing declares `/lore`
 */
export function commandMeant(registry: Registry, name: string, text: string): MeantCommand | null {
  const asked = registry.commands.get(name);
  if (asked !== undefined && name !== systemCommand) return { command: asked, text };
  const system = registry.commands.get(systemCommand);
  if (system === undefined) return null;
  if (asked === undefined) return { command: system, text: '' };
  const [typed = ''] = text.split(/\s+/, 1);
  const word = typed.replace(/^\//, '').toLowerCase();
  if (system.words?.includes(word) === true) return { command: system, text };
  const named = registry.commands.get(`/${word}`);
  if (named !== undefined && named !== system)
    return { command: named, text: text.slice(typed.length).trim() };
  const startsOff = startingOff(registry.features);
  // What may be off is asked for by its name, so that it takes no word from what is on.
  const knowing = [...registry.commands.values()].filter(
    ({ name: of, words }) =>
      words?.includes(word) === true && !startsOff.has(registry.practiceOfCommand.get(of) ?? ''),
  );
  const [only] = knowing;
  return { command: only !== undefined && knowing.length === 1 ? only : system, text };
}
