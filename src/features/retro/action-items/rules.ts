/**
 * What a team agrees to do: at most three at a time, each with an owner who accepts and a date. From proposed to done, and a month later
 * whether it helped. Pure.
 */
import type { Instant } from '#core/clock.ts';
import type { UserId } from '#core/ids.ts';
import { ok, refuse, type Result } from '#core/result.ts';
import { addDates, isLocalDate } from '#core/time/date.ts';
import { localTime } from '#core/time/zone.ts';
import type { Refusal, Retro } from '../session/retro.ts';
import type { ActionEvent, ActionItem, ActionState } from './action-item.ts';

/** More are rarely done. */
export const mostActions = 3;

export const mostDaysToAct = 30;
export const actionLimits = { what: 300, whenThen: 500, why: 300 } as const;

/** Those that were not dropped: what the team agreed on. */
export const standingActions = (retro: Retro): readonly ActionItem[] =>
  retro.actions.filter(({ state }) => state !== 'dropped');

/** Those that are still to be done, accepted or not. */
export const openActions = (retro: Retro): readonly ActionItem[] =>
  retro.actions.filter(({ state }) => state === 'proposed' || state === 'open');

/** @returns `null` when this can be agreed on now */
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

/** Whoever proposes something for themselves has accepted it. */
export const stateOfNew = (proposer: UserId, owner: UserId | null): ActionState =>
  owner === proposer ? 'open' : 'proposed';

/** What becomes of an action; the rules of the phase have been asked already. */
export function acted(retro: Retro, event: ActionEvent, now: Instant): Result<Retro, Refusal> {
  const found = retro.actions.find(({ id }) => id === event.action);
  const isAlive = found?.state === 'proposed' || found?.state === 'open';
  if (found === undefined || isAlive === (event.kind === 'helped') || found.state === 'dropped')
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

/** Somebody is not in the channel any more: what was theirs to do goes back to the team. */
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
  // What nobody owns can be taken, and handed on, by anybody who takes part.
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
        ? ok({ state: 'dropped', reason: event.reason })
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
      return isOwner ? ok({ helped: event.helped, helpedHow: event.how }) : refuse('notYourAction');
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
