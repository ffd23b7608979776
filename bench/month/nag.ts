/** What reached people: no more direct messages than was promised, at times at which they work, and no post on anybody's Saturday. */
import { dayLong, hasWholeDay, isAtWork, localOf } from './calendar.ts';
import { factsOf } from './expected.ts';
import type { Lived, Said } from './facts.ts';
import { isAway, peopleIn } from './there.ts';

export interface Nag {
  /** Direct messages that nobody asked for. */
  readonly directs: number;
  /** More than one in somebody's day, or more than three in seven days. */
  readonly over: number;
  /** Outside of somebody's working hours, or while they were away. */
  readonly untimely: number;
}

const perWeek = 3;

export function nagOf(lived: Lived, said: readonly Said[]): Nag {
  const unasked = said.filter(({ kind }) => kind === 'direct');
  let [over, untimely] = [0, 0];
  for (const [id, messages] of Map.groupBy(unasked, ({ person }) => person ?? '')) {
    const tz = lived.people.get(id)?.tz ?? 'UTC';
    const times = messages.map(({ at }) => at).toSorted((a, b) => a - b);
    for (const [index, at] of times.entries()) {
      const before = times[index - 1];
      const third = times[index - perWeek];
      const isSameDay = before !== undefined && localOf(before, tz).day === localOf(at, tz).day;
      if (isSameDay || (third !== undefined && at - third < 7 * dayLong)) over += 1;
      const known = { facts: lived.facts.filter((fact) => fact.at < at) };
      if (!isAtWork(at, tz) || isAway(known, id, at)) untimely += 1;
    }
  }
  return { directs: unasked.length, over, untimely };
}

export interface ThreeZones {
  readonly posts: number;
  /** Posts at which it was somebody's Saturday. */
  readonly saturdays: number;
  /** Digests before which somebody, who was not away, had no working day since the channel was asked. */
  readonly rushed: number;
}

/** What was posted by itself, in the time that is counted, in the channels whose people live in Berlin, New York and Singapore. */
export function threeZonesOf(lived: Lived, said: readonly Said[]): ThreeZones {
  const sum = { posts: 0, saturdays: 0, rushed: 0 };
  for (const channel of lived.channels.filter(({ isThreeZones }) => isThreeZones)) {
    const people = peopleIn(lived, channel);
    const posts = said.filter((one) => one.channel === channel.id && one.kind.includes('.'));
    for (const { at, kind } of posts.filter((one) => one.at >= lived.from && one.at < lived.to)) {
      sum.posts += 1;
      if (people.some(({ tz }) => localOf(at, tz).weekday === 6)) sum.saturdays += 1;
      const asked = posts.findLast((one) => one.kind === 'learned.weekly' && one.at < at)?.at;
      const known = { facts: factsOf(lived, 'away').filter((fact) => fact.at < at) };
      if (kind !== 'digest.weekly' || asked === undefined) continue;
      if (people.some(({ id, tz }) => !isAway(known, id, at) && !hasWholeDay(asked, at, tz))) sum.rushed += 1;
    }
  }
  return sum;
}
