/** What changed because of an action that helped. Pure. */
import type { Instant } from '#core/clock.ts';
import type { RowId } from '#core/ids.ts';
import type { Standard, StandardKind } from '#core/standard.ts';

/** As it stands in an action item. */
export interface WithStandard {
  /** `null`: nothing changed, as far as anybody said. */
  readonly standardKind: StandardKind | null;
  readonly standardName: string;
  /** http or https; empty: none. */
  readonly standardLink: string;
  /** When somebody said so. */
  readonly standardAt: Instant | null;
  /** The lesson that it was recorded with, too; `null`: it stays with the action alone. */
  readonly standardLesson: RowId | null;
}

export const noStandard: WithStandard = {
  standardKind: null,
  standardName: '',
  standardLink: '',
  standardAt: null,
  standardLesson: null,
};

/** A standard that somebody says has changed. */
export interface SaidStandard extends Standard {
  readonly lesson: RowId | null;
}

export const standardOf = ({
  standardKind: kind,
  standardName: name,
  standardLink: link,
}: Pick<WithStandard, 'standardKind' | 'standardName' | 'standardLink'>): Standard | null =>
  kind === null ? null : { kind, name, link };

/** @param said `null`: nothing changed after all; the same as before keeps its moment */
export function withStandard(before: WithStandard, said: SaidStandard | null, now: Instant): WithStandard {
  if (said === null) return noStandard;
  return isSame(before, said)
    ? before
    : {
        standardKind: said.kind,
        standardName: said.name,
        standardLink: said.link,
        standardAt: now,
        standardLesson: said.lesson,
      };
}

/** Whether an action says so already. */
export const isSame = (before: WithStandard, said: SaidStandard): boolean =>
  before.standardKind === said.kind &&
  before.standardName === said.name &&
  before.standardLink === said.link &&
  before.standardLesson === said.lesson;
