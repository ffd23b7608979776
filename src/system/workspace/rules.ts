/** What an admin may set for a workspace: rules without Slack, store or a date of today. */
import type { Settings, Wished } from '../../store/settings/workspace-settings.ts';

/** A kind of rows, a feature's or Lore's. */
export interface Kept {
  readonly name: string;
  /** As usual, and at most. */
  readonly days: number;
}

/** A practice that can be switched. */
export interface Practice {
  readonly name: string;
  /** The names of its jobs that prompt somebody. */
  readonly prompts: readonly string[];
}

export type Position = 'on' | 'off';

/** What the form holds. */
export interface Filled {
  /** By the name of a kind. */
  readonly days: ReadonlyMap<string, number | null>;
  /** By the name of a practice. */
  readonly positions: ReadonlyMap<string, Position | null>;
}

export interface Mistakes {
  readonly days: ReadonlyMap<string, 'number' | 'long'>;
  readonly positions: ReadonlyMap<string, 'choice'>;
}

/** What is filled in when the form is opened. */
export function filledFrom(
  { days, off }: Settings,
  retentionPolicies: readonly Kept[],
  practices: readonly Practice[],
): Filled {
  return {
    days: new Map(
      retentionPolicies.map((kind) => [kind.name, Math.min(kind.days, days.get(kind.name) ?? kind.days)]),
    ),
    positions: new Map(practices.map(({ name }) => [name, off.has(name) ? 'off' : 'on'])),
  };
}

/** @returns what is to be stored, or what is wrong where. Longer than usual is refused, as usual is stored as nothing. */
export function wishedFrom(
  filled: Filled,
  retentionPolicies: readonly Kept[],
  practices: readonly Practice[],
): { readonly ok: true; readonly value: Wished } | { readonly ok: false; readonly mistakes: Mistakes } {
  const days = new Map<string, number | null>();
  const wrongDays = new Map<string, 'number' | 'long'>();
  for (const kind of retentionPolicies) {
    const chosen = filled.days.get(kind.name) ?? null;
    if (chosen === null || !Number.isInteger(chosen) || chosen < 1) wrongDays.set(kind.name, 'number');
    else if (chosen > kind.days) wrongDays.set(kind.name, 'long');
    else days.set(kind.name, chosen === kind.days ? null : chosen);
  }
  const unchosen = practices.filter(({ name }) => (filled.positions.get(name) ?? null) === null);
  if (wrongDays.size > 0 || unchosen.length > 0) {
    const positions = new Map(unchosen.map(({ name }) => [name, 'choice' as const]));
    return { ok: false, mistakes: { days: wrongDays, positions } };
  }
  const switched = practices.map(({ name, prompts }) => ({
    practice: name,
    isOn: filled.positions.get(name) === 'on',
    prompts,
  }));
  return { ok: true, value: { days, switched } };
}
