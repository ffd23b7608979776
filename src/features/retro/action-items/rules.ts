/**
 * What a team agrees to do: at most three items at a time, each with an owner who accepts and a date. From proposed to done, and a month later
 * whether it helped. Pure.
 */
import { day, type Instant } from '#core/clock.ts';
import type { UserId } from '#core/ids.ts';
import type { WorkingHours } from '#core/people.ts';
import { ok, refuse, type Result } from '#core/result.ts';
import { addDates, isLocalDate, type LocalDate } from '#core/time/date.ts';
import type { IsHoliday } from '#core/time/holidays.ts';
import { addWorkingDays, isWorkingDay } from '#core/time/working.ts';
import { instantOf, localTime } from '#core/time/zone.ts';
import { withStandard } from '../standards/rules.ts';
import type { ActionEvent, ActionItem, ActionState, ChangeEvent, Refusal, Retro } from '../session/phases.ts';

/** More are rarely done. */
export const mostActions = 3;

const mostDaysToAct = 30;
export const actionLimits = { what: 300, whenThen: 500, why: 300 } as const;

/** Those not dropped: what the team agreed on. */
export const standingActions = (retro: Retro): readonly ActionItem[] =>
  retro.actions.filter(({ state }) => state !== 'dropped');

/** Those still to be done, accepted or not. */
export const openActions = (retro: Retro): readonly ActionItem[] => retro.actions.filter(isToDo);

export const toDo: readonly ActionState[] = ['proposed', 'open'];

export const isToDo = ({ state }: { readonly state: ActionState }): boolean => toDo.includes(state);

/** @returns `null` if this can be agreed on now */
export function whyNoAction(retro: Retro, action: ActionItem, now: Instant): Refusal | null {
  const why = whyNotWhat(action.what);
  if (why !== null) return why;
  if (action.whenThen.length > actionLimits.whenThen) return 'whenLong';
  if (action.owner === null || !retro.participants.includes(action.owner)) return 'ownerOutside';
  return (
    whyNotDue(action.dueOn, retro.tz, now) ??
    (standingActions(retro).length >= mostActions ? 'threeActions' : null)
  );
}

/**
 * With what follows from a question about an assumption. A leader who was asked need not take part, and the team's limit is not theirs.
 * @returns why not, if it cannot be agreed on
 */
export function changed(
  retro: Retro,
  { action, isLeaders, instead }: ChangeEvent,
  now: Instant,
): Result<Retro, Refusal> {
  const why = isLeaders
    ? (whyNotWhat(action.what) ?? whyNotDue(action.dueOn, retro.tz, now))
    : whyNoAction(retro, action, now);
  if (why !== null) return refuse(why);
  const before = retro.actions.map((one): ActionItem =>
    one.id === instead?.action && isToDo(one)
      ? { ...one, state: 'dropped', reason: instead.reason, doneAt: now }
      : one,
  );
  return ok({ ...retro, actions: [...before, action] });
}

/** A person who proposes something for themselves has accepted it. */
export const stateOfNew = (proposer: UserId, owner: UserId | null): ActionState =>
  owner === proposer ? 'open' : 'proposed';

/** An action item after an event; the phase's rules have already been checked. */
export function acted(retro: Retro, event: ActionEvent, now: Instant): Result<Retro, Refusal> {
  const found = retro.actions.find(({ id }) => id === event.action);
  if (found === undefined || isToDo(found) === (event.kind === 'helped') || found.state === 'dropped')
    return refuse('noSuchAction');
  const changed = changedBy(retro, found, event, now);
  if (!changed.ok) return changed;
  const after = { ...found, ...changed.value };
  const added = event.kind === 'split' ? [{ ...after, ...event.second }] : [];
  return ok({
    ...retro,
    actions: [...retro.actions.map((action) => (action === found ? after : action)), ...added],
  });
}

/** A person has left the channel: their action items go back to the team. */
export function withoutOwner(retro: Retro, gone: UserId): Retro {
  const theirs = openActions(retro).filter(({ owner }) => owner === gone);
  if (theirs.length === 0) return retro;
  return {
    ...retro,
    actions: retro.actions.map((action) =>
      theirs.includes(action) ? { ...action, owner: null, state: 'proposed' } : action,
    ),
  };
}

