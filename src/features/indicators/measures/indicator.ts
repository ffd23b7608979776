/** What an indicator is. What it means, how it is computed, where that comes from, what it cannot say and what it is read together with are sentences. */
import type { IndicatorsMeasuresKey } from '#locales/indicators.measures.ts';
import type { Facts } from './facts.ts';
import { part, type Value } from './value.ts';

/** Those that Lore can compute, named as in learning-science.md 2.3. What cannot be fed has no name here, so it is absent instead of zero. */
// prettier-ignore
export const indicatorIds = [
  'M1', 'M1b', 'M2', 'M2b', 'M2c', 'M2d', 'M3', 'M4', 'M5', 'M6', 'M7', 'M8', 'M9', 'M10', 'M11', 'M12', 'M13', 'M15',
] as const;
export type IndicatorId = (typeof indicatorIds)[number];

/** What it says, in the order in which it is shown. */
// prettier-ignore
export const figureIds = [
  'M1.served', 'M1b.cross', 'M1b.mixing', 'M2.done', 'M2.dropped', 'M2b.helped', 'M2c.again', 'M2d.time', 'M3.finished', 'M4.held', 'M4.retros',
  'M5.people', 'M5.presenters', 'M6.soon', 'M6.time', 'M7.means', 'M8.starts', 'M9.entries', 'M9.kinds', 'M10.prepared', 'M10.onTime',
  'M10.shared', 'M11.self', 'M11.partner', 'M12.kept', 'M13.thanked', 'M15.alive', 'M15.ended',
] as const;
export type FigureId = (typeof figureIds)[number];

export interface Figure {
  readonly id: FigureId;
  readonly value: Value;
}

/** `undefined`: nothing is said of it. */
export const valueIn = (figures: readonly Figure[], id: FigureId): Value | undefined =>
  figures.find((one) => one.id === id)?.value;

/** What is said of it. @param value `null`: there is nothing to say */
export const figure = (id: FigureId, value: Value | null): readonly Figure[] =>
  value === null ? [] : [{ id, value }];

/** How many of all. */
export const share = (id: FigureId, count: number, of: number): readonly Figure[] =>
  figure(id, of === 0 ? null : part(count, of));

/** What is said about every indicator: `indicator.<id>.<told>` in the catalogue `indicators.measures`. */
export const tolds = ['name', 'definition', 'formula', 'source', 'caveat', 'pairedWith'] as const;
export type Told = (typeof tolds)[number];

export interface Indicator {
  readonly id: IndicatorId;
  /** @returns what it says; empty: nothing, or of fewer than `leastPeople` people */
  readonly measure: (facts: Facts) => readonly Figure[];
}

export const toldKey = <Id extends IndicatorId, Of extends Told>(id: Id, told: Of) =>
  `indicator.${id}.${told}` as const satisfies IndicatorsMeasuresKey;

/** The line beside the value: `figure.<id>`. */
export const figureKey = <Id extends FigureId>(id: Id) =>
  `figure.${id}` as const satisfies IndicatorsMeasuresKey;
