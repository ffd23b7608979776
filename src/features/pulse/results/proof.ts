/** Proves from what was published of a window, and of those before it, that nobody is found out by it. Pure. */
import { audit, type Proof } from '#core/publishing/audit.ts';
import { rostersOf } from '#core/publishing/between.ts';
import type { Known } from '#core/publishing/bounds.ts';
import { meansOf, scale } from '#core/publishing/figures.ts';
import { type Item, itemKeys, type Theme, themes } from '../items.ts';
import { type Figure, leastOfItem, type Past } from './rules.ts';

/** Of a theme, or of one of its statements. */
export interface Proven {
  readonly theme: Theme;
  readonly item: Item | null;
  readonly figures: number;
  readonly proof: Proof;
}

const knownOf = (figures: readonly Figure[]): readonly Known[] =>
  figures.map(({ teams, answered, how, mean }) => ({
    ...{ teams, answered },
    // One that stands from before says nothing of this window.
    mean: how === 'said' && mean !== null ? meansOf(mean) : null,
  }));

/** @param least how many people a group of the window needed */
export function provenOf(window: Past, least: number, earlier: readonly Past[]): readonly Proven[] {
  const of = (figures: readonly Figure[], theme: Theme, item: Item | null) =>
    figures.filter((one) => one.theme === theme && one.item === item);
  return themes.flatMap((theme) =>
    [null, ...itemKeys].flatMap((item) => {
      const figures = of(window.figures, theme, item);
      if (figures.length === 0) return [];
      const beside =
        item === null ? window.figures.filter((one) => one.theme === theme && one.item !== null) : [];
      const proof = audit(knownOf(figures), item === null ? least : Math.max(leastOfItem, least), scale, {
        earlier: earlier.map((before) => ({
          known: knownOf(of(before.figures, theme, item)),
          rosters: rostersOf(before.roster, window.roster),
        })),
        beside: beside.map(({ teams }) => teams),
      });
      return [{ theme, item, figures: figures.length, proof }];
    }),
  );
}

export const isExposed = ({ proof }: Proven): boolean =>
  [proof.exposed, proof.narrow, proof.telling, proof.cutting].some((found) => found.length > 0);
