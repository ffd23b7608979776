/** M2, M2b, M2c, M2d and M4: what becomes of what a team agreed on, and of what it meant to do again and again. Pure. */
import { day } from '#core/clock.ts';
import { actsOf, type Facts, isWithin } from './facts.ts';
import { type Figure, figure, share } from './indicator.ts';
import { lastingOf } from './value.ts';

/** Lateness that still counts as done. */
const grace = 14 * day;
/** Its owner is asked a month after it was done whether it helped, and has two weeks to say. */
const askedAfter = 44 * day;

/** The actions whose date and two more weeks passed in this time; and how many of them were given up with a reason. */
export function implemented(facts: Facts): readonly Figure[] {
  const due = actsOf(facts, 'action').filter(({ dueAt }) => dueAt != null && isWithin(dueAt + grace, facts));
  const left = due.filter(({ droppedAt }) => droppedAt == null);
  const done = left.filter(({ doneAt }) => doneAt != null && doneAt < facts.to);
  return [
    ...share('M2.done', done.length, left.length),
    ...share('M2.dropped', due.length - left.length, due.length),
  ];
}

/** Of those that were done, how many their owner said helped: an answer that nobody gave is no "yes". */
export function helped(facts: Facts): readonly Figure[] {
  const done = actsOf(facts, 'action').filter(
    ({ doneAt, droppedAt }) => droppedAt == null && doneAt != null && isWithin(doneAt + askedAfter, facts),
  );
  return share('M2b.helped', done.filter((act) => act.helped === true).length, done.length);
}

/** A theme that returns this long after something was done about it counts. */
const soonAgain = 182 * day;

/** Themes that came first again, in proportion to what was done that could have ended them. */
export function again(facts: Facts): readonly Figure[] {
  const { from, to } = facts;
  const done = actsOf(facts, 'action').filter(({ doneAt }) =>
    isWithin(doneAt, { from: from - soonAgain, to }),
  );
  const returned = actsOf(facts, 'recurrence').filter(({ at }) => isWithin(at, facts));
  const about = new Set(returned.map((act) => act.about));
  return share('M2c.again', done.filter(({ id }) => about.has(id)).length, done.length);
}

/** How long it takes until half is done, of all that was agreed on in the year before. What is given up or open counts for as long as it was open. */
export function untilDone(facts: Facts): readonly Figure[] {
  const waited = actsOf(facts, 'action').map(({ at, doneAt, droppedAt }) => ({
    from: at,
    over: doneAt,
    left: droppedAt,
  }));
  return figure('M2d.time', lastingOf('days', waited, facts.to));
}

/** A retrospective within this time of the project's end. */
const soon = 14 * day;

/** Of what was to take place, how much did; and how many projects that ended were looked back on. */
export function kept(facts: Facts): readonly Figure[] {
  const scheduled = facts.scheduled.filter(({ at }) => isWithin(at, facts));
  const ended = actsOf(facts, 'retro').flatMap(({ dueAt, doneAt }) =>
    dueAt != null && isWithin(dueAt + soon, facts) ? [{ dueAt, doneAt }] : [],
  );
  const looked = ended.filter(({ dueAt, doneAt }) => doneAt != null && doneAt <= dueAt + soon);
  return [
    ...share('M4.held', scheduled.filter(({ isHeld }) => isHeld).length, scheduled.length),
    ...share('M4.retros', looked.length, ended.length),
  ];
}
