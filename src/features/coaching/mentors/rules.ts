/**
 * Who could be somebody's mentor: people who offer it, by what they help with, which goals they like to help with and how they like to work. Pure.
 *
 * Being alike in goals and in ways of working is what carries a mentoring relation; being alike on the surface carries little. So nothing else goes in
 * but the hours both are at work, and nobody is asked for more.
 */
import type { UserId } from '#core/ids.ts';
import { similarity } from '#core/likeness.ts';

/** How somebody likes to work with another. None is better than the others. */
export const styles = ['questions', 'together', 'hour', 'occasion', 'writing'] as const;
export type Style = (typeof styles)[number];

/** What somebody would like to get to, or likes to help others get to. */
export const goals = ['craft', 'wider', 'voice', 'leading', 'direction', 'settling'] as const;
export type Goal = (typeof goals)[number];

/** `topic` in characters; `people`: how many a mentor may take on at a time. */
export const limitsOf = { topics: 8, topic: 40, people: 5, suggestions: 3 } as const;

/** What a mentor offers, or what somebody who looks for one would like. */
export interface Wishes {
  readonly topics: readonly string[];
  readonly goals: readonly Goal[];
  readonly styles: readonly Style[];
}

export interface Mentor extends Wishes {
  readonly person: UserId;
  /** Whether there are hours at which both are at work. How many, or where either is, does not count. */
  readonly hasCommonHours: boolean;
}

/** What speaks for a mentor, in what both said. */
export interface Suggestion {
  readonly person: UserId;
  /** What they help with, of what is wanted, in the mentor’s words. */
  readonly topics: readonly string[];
  readonly goals: readonly Goal[];
  readonly styles: readonly Style[];
  readonly hasCommonHours: boolean;
}

/** From here on two topics are the same for this: "Postgres" and "PostgreSQL", not "planning" and "painting". */
const alike = 0.35;

const isTopicLike = (one: string, other: string): boolean =>
  one.toLowerCase() === other.toLowerCase() || (similarity([one, other])[1] ?? 0) >= alike;

/** As typed, with commas, semicolons or lines between them; each once. */
export function topicsIn(typed: string): readonly string[] {
  const found = new Map<string, string>();
  for (const one of typed.split(/[,;\n]/u).map((part) => part.trim().replaceAll(/\s+/gu, ' ')))
    if (one !== '' && !found.has(one.toLowerCase())) found.set(one.toLowerCase(), one);
  return [...found.values()];
}

export type TopicsRefusal = 'none' | 'many' | 'long';

export function whyNotTopics(topics: readonly string[]): TopicsRefusal | null {
  if (topics.length === 0) return 'none';
  if (topics.length > limitsOf.topics) return 'many';
  return topics.some((topic) => topic.length > limitsOf.topic) ? 'long' : null;
}

/** What two have in common; `null`: nothing that one could help the other with. */
function fit(wanted: Wishes, mentor: Mentor): (Suggestion & { readonly score: number }) | null {
  const topics = mentor.topics.filter((has) => wanted.topics.some((want) => isTopicLike(want, has)));
  const met = wanted.topics.filter((want) => mentor.topics.some((has) => isTopicLike(want, has)));
  const shared = {
    topics,
    goals: goals.filter((goal) => wanted.goals.includes(goal) && mentor.goals.includes(goal)),
    styles: styles.filter((style) => wanted.styles.includes(style) && mentor.styles.includes(style)),
  };
  if (met.length === 0 && shared.goals.length === 0) return null;
  const share = (some: number, all: number) => (all === 0 ? 0 : some / all);
  return {
    person: mentor.person,
    ...shared,
    hasCommonHours: mentor.hasCommonHours,
    score:
      // What is alike below the surface weighs most, then what one lacks and the other has.
      2 * share(shared.goals.length, wanted.goals.length) +
      2 * share(shared.styles.length, wanted.styles.length) +
      2 * share(met.length, wanted.topics.length) +
      (mentor.hasCommonHours ? 0.5 : 0),
  };
}

/**
 * Those who fit best, each with what both said.
 * @param mentors who may be asked, in any order
 * @param chance decides between equals: a text drawn for each, so that nobody comes first for a name or an id
 */
export function suggested(
  wanted: Wishes,
  mentors: readonly Mentor[],
  chance: () => string,
): readonly Suggestion[] {
  return mentors
    .flatMap((mentor) => fit(wanted, mentor) ?? [])
    .map((found) => ({ found, lot: chance() }))
    .toSorted((a, b) => b.found.score - a.found.score || (a.lot < b.lot ? -1 : 1))
    .slice(0, limitsOf.suggestions)
    .map(({ found: { score: _score, ...suggestion } }) => suggestion);
}

/** Whether a mentor takes nobody on at present. @param going with how many they talk or are about to */
export const isFull = (capacity: number, going: number): boolean => going >= capacity;
