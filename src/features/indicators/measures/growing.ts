/** M3, M10, M11 and M15: who develops, as numbers of people, what is tried out, and what outlives a reorganisation. Pure. */
import { day } from '#core/clock.ts';
import type { Steps } from '#core/development.ts';
import { actsOf, type Facts, isWithin, leastPeople, placesIn } from './facts.ts';
import { type Figure, figure, type FigureId, share } from './indicator.ts';
import { ofAll } from './value.ts';

/** Those who finished something that nobody required of them, once there are five: of fewer, a number would be about somebody. */
export function developing(facts: Facts): readonly Figure[] {
  const { finished = 0 } = facts.development;
  return figure('M3.finished', finished < leastPeople ? null : ofAll(finished, placesIn(facts)));
}

/** Lateness that still counts as on time. */
const grace = 7 * day;
/** What was decided has been shared within this time. */
const soon = 14 * day;

export function tried(facts: Facts): readonly Figure[] {
  const all = actsOf(facts, 'experiment');
  const begun = all.filter(({ at }) => isWithin(at, facts));
  const due = all.filter(
    ({ dueAt, droppedAt }) => dueAt != null && droppedAt == null && isWithin(dueAt + grace, facts),
  );
  const onTime = due.filter(
    ({ dueAt, doneAt }) => dueAt != null && doneAt != null && doneAt <= dueAt + grace,
  );
  const decided = all.flatMap(({ doneAt, sharedAt }) =>
    doneAt != null && isWithin(doneAt + soon, facts) ? [{ doneAt, sharedAt }] : [],
  );
  const shared = decided.filter(({ doneAt, sharedAt }) => sharedAt != null && sharedAt <= doneAt + soon);
  return [
    ...share('M10.prepared', begun.filter(({ isPrepared }) => isPrepared === true).length, begun.length),
    ...share('M10.onTime', onTime.length, due.length),
    ...share('M10.shared', shared.length, decided.length),
  ];
}

/** How many of those who rated a skill at both ends rated it higher. Nothing where that would be true of everybody, or of nobody. */
function higher(id: FigureId, steps: ReadonlyMap<Steps, number> = new Map()): readonly Figure[] {
  const counts = [...steps];
  const of = counts.reduce((sum, [, people]) => sum + people, 0);
  const up = counts.reduce((sum, [by, people]) => sum + (by > 0 ? people : 0), 0);
  return of < leastPeople || up === 0 || up === of ? [] : share(id, up, of);
}

export const grown = ({ development: { self, partner } }: Facts): readonly Figure[] => [
  ...higher('M11.self', self),
  ...higher('M11.partner', partner),
];

/** What recurred is looked at again this long after the change. */
const lookedAt = 30 * day;

export function outlived(facts: Facts): readonly Figure[] {
  const all = actsOf(facts, 'ritual').filter(({ at }) => isWithin(at + lookedAt, facts));
  return [
    ...share('M15.alive', all.filter(({ doneAt }) => doneAt != null).length, all.length),
    ...share('M15.ended', all.filter(({ droppedAt }) => droppedAt != null).length, all.length),
  ];
}
