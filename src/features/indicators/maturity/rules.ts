/**
 * How far learning has got, by gates: a dimension has the highest level of which every gate, and every one below, held in two quarters in a row, at the
 * lower end of what may be true. The whole is as far as its dimension that is least far. The limits are ours, and no research. Pure.
 */
import { leastRate } from '#core/publishing/figures.ts';
import type { Figure, FigureId } from '../measures/indicator.ts';
import type { Came } from '../shown/view.ts';

export const gateIds = ['M9', 'M4', 'PS', 'M5', 'M8', 'M2', 'M8more', 'M2b'] as const;
export type GateId = (typeof gateIds)[number];

/** Those of learning-science.md 2.5 that can be fed. */
export const dimensions = ['leadership', 'safety', 'sharing', 'practice'] as const;
export type Dimension = (typeof dimensions)[number];

export interface Gate {
  readonly id: GateId;
  readonly dimension: Dimension;
  readonly level: 2 | 3 | 4;
  /** `null`: what was published of safety, on the scale from 1 to 7. */
  readonly figure: FigureId | null;
  /** In percent, or in tenths of a point, unless an admin chose something else. */
  readonly usual: number;
}

/** The lowest first. */
export const gates: readonly Gate[] = [
  { id: 'M9', dimension: 'leadership', level: 2, figure: 'M9.entries', usual: 50 },
  { id: 'M4', dimension: 'practice', level: 2, figure: 'M4.held', usual: 50 },
  { id: 'PS', dimension: 'safety', level: 3, figure: null, usual: 50 },
  { id: 'M5', dimension: 'sharing', level: 3, figure: 'M5.people', usual: 60 },
  { id: 'M8', dimension: 'sharing', level: 3, figure: 'M8.starts', usual: 30 },
  { id: 'M2', dimension: 'practice', level: 3, figure: 'M2.done', usual: 50 },
  { id: 'M8more', dimension: 'sharing', level: 4, figure: 'M8.starts', usual: 50 },
  { id: 'M2b', dimension: 'practice', level: 4, figure: 'M2b.helped', usual: 60 },
];

/** How many quarters there have to be, and in how many of the last ones a gate has to hold. */
export const leastQuarters = 4;
const inARow = 2;

export type Limits = ReadonlyMap<GateId, number>;

export const limitOf = (limits: Limits, gate: Gate): number => limits.get(gate.id) ?? gate.usual;

/** What may be chosen. In percent, or in tenths of a point of the scale. */
export const mostOf = ({ figure }: Gate): number => (figure === null ? 70 : 100);

export type Maturity =
  | { readonly kind: 'early'; readonly quarters: number }
  | {
      readonly kind: 'known';
      readonly level: 1 | 2 | 3 | 4;
      readonly levels: ReadonlyMap<Dimension, 1 | 2 | 3 | 4>;
      /** The gate to work on; `null`: all hold. */
      readonly next: Gate | null;
    };

/** @param came quarters, the newest first */
export function maturityOf(came: readonly Came[], limits: Limits): Maturity {
  const known = came.filter(({ figures }) => figures.length > 0);
  if (known.length < leastQuarters) return { kind: 'early', quarters: known.length };
  const latest = known.slice(0, inARow);
  // A gate of which nothing is known in either quarter is absent: nobody is held up by what cannot be said.
  const fed = gates.filter((gate) => latest.some(({ figures }) => lowOf(figures, gate) !== null));
  const holds = (gate: Gate): boolean =>
    latest.every(({ figures }) => (lowOf(figures, gate) ?? -1) >= limitOf(limits, gate));
  const levels = new Map(
    dimensions.flatMap((dimension) => {
      const here = fed.filter((gate) => gate.dimension === dimension);
      if (here.length === 0) return [];
      const missed = here.find((gate) => !holds(gate));
      const reached = missed === undefined ? (here.at(-1)?.level ?? 1) : below(here, missed);
      return [[dimension, reached] as const];
    }),
  );
  const level = ([1, 2, 3, 4] as const).find((one) => [...levels.values()].includes(one)) ?? 1;
  const next = fed.find((gate) => levels.get(gate.dimension) === level && !holds(gate));
  return { kind: 'known', level, levels, next: next ?? fed.find((gate) => !holds(gate)) ?? null };
}

/** The highest level of a dimension under the one that is missed. */
const below = (here: readonly Gate[], missed: Gate): 1 | 2 | 3 | 4 =>
  here.findLast(({ level }) => level < missed.level)?.level ?? 1;

/** At the lower end of what may be true; `null`: nothing is known. */
function lowOf(figures: readonly Figure[], gate: Gate): number | null {
  if (gate.figure !== null) {
    const value = figures.find(({ id }) => id === gate.figure)?.value;
    return value?.kind === 'part' ? value.range.low * 100 : null;
  }
  for (const { value } of figures)
    if (value.kind === 'climate') {
      const safety = value.means.find(({ theme }) => theme === 'safety');
      if (safety?.mean != null && safety.answered >= safety.asked * leastRate) return safety.mean * 10;
    }
  return null;
}
