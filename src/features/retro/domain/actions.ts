/** What a team agrees to do: at most three, each with an owner and a date. Pure. */
import type { Instant } from '../../../core/clock.ts';
import type { RowId, UserId } from '../../../core/ids.ts';
import { ok, refuse, type Result } from '../../../core/result.ts';
import { addDates, isLocalDate, type LocalDate } from '../../../core/time/date.ts';
import { localTime } from '../../../core/time/zone.ts';
import type { Refusal, Retro } from '../domain.ts';

/** More are rarely done. */
export const mostActions = 3;
export const mostDaysToAct = 30;
export const actionLimits = { what: 300, whenThen: 500 } as const;

export type ActionState = 'open' | 'done' | 'dropped';

export interface ActionItem {
  readonly id: RowId;
  readonly what: string;
  /** "When X, then I will Y", or empty. */
  readonly whenThen: string;
  readonly owner: UserId | null;
  readonly proposer: UserId | null;
  readonly dueOn: LocalDate;
  readonly state: ActionState;
}

/** The open ones and those done: what the team agreed on. */
export const standingActions = (retro: Retro): readonly ActionItem[] =>
  retro.actions.filter(({ state }) => state !== 'dropped');

export const openActions = (retro: Retro): readonly ActionItem[] =>
  retro.actions.filter(({ state }) => state === 'open');

/** @returns `null` when this can be agreed on now */
export function whyNoAction(retro: Retro, action: ActionItem, now: Instant): Refusal | null {
  if (action.what === '') return 'whatEmpty';
  if (action.what.length > actionLimits.what) return 'whatLong';
  if (action.whenThen.length > actionLimits.whenThen) return 'whenLong';
  if (action.owner === null || !retro.participants.includes(action.owner)) return 'ownerOutside';
  if (!isLocalDate(action.dueOn)) return 'dueWrong';
  const today = localTime(now, retro.tz).date;
  if (action.dueOn < today) return 'duePast';
  if (action.dueOn > addDates(today, mostDaysToAct)) return 'dueFar';
  return standingActions(retro).length >= mostActions ? 'threeActions' : null;
}

/** @param may whether this person may do it to that action */
export function changed(
  retro: Retro,
  id: RowId,
  state: ActionState,
  may: (action: ActionItem) => boolean,
): Result<Retro, Refusal> {
  const found = openActions(retro).find((action) => action.id === id);
  if (found === undefined) return refuse('noSuchAction');
  if (!may(found)) return refuse('notYourAction');
  return ok({
    ...retro,
    actions: retro.actions.map((action) => (action.id === id ? { ...action, state } : action)),
  });
}
