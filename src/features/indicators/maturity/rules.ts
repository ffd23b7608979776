/**
 * How far learning has got, by gates: a dimension has the highest level of which every gate, and every one below, held in two quarters in a row, at the
 * lower end of what may be true. Gates of which nothing is known hold nobody up, and by themselves no level is reached; a level for which a dimension
 * has no gate, it passes. The whole is as far as its dimension that is least far. The limits are ours, and no research. Pure.
 */
import { leastRate } from '#core/publishing/figures.ts';
import { type Figure, type FigureId, valueIn } from '../measures/indicator.ts';
import { shifted } from '#core/time/quarter.ts';
import type { Came } from '../shown/view.ts';

export const gateIds = ['M9', 'M4', 'PS', 'M5', 'M8', 'M2', 'M8more', 'M1b', 'M2b'] as const;
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
  { id: 'M1b', dimension: 'sharing', level: 4, figure: 'M1b.mixing', usual: 70 },
  { id: 'M2b', dimension: 'practice', level: 4, figure: 'M2b.helped', usual: 60 },
];

/** How many quarters there have to be, and in how many of the last ones a gate has to hold. */
export const leastQuarters = 4;
const inARow = 2;

export type Limits = ReadonlyMap<GateId, number>;

export const limitOf = (limits: Limits, gate: Gate): number => limits.get(gate.id) ?? gate.usual;

/** What may be chosen. In percent, or in tenths of a point of the scale. */
export const mostOf = ({ figure }: Gate): number => (figure === null ? 70 : 100);

export const levels = [1, 2, 3, 4] as const;
export type Level = (typeof levels)[number];

export type Maturity =
  | { readonly kind: 'early'; readonly quarters: number }
  | {
      readonly kind: 'known';
      readonly level: Level;
      readonly levels: ReadonlyMap<Dimension, Level>;
      /** The gate to work on; `null`: all hold of which something is known. */
      readonly next: Gate | null;
    };

/** @param came quarters, the newest first @param limits those that an admin chose */
export function maturityOf(came: readonly Pick<Came, 'quarter' | 'figures'>[], limits: Limits): Maturity {
  const known = came.filter(({ figures }) => figures.length > 0);
  const latest = known.slice(0, inARow);
  const early = { kind: 'early', quarters: Math.min(known.length, leastQuarters - 1) } as const;
  const [last, before] = latest;
  if (known.length < leastQuarters || last === undefined || before?.quarter !== shifted(last.quarter, -1))
    return early;
  // Of what nothing is known in one of them, nobody can say that it is missed.
  const fed = gates.filter((gate) => latest.every(({ figures }) => lowOf(figures, gate) !== null));
  const missed = fed.filter(
    (gate) => !latest.every(({ figures }) => (lowOf(figures, gate) ?? 0) >= limitOf(limits, gate)),
  );
  const reached = new Map(
    dimensions.flatMap((dimension) =>
      fed.some((gate) => gate.dimension === dimension)
        ? [[dimension, levelOf(dimension, fed, missed)] as const]
        : [],
    ),
  );
  const level = levels.find((one) => [...reached.values()].includes(one));
  if (level === undefined) return early;
  const next = missed.find((gate) => reached.get(gate.dimension) === level) ?? missed[0] ?? null;
  return { kind: 'known', level, levels: reached, next };
}

function levelOf(dimension: Dimension, fed: readonly Gate[], missed: readonly Gate[]): Level {
  const own = (some: readonly Gate[]) => some.filter((gate) => gate.dimension === dimension);
  const stop = Math.min(Infinity, ...own(missed).map(({ level }) => level));
  const isKnown = (level: Level): boolean => {
    const here = own(gates).filter((gate) => gate.level === level);
    return here.length === 0 || here.some((gate) => fed.includes(gate));
  };
  return levels.findLast((level) => level < stop && isKnown(level)) ?? 1;
}

/** At the lower end of what may be true; `null`: nothing is known. */
function lowOf(figures: readonly Figure[], gate: Gate): number | null {
  if (gate.figure !== null) {
    const value = valueIn(figures, gate.figure);
    return value?.kind === 'part' || value?.kind === 'ratio' ? value.range.low * 100 : null;
  }
  for (const { value } of figures)
    if (value.kind === 'climate') {
      const safety = value.means.find(({ theme }) => theme === 'safety');
      if (safety?.mean != null && safety.answered >= safety.asked * leastRate) return safety.mean * 10;
    }
  return null;
}
