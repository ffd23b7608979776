/** From what was cast and the tree as it was to all figures of a window. Pure. */
import type { Counted } from '#core/ballots.ts';
import type { RowId } from '#core/ids.ts';
import { ends, scoreOf } from '#core/publishing/figures.ts';
import type { TreeNode } from '#core/publishing/pass-up.ts';
import { type EarlierWindow, publish, type Published, type Roster } from '#core/publishing/publish.ts';
import { detectable } from '#core/statistics/mean.ts';
import { type Item, itemsOf, type Theme, themes } from '../items.ts';

/** So many have to answer a statement before its mean is shown. */
export const leastOfItem = 10;

/** A figure of a theme, or of one of its statements. */
export interface Figure extends Published {
  readonly theme: Theme;
  /** `null`: of the whole theme. */
  readonly item: Item | null;
}

export interface Past {
  readonly roster: Roster;
  readonly figures: readonly Figure[];
}

/** @param earlier the latest first, of the same statements in the same wording */
export function figuresOf(
  nodes: readonly TreeNode[],
  {
    roster,
    counted,
    least,
  }: { readonly roster: Roster; readonly counted: readonly Counted[]; readonly least: number },
  earlier: readonly Past[],
): readonly Figure[] {
  const pastOf = (theme: Theme, item: Item | null): readonly EarlierWindow[] =>
    earlier.map((past) => ({
      roster: past.roster,
      figures: past.figures.filter((one) => one.theme === theme && one.item === item),
    }));
  return themes.flatMap((theme) => {
    const scores = grouped(counted, ({ cast }) => scoreOf(itemsOf(theme).map((item) => cast[item] ?? null)));
    const ofTheme = publish({ nodes, roster, scores, least, earlier: pastOf(theme, null) });
    const ofItems = itemsOf(theme).flatMap((item) =>
      publish({
        nodes,
        roster,
        scores: grouped(counted, ({ cast }) => cast[item] ?? null),
        least: Math.max(leastOfItem, least),
        earlier: pastOf(theme, item),
        within: ofTheme,
      })
        // What is kept back of a single statement is simply not there.
        .filter(({ how }) => how === 'said')
        .map((one) => ({ ...one, theme, item })),
    );
    return [...ofTheme.map((one) => ({ ...one, theme, item: null })), ...ofItems];
  });
}

function grouped(
  counted: readonly Counted[],
  score: (one: Counted) => number | null,
): ReadonlyMap<RowId, readonly number[]> {
  const scores = new Map<RowId, number[]>();
  for (const one of counted) {
    const said = score(one);
    if (said !== null) scores.set(one.place, [...(scores.get(one.place) ?? []), said]);
  }
  return scores;
}

/** What a group's figure did since the window before. `null`: no more than chance would do, or nobody can say. */
export function trendOf(figure: Figure, before: Figure | undefined): 'up' | 'down' | null {
  if (before === undefined || !figure.isComparable) return null;
  if (figure.how !== 'said' || before.how !== 'said' || figure.mean === null || before.mean === null)
    return null;
  const change = figure.mean - before.mean;
  if (Math.abs(change) < detectable(figure.answered, before.answered)) return null;
  return change > 0 ? 'up' : 'down';
}

/** Whether a mean stands for everything from there to the end of the scale. */
export const endOf = (mean: number): 'low' | 'high' | null =>
  mean <= ends.low ? 'low' : mean >= ends.high ? 'high' : null;

/** In which order a window is said, and stored: what can be computed of it by who has it all. */
export const outcomeOf = (version: number, figures: readonly Figure[]): string =>
  JSON.stringify({ version, figures });

/** @returns none where another wording was asked: its answers are not compared */
export function figuresIn(outcome: string, version: number): readonly Figure[] {
  const stored = JSON.parse(outcome) as { readonly version: number; readonly figures: readonly Figure[] };
  return stored.version === version ? stored.figures : [];
}
