/** M4: whether what a team meant to do again and again took place. Pure. */
import { day } from '#core/clock.ts';
import { actsOf, type Facts, isWithin } from './facts.ts';
import type { Figure } from './indicator.ts';
import { part } from './value.ts';

/** A retrospective within this time of the project's end. */
const soon = 14 * day;

export function kept(facts: Facts): readonly Figure[] {
  const scheduled = facts.scheduled.filter(({ at }) => isWithin(at, facts));
  const held = scheduled.filter(({ isHeld }) => isHeld);
  const ended = actsOf(facts, 'retro').flatMap(({ dueAt, doneAt }) =>
    dueAt != null && isWithin(dueAt + soon, facts) ? [{ dueAt, doneAt }] : [],
  );
  const looked = ended.filter(({ dueAt, doneAt }) => doneAt != null && doneAt <= dueAt + soon);
  return [
    ...(scheduled.length === 0
      ? []
      : [{ id: 'M4.held' as const, value: part(held.length, scheduled.length) }]),
    ...(ended.length === 0 ? [] : [{ id: 'M4.retros' as const, value: part(looked.length, ended.length) }]),
  ];
}
