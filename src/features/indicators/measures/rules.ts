/** All indicators, in the order in which they are shown. A later one is a line here, a name in `indicator.ts`, and its sentences. Pure. */
import { again, helped, implemented, kept, untilDone } from './actions.ts';
import { climate } from './climate.ts';
import { type Facts, leastPeople } from './facts.ts';
import { developing, grown, outlived, tried } from './growing.ts';
import type { Figure, Indicator } from './indicator.ts';
import { leading, met, taking, thanked } from './people.ts';
import { answered } from './questions.ts';
import { mixed, reused, served } from './sharing.ts';

export const indicators: readonly Indicator[] = [
  { id: 'M1', measure: served },
  { id: 'M1b', measure: mixed },
  { id: 'M2', measure: implemented },
  { id: 'M2b', measure: helped },
  { id: 'M2c', measure: again },
  { id: 'M2d', measure: untilDone },
  { id: 'M3', measure: developing },
  { id: 'M4', measure: kept },
  { id: 'M5', measure: taking },
  { id: 'M6', measure: answered },
  { id: 'M7', measure: climate },
  { id: 'M8', measure: reused },
  { id: 'M9', measure: leading },
  { id: 'M10', measure: tried },
  { id: 'M11', measure: grown },
  { id: 'M12', measure: met },
  { id: 'M13', measure: thanked },
  { id: 'M15', measure: outlived },
];

/** An indicator that says something. */
export interface Measured extends Pick<Indicator, 'id'> {
  /** One or more. */
  readonly figures: readonly Figure[];
}

/** @returns those that say something; none where fewer than `leastPeople` people are in these channels */
export function measured(facts: Facts): readonly Measured[] {
  const everybody = new Set([...facts.people.values()].flatMap((people) => [...people]));
  if (everybody.size < leastPeople) return [];
  return indicators.flatMap(({ id, measure }) => {
    const figures = measure(facts);
    return figures.length === 0 ? [] : [{ id, figures }];
  });
}
