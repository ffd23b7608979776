/** What of a window was published to the viewer, with the windows before it. Whatever the viewer may not see is not there. */
import type { RowId } from '#core/ids.ts';
import type { ReadScope } from '#core/scope.ts';
import { answersOf, type AnswerRow, dutiesOf, type DutyRow } from '../duty/rows.ts';
import { type Theme, themes } from '../items.ts';
import { loadWindow, placesOf, type WindowPlaceRow, type WindowRow, windowsOf } from '../rows.ts';
import { figuresIn } from './rows.ts';
import type { Figure } from './rules.ts';

/** Windows beyond these are not drawn: three years. */
const mostWindows = 12;

export interface Published {
  readonly window: WindowRow;
  readonly figures: readonly Figure[];
}

export interface Results extends Published {
  readonly places: readonly WindowPlaceRow[];
  /** The windows before it in the same wording, the latest first. */
  readonly before: readonly Published[];
  readonly duties: readonly DutyRow[];
  readonly answers: readonly AnswerRow[];
  /** The team in which the viewer was asked; `null`: none. */
  readonly own: RowId | null;
}

/** A place's figures as one: its own, or those of teams in it that are too small to be shown alone. */
export interface Group {
  readonly kind: Figure['kind'];
  readonly node: RowId;
}

/** @returns `null`: it is not published, or no longer kept */
export async function resultsOf(read: ReadScope, id: RowId): Promise<Results | null> {
  const window = await loadWindow(read, id);
  if (window?.state !== 'published') return null;
  const before = (await windowsOf(read))
    .filter(({ state, version, opened_at: at }) => {
      return state === 'published' && version === window.version && at < window.opened_at;
    })
    .slice(0, mostWindows - 1);
  const figures = await figuresIn(read, [id, ...before.map((one) => one.id)]);
  const of = (one: WindowRow): Published => ({ window: one, figures: figures.get(one.id) ?? [] });
  return {
    ...of(window),
    places: await placesOf(read, id),
    before: before.map(of),
    duties: await dutiesOf(read, id),
    answers: await answersOf(read, id),
    own: await read.ballots.placeOf(id),
  };
}

/** The newest that is published; `null`: none is. */
export const latestWindow = async (read: ReadScope): Promise<WindowRow | null> =>
  (await windowsOf(read)).find(({ state }) => state === 'published') ?? null;

export const isSame = (a: Group, b: Group): boolean => a.kind === b.kind && a.node === b.node;

/** Of a group, the figures of whole themes, in their order. */
export const themesOf = (figures: readonly Figure[], group: Group): readonly Figure[] =>
  themes.flatMap(
    (theme) => figures.find((one) => one.item === null && one.theme === theme && isSame(one, group)) ?? [],
  );

/** In which a team's answers stand: alone, or with others. `null`: nowhere. */
export const blockOf = (figures: readonly Figure[], theme: Theme, team: RowId): Figure | null =>
  figures.find(
    (one) => one.theme === theme && one.item === null && one.kind !== 'total' && one.teams.includes(team),
  ) ?? null;

/** The groups that the viewer sees, in the order of the tree. */
export function groupsSeen({ places, figures }: Pick<Results, 'places' | 'figures'>): readonly Group[] {
  return places.flatMap(({ place_id: node }) =>
    (['total', 'team', 'others'] as const)
      .map((kind) => ({ kind, node }))
      .filter((group) => figures.some((one) => isSame(one, group))),
  );
}
