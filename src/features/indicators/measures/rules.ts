/** All indicators, in the order in which they are shown. A later one is a line here, a name in `indicator.ts`, and its sentences. Pure. */
import { helped, implemented } from './actions.ts';
import { type Facts, leastPeople } from './facts.ts';
import type { Figure, Indicator } from './indicator.ts';
import { reused } from './lessons.ts';
import { leading, taking } from './people.ts';
import { kept } from './rituals.ts';

export const indicators: readonly Indicator[] = [
  { id: 'M2', pairedWith: ['M2b'], measure: implemented },
  { id: 'M2b', pairedWith: ['M2'], measure: helped },
  { id: 'M4', pairedWith: ['M5'], measure: kept },
  { id: 'M5', pairedWith: ['M4'], measure: taking },
  { id: 'M8', pairedWith: [], measure: reused },
  { id: 'M9', pairedWith: [], measure: leading },
];

/** An indicator that says something. */
export interface Measured extends Pick<Indicator, 'id' | 'pairedWith'> {
  /** One or more. */
  readonly figures: readonly Figure[];
}

/** @returns those that say something; none where fewer than `leastPeople` people are in these channels */
export function measured(facts: Facts): readonly Measured[] {
  const everybody = new Set([...facts.people.values()].flatMap((people) => [...people]));
  if (everybody.size < leastPeople) return [];
  return indicators.flatMap(({ id, pairedWith, measure }) => {
    const figures = measure(facts);
    return figures.length === 0 ? [] : [{ id, pairedWith, figures }];
  });
}
