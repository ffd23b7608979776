/** What an admin may set for a workspace: rules without Slack, the store or the current date. */
import type { Position } from '../../store/settings/practices.ts';
import type { Settings, Wished } from '../../store/settings/workspace-settings.ts';

/** A retention policy of a feature or of Lore. */
export interface Kept {
  readonly name: string;
  /** The default, and the most allowed. */
  readonly days: number;
}

/** A practice that can be switched on and off. */
export interface Practice {
  readonly name: string;
  /** The names of its jobs that prompt people. */
  readonly prompts: readonly string[];
}

/** The fields of one form or the other: what is missing was not in it. `null`: it was, and holds nothing that can be read. */
export interface Filled {
  /** By the retention policy's name. */
  readonly days: ReadonlyMap<string, number | null>;
  /** By the practice's name. */
  readonly positions: ReadonlyMap<string, Position | null>;
}

export interface Mistakes {
  readonly days: ReadonlyMap<string, 'number' | 'long'>;
  readonly positions: ReadonlyMap<string, 'choice'>;
}

/** Where each practice is now. */
export const positionIn =
  ({ off, byChannel }: Pick<Settings, 'off' | 'byChannel'>) =>
  (practice: string): Position =>
    off.has(practice) ? 'off' : byChannel.has(practice) ? 'channels' : 'on';

/**
 * @param drawn where practices were when the form was drawn: one that is still chosen there is left as it is, since another admin may have changed it
 * meanwhile; `null`: that is not known
 * @returns what to store, or the mistakes by field. More than the default is refused; the default is stored as nothing. What was not in the form stays.
 */
export function wishedFrom(
  filled: Filled,
  retentionPolicies: readonly Kept[],
  practices: readonly Practice[],
  drawn: Readonly<Record<string, Position>> | null = null,
): { readonly ok: true; readonly value: Wished } | { readonly ok: false; readonly mistakes: Mistakes } {
  const days = new Map<string, number | null>();
  const wrongDays = new Map<string, 'number' | 'long'>();
  for (const kind of retentionPolicies) {
    const chosen = filled.days.get(kind.name);
    if (chosen === undefined) continue;
    if (chosen === null || !Number.isInteger(chosen) || chosen < 1) wrongDays.set(kind.name, 'number');
    else if (chosen > kind.days) wrongDays.set(kind.name, 'long');
    else days.set(kind.name, chosen === kind.days ? null : chosen);
  }
  const unchosen = practices.filter(({ name }) => filled.positions.get(name) === null);
  if (wrongDays.size > 0 || unchosen.length > 0) {
    const positions = new Map(unchosen.map(({ name }) => [name, 'choice' as const]));
    return { ok: false, mistakes: { days: wrongDays, positions } };
  }
  const switched = practices.flatMap(({ name, prompts }) => {
    const position = filled.positions.get(name) ?? null;
    return position === null || position === drawn?.[name] ? [] : [{ practice: name, position, prompts }];
  });
  return { ok: true, value: { days, switched } };
}
