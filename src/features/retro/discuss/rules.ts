/** Talking while everybody is there: one topic after the other, each with an end in sight. Pure. */
import { type Instant, minute } from '#core/clock.ts';
import type { Calendar } from '#core/recurrence.ts';
import { endOf } from '../session/phases.ts';
import type { Length } from '../start/formats.ts';
import { mostDiscussed } from '../vote/rules.ts';

/** When a topic's time is up it is asked whether to go on: so long, and no answer is one too. */
export const askedFor = 2 * minute;

/** And so long it goes on then. */
export const onceMore = 5 * minute;

/** The topic that is on: the last whose time has begun. Where everybody talks when it suits them, no topic has a time of its own. */
export const topicOn = <One extends { readonly ends_at: Instant | null }>(
  all: readonly One[],
): One | undefined => all.findLast(({ ends_at }) => ends_at !== null);

/** How many topics are talked about. @param topics how many there are */
export const talkedAbout = (topics: number): number => Math.min(mostDiscussed, Math.max(1, topics));

/**
 * When all is said, if none of the topics goes on beyond its time.
 * @param endsAt when the time of the topic that is on is up
 * @param after how many come after it
 * @param each how long one takes
 */
export function allSaid(endsAt: Instant, after: number, each: Length, calendar: Calendar): Instant {
  let end = endsAt + askedFor;
  for (let topic = 0; topic < after; topic += 1) end = endOf(each, end, calendar) + askedFor;
  return end;
}
