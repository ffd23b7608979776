/** Which facts are of a source. Pure. */
import type { Instant } from '#core/clock.ts';
import type { Fact, Source } from '#core/connector.ts';
import { startOfDate } from '#core/time/date.ts';

/** Names in tools are the same in small and capital letters. */
export const isSame = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase();

export function isOf({ place, label }: Source, fact: Pick<Fact, 'place' | 'labels'>): boolean {
  return isSame(place, fact.place) && (label === null || fact.labels.some((one) => isSame(one, label)));
}

/** Whether it is of interest to who looks at what happened since then: what was planned before, too, for a day that comes. */
export const isSince = ({ at, kind, day }: Fact, since: Instant): boolean =>
  at >= since || (kind === 'planned' && day !== null && startOfDate(day) >= since);

/** Whether a label, or a kind of issue, says that something went wrong in operation: the word stands in it. */
export const saysIncident = (words: string): boolean => /(^|[^a-z])incidents?([^a-z]|$)/i.test(words);
