/** The search that stands in the form: what its fields say, and what it is without one of them. Pure. */
import { type ChannelId, isId, userId } from '#core/ids.ts';
import type { LessonEffect, LessonSearch } from '#core/lesson-search.ts';
import { addDates, isLocalDate, type LocalDate } from '#core/time/date.ts';

/** What the fields of the form hold. */
export interface Fields {
  readonly words: string;
  readonly topic: string | null;
  readonly channel: ChannelId | null;
  readonly since: string | null;
  readonly by: string | null;
  readonly effect: 'any' | LessonEffect | null;
}

/** A choice that narrows nothing. */
export const any = 'any';
/** Before topics, so that none is mistaken for `any`. */
const topicMark = '=';

export const topicValue = (topics: readonly string[]): string =>
  topics.length === 0 ? any : `${topicMark}${topics.join(', ')}`;
export const byValue = (by: readonly string[]): string => (by.length === 0 ? any : by.join(','));

/** What the fields say. The words may hold filters themselves, which are not read here. */
export function searchIn({ words, topic, channel, since, by, effect }: Fields): LessonSearch {
  return {
    words,
    topics: topic?.startsWith(topicMark) === true ? topic.slice(topicMark.length).split(', ') : [],
    channel,
    by: by === null || by === any ? [] : by.split(',').filter(isId).map(userId),
    since: since !== null && isLocalDate(since) ? since : null,
    effect: effect === any ? null : effect,
  };
}

/** What was typed narrows more than what was chosen before. */
export function narrowedBy(chosen: LessonSearch, typed: LessonSearch): LessonSearch {
  return {
    words: typed.words,
    topics: typed.topics.length > 0 ? typed.topics : chosen.topics,
    channel: typed.channel ?? chosen.channel,
    by: typed.by.length > 0 ? typed.by : chosen.by,
    since: typed.since ?? chosen.since,
    effect: typed.effect ?? chosen.effect,
  };
}

/** How far back one usually looks, in days. */
export const lately = { month: 30, quarter: 91, year: 365 } as const;

/** The first day of each, for somebody whose date is `today`. */
export const sinceDays = (today: LocalDate): Readonly<Record<keyof typeof lately, LocalDate>> => ({
  month: addDates(today, -lately.month),
  quarter: addDates(today, -lately.quarter),
  year: addDates(today, -lately.year),
});

export const isSame = (one: LessonSearch, other: LessonSearch): boolean =>
  JSON.stringify(one) === JSON.stringify({ ...other });
