/** All indicators, in the order in which they are shown. A later one is a line here, a name in `indicator.ts`, and its sentences. Pure. */
import { again, helped, implemented, untilDone } from './actions.ts';
import { climate } from './climate.ts';
import { type Facts, leastPeople } from './facts.ts';
import type { Figure, Indicator } from './indicator.ts';
import { reused } from './lessons.ts';
import { leading, met, taking, thanked } from './people.ts';
import { answered } from './questions.ts';
import { kept } from './rituals.ts';
import { mixed, served } from './sharing.ts';

export const indicators: readonly Indicator[] = [
  { id: 'M1', pairedWith: ['M2b', 'M8'], measure: served },
  { id: 'M1b', pairedWith: ['M1'], measure: mixed },
  { id: 'M2', pairedWith: ['M2b', 'M2c'], measure: implemented },
  { id: 'M2b', pairedWith: ['M2'], measure: helped },
  { id: 'M2c', pairedWith: ['M2'], measure: again },
  { id: 'M2d', pairedWith: ['M2', 'M2b'], measure: untilDone },
  { id: 'M4', pairedWith: ['M5'], measure: kept },
  { id: 'M5', pairedWith: ['M4', 'M13'], measure: taking },
  { id: 'M6', pairedWith: ['M5'], measure: answered },
  { id: 'M7', pairedWith: [], measure: climate },
  { id: 'M8', pairedWith: ['M2b'], measure: reused },
  { id: 'M9', pairedWith: ['M7'], measure: leading },
  { id: 'M12', pairedWith: [], measure: met },
  { id: 'M13', pairedWith: ['M5'], measure: thanked },
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
