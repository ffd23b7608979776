/** Figures as they were published, each for those who were asked there and who leads them. They never change. */
import { choice, flag, number, partOf, reference, text } from '#core/columns.ts';
import type { RowId } from '#core/ids.ts';
import { findRows } from '#core/rows.ts';
import type { ReadScope } from '#core/scope.ts';
import { type RowOf, sharedTable } from '#core/tables.ts';
import { type Item, themes } from '../items.ts';
import { windows } from '../rows.ts';
import type { Figure } from './rules.ts';

export const figures = sharedTable(
  'pulse_figure',
  {
    window_id: partOf(windows).as('window'),
    theme: choice(themes),
    /** One of its statements; `null`: all of the theme. */
    item: text.orNull.as('statement'),
    kind: choice(['team', 'others', 'total']).internal,
    /** Of a team, or of what teams are part of: the `place_id` of the window's tree. */
    place_id: reference.as('place'),
    /** JSON of the teams in it. */
    teams: text.internal,
    asked: number,
    answered: number,
    /** Of a total: how many answered in all of its place; `null`: that would tell who of a few did. */
    all_answered: number.orNull.internal,
    how: choice(['said', 'few', 'before', 'kept']).internal,
    /** The mean, in half steps: 9 is 4.5. 4 is 2 or less, and 12 is 6 or more. */
    half_steps: number.orNull,
    spread: choice(['close', 'mixed', 'apart']).orNull.internal,
    is_comparable: flag.internal,
    sort: number.internal,
  },
  { exported: { as: 'pulseFigures', order: 'sort' } },
);
export type FigureRow = RowOf<typeof figures>;

const inHalfSteps = 2;

export const rowOf = (
  id: RowId,
  window: RowId,
  { theme, item, kind, node, teams, asked, answered, all, how, mean, spread, isComparable }: Figure,
  sort: number,
): FigureRow => ({
  ...{ id, window_id: window, theme, item, kind, place_id: node },
  ...{ teams: JSON.stringify(teams), asked, answered, all_answered: all, how },
  ...{ half_steps: mean === null ? null : mean * inHalfSteps, spread },
  ...{ is_comparable: isComparable ? 1 : 0, sort },
});

export const figureIn = (row: FigureRow): Figure => ({
  ...{ theme: row.theme, item: row.item as Item | null, kind: row.kind, node: row.place_id },
  ...{ teams: JSON.parse(row.teams) as RowId[], asked: row.asked, answered: row.answered },
  ...{ all: row.all_answered, how: row.how, spread: row.spread },
  ...{ mean: row.half_steps === null ? null : row.half_steps / inHalfSteps },
  isComparable: row.is_comparable === 1,
});

/** Those of these windows that the viewer sees, by window. */
export async function figuresIn(
  read: ReadScope,
  ids: readonly RowId[],
): Promise<ReadonlyMap<RowId, readonly Figure[]>> {
  const rows = await findRows(read.from(figures), { window_id: ids }, 'sort', 'id');
  const found = Map.groupBy(rows, ({ window_id: window }) => window);
  return new Map([...found].map(([window, all]) => [window, all.map(figureIn)]));
}
