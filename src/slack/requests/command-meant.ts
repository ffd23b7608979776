/** Which command was typed. Pure. */
import { systemCommand } from '#core/feature.ts';
import type { Command, SystemCommand } from '#core/listener.ts';
import type { Registry } from './registry.ts';

export interface MeantCommand {
  readonly command: Command | SystemCommand;
  /** What is left for it. */
  readonly text: string;
}

/**
 * The command that was typed. After `/lore` a practice's command is that command, and a word of one command alone is as good as the command before
 * it; everything else is `/lore`'s own, as is a command of ours that there is no more.
 * @param text what stands after it @returns `null` where nobody has `/lore`
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
  const knowing = [...registry.commands.values()].filter(({ words }) => words?.includes(word) === true);
  const [only] = knowing;
  return { command: only !== undefined && knowing.length === 1 ? only : system, text };
}
