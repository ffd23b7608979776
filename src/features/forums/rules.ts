/** What makes a forum: its people, its words, its quarter. Pure. */
import { day, type Instant } from '#core/clock.ts';
import type { UserId } from '#core/ids.ts';
import { type Person, whyNotMember } from '#core/people.ts';
import type { RegularRule } from '#core/recurrence.ts';

/** The ritual whose occurrence announces a meeting. */
export const meetsSchedule = 'forums.meets';

/** A forum begins with three, so that it rests on nobody alone. */
export const coreSize = 3;

/** Whether somebody can take a place in a forum's core group. */
export const isPlaceFree = (core: readonly UserId[]): boolean => core.length < coreSize;

/** In characters. */
export const limitsOf = {
  subject: 80,
  about: 600,
  item: 150,
  title: 150,
  artefact: 200,
  notes: 3_000,
} as const;

/** - `core`: prepares the meetings - `sponsor`: stands up for it, and needs not be in the channel */
export const parts = ['core', 'sponsor'] as const;
export type Part = (typeof parts)[number];

export const rhythms = ['month', 'fortnight'] as const;
export type Rhythm = (typeof rhythms)[number];

/** - `asking`: who was asked has not agreed yet - `begun` - `dropped` by who set it up, or because another forum was sooner */
export const planStates = ['asking', 'begun', 'dropped'] as const;

/** - `on` - `paused`: by the core group, or with its channel's archive - `ended` */
export const forumStates = ['on', 'paused', 'ended'] as const;

/**
 * - `coming`: announced - `written`: the same, where no hour suits: it takes place in the thread, until its instant - `over` - `fell_out`: cancelled, or its
 *   channel was archived
 */
export const meetingStates = ['coming', 'written', 'over', 'fell_out'] as const;

export const saidAnswers = ['yes', 'no'] as const;
export type SaidAnswer = (typeof saidAnswers)[number];

/** The days between a meeting's announcement and the meeting. */
export const announcedAhead = 7;

/** When it meets at first: on a Wednesday, announced a week before at ten. People change it in the channel's settings. */
export const firstRule = (every: Rhythm): RegularRule => ({ every, weekday: 3, minutes: 10 * 60 });

/** The wish where every hour suits everybody: minutes after the channel's midnight. */
export const usualHour = 14 * 60;

/** Within this time a forum makes something that others can use. */
export const quarter = 91 * day;

/** What meetings asked of people counts for this long. */
export const countsFor = 92 * day;

/** Whether a quarter went by without an artefact. @param from the last one, or since when it counts */
export const isQuarterOver = (from: Instant, now: Instant): boolean => now - from >= quarter;

export type CoreRefusal = 'few' | 'left' | 'external' | 'app' | 'guest' | 'notThere';
export type SponsorRefusal = 'nobody' | 'left' | 'external' | 'app' | 'guest' | 'inCore';

/** Why these people cannot be the core group. @param people `null`: not known @param there who is in the channel */
export function whyNotCore(
  people: ReadonlyMap<UserId, Person | null>,
  there: ReadonlySet<UserId>,
): CoreRefusal | null {
  if (people.size !== coreSize) return 'few';
  for (const person of people.values()) {
    const why = whyNotMember(person);
    if (why !== null) return why;
  }
  return [...people.keys()].every((user) => there.has(user)) ? null : 'notThere';
}

export function whyNotSponsor(
  sponsor: UserId | null,
  person: Person | null,
  core: readonly UserId[],
): SponsorRefusal | null {
  if (sponsor === null) return 'nobody';
  return whyNotMember(person) ?? (core.includes(sponsor) ? 'inCore' : null);
}