function changedBy(
  retro: Retro,
  action: ActionItem,
  event: ActionEvent,
  now: Instant,
): Result<Partial<ActionItem>, Refusal> {
  const isOwner = action.owner === event.by;
  // Any participant can take an unowned one, or pass it on.
  const isTheirs = isOwner || (action.owner === null && retro.participants.includes(event.by));
  switch (event.kind) {
    case 'accept':
      return isTheirs ? ok({ owner: event.by, state: 'open' }) : refuse('notYourAction');
    case 'decline':
      return isOwner ? ok({ owner: null, state: 'proposed' }) : refuse('notYourAction');
    case 'pass':
      if (!isTheirs) return refuse('notYourAction');
      if (!retro.participants.includes(event.to)) return refuse('ownerOutside');
      return ok({ owner: event.to, state: stateOfNew(event.by, event.to) });
    case 'drop':
      if (event.reason === '') return refuse('whyEmpty');
      if (event.reason.length > actionLimits.why) return refuse('whyLong');
      return isOwner || [action.proposer, retro.facilitator].includes(event.by)
        ? ok({ state: 'dropped', reason: event.reason, doneAt: now })
        : refuse('notYourAction');
    case 'done':
      return isOwner ? ok({ state: 'done', doneAt: now }) : refuse('notYourAction');
    case 'move': {
      if (!isOwner) return refuse('notYourAction');
      const why = whyNotDue(event.dueOn, retro.tz, now);
      return why === null ? ok({ dueOn: event.dueOn }) : refuse(why);
    }
    case 'split': {
      if (!isOwner) return refuse('notYourAction');
      for (const { what, dueOn } of [event.first, event.second]) {
        const why = whyNotWhat(what) ?? whyNotDue(dueOn, retro.tz, now);
        if (why !== null) return refuse(why);
      }
      return ok({ ...event.first, state: 'open' });
    }
    case 'helped':
      if (event.how.length > actionLimits.why) return refuse('whyLong');
      if (!isOwner) return refuse('notYourAction');
      return ok({
        helped: event.helped,
        helpedHow: event.how,
        ...(event.standard === undefined ? {} : withStandard(action, event.standard, now)),
      });
  }
}

function whyNotWhat(what: string): Refusal | null {
  if (what === '') return 'whatEmpty';
  return what.length > actionLimits.what ? 'whatLong' : null;
}

function whyNotDue(dueOn: string, tz: string, now: Instant): Refusal | null {
  if (!isLocalDate(dueOn)) return 'dueWrong';
  const today = localTime(now, tz).date;
  if (dueOn < today) return 'duePast';
  return dueOn > addDates(today, mostDaysToAct) ? 'dueFar' : null;
}

/** The owner's working days before the date. */
const remindBefore = 3;

/** Days after the date. */
const lateAfter = 14;

const helpedAfter = 30 * day;

/** How long App Home asks whether it helped. */
const helpedWaits = 60 * day;

/**
 * - `remind`: three working days before the date, if at least one has passed by then since it was accepted or moved
 * - `late`: two weeks after it
 * - `helped`: a month after it was done
 */
export const asks = ['remind', 'late', 'helped'] as const;

export type Ask = (typeof asks)[number];

/** The fields the questions need: the same in a row and in the rules' state. */
type Asked = Pick<ActionItem, 'state' | 'dueOn' | 'doneAt' | 'helped'>;

/** When the owner works; `tz` must be a known zone. */
export interface Worker {
  readonly hours: WorkingHours;
  readonly tz: string;
  readonly isHoliday: IsHoliday;
}

/** The questions still to come about an action item, and when; past ones are left out. @param now when its owner accepted, moved or finished it */
export function asksOf(action: Asked, worker: Worker, now: Instant): readonly { ask: Ask; at: Instant }[] {
  const { hours, tz, isHoliday } = worker;
  const all: { ask: Ask; at: Instant }[] = [];
  if (action.state === 'done' && action.doneAt !== null && action.helped === null)
    all.push({ ask: 'helped', at: action.doneAt + helpedAfter });
  if (action.state === 'open') {
    const due = instantOf(action.dueOn, hours.start, tz);
    // An owner who never works is asked only about the date, and nobody is reminded of what they took on less than a working day ago.
    if (hours.days.length > 0) {
      const at = addWorkingDays(due, -remindBefore, hours, tz, isHoliday);
      if (at >= addWorkingDays(now, 1, hours, tz, isHoliday)) all.push({ ask: 'remind', at });
    }
    all.push({ ask: 'late', at: instantOf(addDates(action.dueOn, lateAfter), hours.start, tz) });
  }
  return all.filter(({ at }) => at > now);
}

/** Whether it is two weeks overdue and still open. @param tz the owner's */
export function isLate({ state, dueOn }: Asked, tz: string, now: Instant): boolean {
  return state === 'open' && localTime(now, tz).date >= addDates(dueOn, lateAfter);
}

/** Whether to ask its owner now if it helped. */
export function asksWhetherItHelped({ state, doneAt, helped }: Asked, now: Instant): boolean {
  if (state !== 'done' || doneAt === null || helped !== null) return false;
  return now >= doneAt + helpedAfter && now < doneAt + helpedAfter + helpedWaits;
}

/**
 * For a date on which the owner does not work: the first working day after it or, if that is too far, the last before.
 * @returns `null` if they work then, or on no possible day
 */
export function betterDue(dueOn: LocalDate, worker: Worker, now: Instant): LocalDate | null {
  const { hours, tz, isHoliday } = worker;
  const works = (date: LocalDate) => isWorkingDay(hours, date, isHoliday);
  const today = localTime(now, tz).date;
  // A date in the past is not moved by a day.
  if (dueOn < today || works(dueOn)) return null;
  const last = addDates(today, mostDaysToAct);
  for (let date = addDates(dueOn, 1); date <= last; date = addDates(date, 1)) if (works(date)) return date;
  for (let date = addDates(dueOn, -1); date >= today; date = addDates(date, -1)) if (works(date)) return date;
  return null;
}
