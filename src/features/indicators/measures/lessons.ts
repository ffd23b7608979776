/** M8: whether what others learned is used. Pure. */
import { actsOf, type Facts, isWithin } from './facts.ts';
import type { Figure } from './indicator.ts';
import { part } from './value.ts';

/** Of the projects that were shown lessons and asked about them, those in which one was applied or adapted. */
export function reused(facts: Facts): readonly Figure[] {
  const asked = actsOf(facts, 'start').filter(
    (act) => act.usedLesson !== undefined && isWithin(act.at, facts),
  );
  const used = asked.filter((act) => act.usedLesson === true);
  return asked.length === 0 ? [] : [{ id: 'M8.starts', value: part(used.length, asked.length) }];
}
