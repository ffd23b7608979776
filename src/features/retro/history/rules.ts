/**
 * A channel's numbers: each a share of counts, with its uncertainty. Pure. None is about a person, and none counts anything that the reader could not
 * see.
 */
import { type Range, wilson } from '#core/statistics/proportion.ts';
import { addDates, type LocalDate } from '#core/time/date.ts';
import type { ActionItem } from '../session/phases.ts';

/** How far back they go, in days. */
export const numbersReach = 365;

/** Fewer than this say nothing about a share: they are shown as counts, "2 of 3". */
export const enoughToSay = 10;

/** How many days after a project's end its retrospective still counts as in time. */
export const inTime = 14;

/** How many days after its date an action item counts, done or not. */
export const grace = 14;

/** `hits` of `all`. */
export interface Figure {
  readonly hits: number;
  readonly all: number;
  /** `null` with fewer than `enoughToSay`. */
  readonly share: { readonly value: number; readonly between: Range } | null;
}

export function figureOf(hits: number, all: number): Figure {
  if (all < enoughToSay) return { hits, all, share: null };
  return { hits, all, share: { value: hits / all, between: wilson(hits, all) } };
}

/** A project that was planned and not cancelled. */
export interface CountedProject {
  readonly endsOn: LocalDate;
  /** The days, in the channel's zone, on which retrospectives of it were closed. */
  readonly closedOn: readonly LocalDate[];
}

/** An action item that its owner accepted. */
export interface CountedAction {
  readonly dueOn: LocalDate;
  readonly state: 'open' | 'done' | 'dropped';
  /** The answer a month after it was done; `null`: none yet. */
  readonly helped: 'yes' | 'partly' | 'no' | null;
}

/** An item that nobody accepted is no promise; nor is one dropped without a reason with a cancelled retrospective. */
export const isAgreed = <Item extends Pick<ActionItem, 'state' | 'reason'>>(
  item: Item,
): item is Item & { readonly state: CountedAction['state'] } =>
  item.state !== 'proposed' && (item.state !== 'dropped' || item.reason !== '');

export interface Numbers {
  /** Of the projects whose end is two weeks past: those with a retrospective closed by then. */
  readonly held: Figure;
  /** Of the action items two weeks past their date, without dropped ones: those done. */
  readonly done: Figure;
  /** How many of the same action items were dropped with a reason. */
  readonly dropped: number;
  /** Of the action items in `done` with an answer: those that helped. */
  readonly helped: Figure;
  /** Of the same: how many helped partly. */
  readonly partly: number;
}

/**
 * Computes the numbers. A project or an action item still within its time never counts: counting early successes would inflate every share.
 * @param today in the channel's zone
 */
export function numbersOf(
  projects: readonly CountedProject[],
  actions: readonly CountedAction[],
  today: LocalDate,
): Numbers {
  const since = addDates(today, -numbersReach);
  const ended = projects.filter(({ endsOn }) => endsOn >= since && addDates(endsOn, inTime) < today);
  const held = ended.filter(({ endsOn, closedOn }) =>
    closedOn.some((day) => day <= addDates(endsOn, inTime)),
  );
  const due = actions.filter(({ dueOn }) => dueOn >= since && addDates(dueOn, grace) < today);
  const kept = due.filter(({ state }) => state !== 'dropped');
  const done = kept.filter(({ state }) => state === 'done');
  const answered = done.filter(({ helped }) => helped !== null);
  const said = (answer: CountedAction['helped']) => answered.filter(({ helped }) => helped === answer).length;
  return {
    held: figureOf(held.length, ended.length),
    done: figureOf(done.length, kept.length),
    dropped: due.length - kept.length,
    helped: figureOf(said('yes'), answered.length),
    partly: said('partly'),
  };
}
