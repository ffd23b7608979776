/** What may become of a ritual. Pure. */
import type { ScheduleRefusal } from '#core/recurrence.ts';
import type { Kind } from '../brief/rules.ts';

/**
 * What was decided. `open`: nothing yet; `off`: the reorganisation was taken back. Stored, so never rename one that has landed.
 * - `keep`: it goes on where it is
 * - `merge`: the channel that people go to has it already
 * - `handover`: it is set up there
 * - `retire`: it was ended on purpose
 */
export const states = ['open', 'keep', 'merge', 'handover', 'retire', 'off'] as const;
export type State = (typeof states)[number];
export const decisions = ['keep', 'merge', 'handover', 'retire'] as const;
export type Decision = (typeof decisions)[number];

/** What can be decided of a ritual. @param isArchived the channel, now: nothing takes place in it any more */
export const offered = (isArchived: boolean, kinds: ReadonlySet<Kind>): readonly Decision[] =>
  isArchived || kinds.has('archived') ? ['merge', 'handover', 'retire'] : decisions;

export interface Target {
  /** The ritual is on there. */
  readonly hasIt: boolean;
  /** What it precedes is on there, or it precedes nothing. */
  readonly hasWhatItPrecedes: boolean;
}

/**
 * Why it cannot go on in another channel; `null`: it can. Nobody sets up a ritual in a channel of which they are not: its own people decide there.
 * @param target `null`: the person is not in it, or Lore is not
 */
export function whyNotThere(
  decision: Extract<Decision, 'merge' | 'handover'>,
  target: Target | null,
  canBeSetUp: boolean,
): 'notThere' | 'hasNot' | 'hasIt' | 'ownForm' | 'first' | null {
  if (target === null) return 'notThere';
  if (decision === 'merge') return target.hasIt ? null : 'hasNot';
  if (target.hasIt) return 'hasIt';
  if (!canBeSetUp) return 'ownForm';
  return target.hasWhatItPrecedes ? null : 'first';
}

export type Refusal = ScheduleRefusal | NonNullable<ReturnType<typeof whyNotThere>>;

/** So many of these live on, were handed over or were ended on purpose. */
export function counted(all: readonly { readonly state: State; readonly alive_at: number | null }[]): {
  readonly alive: number;
  readonly retired: number;
  readonly all: number;
} {
  const real = all.filter(({ state }) => state !== 'off');
  const retired = real.filter(({ state }) => state === 'retire').length;
  const alive = real.filter(({ state, alive_at: at }) => state !== 'retire' && at !== null).length;
  return { alive, retired, all: real.length };
}
