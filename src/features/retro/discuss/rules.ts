/** Live discussion: one topic after the other, each with an end in sight. Pure. */
import { type Instant, minute } from '#core/clock.ts';
import type { Calendar } from '#core/recurrence.ts';
import { endOf } from '../session/lengths.ts';
import type { Length } from '../start/formats.ts';
import { mostDiscussed } from '../vote/rules.ts';

/** How long the question at a topic's end stays open; no answer ends the topic. */
export const askedFor = 2 * minute;

/** By how much an answer extends it. */
export const onceMore = 5 * minute;

/** The current topic: the last whose time has begun. In async retrospectives no topic has its own time. */
export const topicOn = <One extends { readonly ends_at: Instant | null }>(
  all: readonly One[],
): One | undefined => all.findLast(({ ends_at }) => ends_at !== null);

/** How many topics are discussed. @param topics how many there are */
export const talkedAbout = (topics: number): number => Math.min(mostDiscussed, Math.max(1, topics));

/**
 * When the discussion ends if no topic is extended.
 * @param endsAt when the current topic's time is up
 * @param after how many topics follow
 * @param each the time of one
 */
export function allSaid(endsAt: Instant, after: number, each: Length, calendar: Calendar): Instant {
  let end = endsAt + askedFor;
  for (let topic = 0; topic < after; topic += 1) end = endOf(each, end, calendar) + askedFor;
  return end;
}
