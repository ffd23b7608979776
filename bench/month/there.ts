/** Who is there: at a meeting, and on the days before a digest. */
import { dayLong, hasWholeDay, isAtWork, type Instant } from './calendar.ts';
import { factsOf } from './expected.ts';
import type { ChannelFacts, Lived, PersonFacts } from './facts.ts';

export function peopleIn({ people }: Lived, { members }: ChannelFacts): PersonFacts[] {
  return members.flatMap((id) => people.get(id) ?? []);
}

/** Whether somebody's status says, by what was known then, that they are away at an instant. @param lived up to the instant at which it is asked */
export function isAway(lived: Pick<Lived, 'facts'>, person: string, at: Instant): boolean {
  return factsOf(lived, 'away').some((fact) => fact.person === person && fact.until > at);
}

/** Whether somebody of a channel is at work at an instant, and not away. */
export function isSomebodyThere(lived: Lived, channel: ChannelFacts, at: Instant): boolean {
  return peopleIn(lived, channel).some(({ id, tz }) => isAtWork(at, tz) && !isAway(lived, id, at));
}

/** Whether everybody who is not away has had a whole working day since they were asked. @param asked `null`: nothing was */
export function everybodyHadADay(
  lived: Lived,
  channel: ChannelFacts,
  asked: Instant | null,
  now: Instant,
): boolean {
  if (asked === null || now - asked >= 7 * dayLong) return true;
  return peopleIn(lived, channel).every(
    ({ id, tz }) => isAway(lived, id, now) || hasWholeDay(asked, now, tz),
  );
}
