/** The rules of lessons: what can be written, whom it reaches, who must agree, and which ones fit. Pure. */
import { day, type Instant, minute } from '#core/clock.ts';
import { similarity } from '#core/likeness.ts';
import { startOfDate } from '#core/time/date.ts';
import { localTime } from '#core/time/zone.ts';

/** In characters; topics also in number. */
export const limitsOf = {
  title: 120,
  context: 600,
  happened: 1_500,
  useWhen: 300,
  topic: 30,
  topics: 5,
} as const;

/** How many are proposed from one session. */
export const mostProposed = 3;

/** When to check whether a lesson still holds. */
const reviewAfter = 365 * day;

/** How long the card authors are asked, if they can be. */
const askedFor = 14 * day;

export const reviewOf = (now: Instant): Instant => now + reviewAfter;

/** Until when the card authors can be asked. @param linkEnds if names are hidden: when the link to them is erased */
export const askUntil = (now: Instant, linkEnds: Instant | null): Instant => linkEnds ?? now + askedFor;

/** What was typed. */
export interface Typed {
  readonly title: string;
  readonly context: string;
  readonly happened: string;
  readonly useWhen: string;
  readonly topics: string;
}

export type FieldRefusal = 'empty' | 'long' | 'topicLong' | 'manyTopics';
export type Refusals = Readonly<Partial<Record<keyof Typed, FieldRefusal>>>;

/** A form in Slack holds no more, in characters; what was brought in may be longer, and is then in none. */
const mostInForm = 3_000;

export const isLongerThanForm = (happened: string): boolean => happened.length > mostInForm;

/** What was typed, with the text that its form could not hold. @param before what happened, as it is stored */
export const withWhole = (typed: Typed, before: string): Typed =>
  typed.happened === '' && isLongerThanForm(before) ? { ...typed, happened: before } : typed;

/**
 * @param before what happened, as it is stored: it may stay as long as it is
 * @returns what to store, topics separated by commas; or the mistakes by field
 */
export function readTyped(said: Typed, before = ''): { readonly kept: Typed; readonly refusals: Refusals } {
  const typed = withWhole(said, before);
  const topics = topicsIn(typed.topics);
  const text = (name: 'title' | 'context' | 'happened' | 'useWhen', isNeeded: boolean) => {
    const value = typed[name].trim();
    if (value === '' && isNeeded) return 'empty' as const;
    const most = name === 'happened' ? Math.max(limitsOf[name], before.length) : limitsOf[name];
    return value.length > most ? ('long' as const) : null;
  };
  const found: readonly (readonly [keyof Typed, FieldRefusal | null])[] = [
    ['title', text('title', true)],
    ['context', text('context', false)],
    ['happened', text('happened', true)],
    ['useWhen', text('useWhen', true)],
    ['topics', whyNotTopics(topics)],
  ];
  return {
    kept: {
      title: typed.title.trim().replaceAll(/\s+/g, ' '),
      context: typed.context.trim(),
      happened: typed.happened.trim(),
      useWhen: typed.useWhen.trim(),
      topics: topics.join(', '),
    },
    refusals: Object.fromEntries(found.filter(([, code]) => code !== null)),
  };
}

function whyNotTopics(topics: readonly string[]): FieldRefusal | null {
  if (topics.length > limitsOf.topics) return 'manyTopics';
  return topics.some((topic) => topic.length > limitsOf.topic) ? 'topicLong' : null;
}

/** Without `#`, each once. */
function topicsIn(typed: string): string[] {
  const all = typed.split(/[,;\n]/).map((topic) => topic.trim().replace(/^#+/, '').trim());
  return [
    ...new Map(all.filter((topic) => topic !== '').map((topic) => [topic.toLowerCase(), topic])).values(),
  ];
}

/**
 * - `asked`: its card authors are asked; until all agree it is for those who saw the cards
 * - `kept`: it reaches its intended audience
 * - `here`: it stays with those who saw the cards
 * - `gone`: removed, no words are left
 */
export const lessonStates = ['asked', 'kept', 'here', 'gone'] as const;

export type LessonState = (typeof lessonStates)[number];

/** `yes`: it may go further; `here`: only for those who saw the cards. */
export type Answer = 'yes' | 'here';

export interface Consent {
  readonly state: LessonState;
  /** Whether names are hidden. Then nothing may reveal when a person agreed: see `goesFurtherAt`. */
  readonly isHidden: boolean;
  /** Whether it is intended for more people than saw the cards. */
  readonly isWider: boolean;
  /** How many cards it is made from; each has one author. */
  readonly cards: number;
  /** How many of them were agreed to in this round. */
  readonly agreed: number;
  /** A new wording starts a new round, in which everyone is asked again. */
  readonly round: number;
  readonly askUntil: Instant;
}

/** Its current state. If an author was silent or refused in time, it stays, and nothing reveals which. */
export function standing(
  { state, askUntil: until }: Pick<Consent, 'state' | 'askUntil'>,
  now: Instant,
): LessonState {
  return state === 'asked' && now >= until ? 'here' : state;
}

/** Its first state. @param own how many of its cards the writer wrote */
export function begun(
  { isWider, isHidden, cards, askUntil: until }: Pick<Consent, 'isWider' | 'isHidden' | 'cards' | 'askUntil'>,
  own: number,
  now: Instant,
): Consent {
  const state = isWider ? 'asked' : 'kept';
  return settled({ state, isWider, isHidden, cards, agreed: own, round: 1, askUntil: until }, now);
}

/** Whether all agreed to the current wording. */
export const isAgreed = ({ cards, agreed }: Consent): boolean => cards > 0 && agreed >= cards;

/**
 * When a lesson that all agreed to goes further. If names are hidden: at the end of a day (UTC), at least a day after the last change of wording.
 * Going further at once would reveal when someone agreed, or that the writer wrote all its cards. In any case before its authors are forgotten.
 * @param wordsSince when the wording last changed
 */
export function goesFurtherAt(
  { isHidden, askUntil: until }: Pick<Consent, 'isHidden' | 'askUntil'>,
  wordsSince: Instant,
  now: Instant,
): Instant {
  if (!isHidden) return now;
  const endOfDay = dayOf(Math.max(now, wordsSince + day)) + day;
  return Math.max(now, Math.min(endOfDay, until - minute));
}

const dayOf = (at: Instant): Instant => startOfDate(localTime(at, 'UTC').date);

/** The moment stored for a possible act of a card author: only the day if names are hidden. */
export const keptMoment = (isHidden: boolean, now: Instant): Instant => (isHidden ? dayOf(now) : now);

/** Its state when its time to go further has come or passed: what all agreed to in time also goes further if Lore was down. */
export const goneFurther = (lesson: Consent): Consent =>
  lesson.state === 'asked' && isAgreed(lesson) ? { ...lesson, state: 'kept' } : lesson;

/**
 * The effect of a card author's answer. They can withdraw agreement at any time, even after it went further; and a no can become a yes while others
 * are asked.
 * @param before how many of their cards they had agreed for in this round
 * @param own how many cards are theirs
 */
export function answered(
  lesson: Consent,
  answer: Answer,
  { before, own }: { readonly before: number; readonly own: number },
  now: Instant,
): Consent {
  const state = standing(lesson, now);
  if (state === 'gone' || own === 0) return lesson;
  if (answer === 'here') {
    const agreed = lesson.agreed - before;
    // A no after the deadline changes nothing stored for all: it would be distinguishable from silence.
    const isTakenBack = lesson.state === 'kept' && lesson.isWider;
    return { ...lesson, state: isTakenBack ? 'here' : lesson.state, agreed };
  }
  if (state !== 'asked') return lesson;
  return settled({ ...lesson, agreed: lesson.agreed - before + own }, now);
}

/**
 * The effect of a new wording: all other card authors are asked again, and it waits where it was.
 * @param own how many of its cards the editor wrote
 * @param until when the others can be asked, from now on
 */
export function reworded(lesson: Consent, own: number, until: Instant, now: Instant): Consent {
  const state = standing(lesson, now);
  if (!lesson.isWider || state === 'here' || state === 'gone') return { ...lesson, state };
  return settled({ ...lesson, state: 'asked', agreed: own, round: lesson.round + 1, askUntil: until }, now);
}

function settled(lesson: Consent, now: Instant): Consent {
  if (lesson.state !== 'asked') return lesson;
  if (!lesson.isHidden && isAgreed(lesson)) return { ...lesson, state: 'kept' };
  return { ...lesson, state: standing(lesson, now) };
}

/**
 * Who may edit the wording: the card authors while they can be identified, and the writer until others have agreed.
 * @param own how many of its cards they wrote
 */
export function mayChange(
  state: LessonState,
  { own, isWriter }: { own: number; isWriter: boolean },
): boolean {
  return state !== 'gone' && (own > 0 || (isWriter && state !== 'kept'));
}

/**
 * The least similarity of two lessons that say much the same. Of 26 notes told again in other words 21 are shown, and for 17 of 75 notes another one,
 * most of them near it; at .4 they are 22 and 23, at .5 they are 15 and 13 (`test/unit/lessons/alike.test.ts`).
 */
const alikeFrom = 0.45;

/** The first of those that are told together. */
export const firstOfEach = <One>(sorted: readonly One[], under: (one: One) => unknown): One[] =>
  [...Map.groupBy(sorted, under).values()].map(([first]) => first as One);

/** How many are shown to somebody who writes one. */
const mostAlike = 3;

/**
 * Lessons that say much the same as what is being written, by their title or by title and use; the most similar first.
 * @param under of those that have the same, only the most similar is shown
 */
export function alike<Row extends Readonly<Record<'title' | 'use_when', string>>>(
  { title, useWhen }: Pick<Typed, 'title' | 'useWhen'>,
  rows: readonly Row[],
  under: (row: Row) => unknown,
): Row[] {
  const all = [{ title, use_when: useWhen }, ...rows];
  const titles = similarity(all.map((row) => row.title));
  const both = similarity(all.map((row) => `${row.title} ${row.use_when}`));
  const found = rows
    .map((row, at) => ({ row, like: Math.max(titles[at + 1] ?? 0, both[at + 1] ?? 0) }))
    .filter(({ like }) => like >= alikeFrom)
    .sort((a, b) => b.like - a.like)
    .map(({ row }) => row);
  return firstOfEach(found, under).slice(0, mostAlike);
}
