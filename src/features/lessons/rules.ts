/** The rules of lessons: what can be written down, whom one reaches, who has to agree, and which fit. Pure. */
import { day, type Instant, minute } from '#core/clock.ts';
import type { RowId } from '#core/ids.ts';
import { similarity } from '#core/likeness.ts';
import { startOfDate } from '#core/time/date.ts';
import { localTime } from '#core/time/zone.ts';

/** In characters; topics by their number too. */
export const limitsOf = {
  title: 120,
  context: 600,
  happened: 1_500,
  useWhen: 300,
  topic: 30,
  topics: 5,
} as const;

/** So many are proposed of one gathering. */
export const mostProposed = 3;

/** After so long it is worth a look whether a lesson still holds. */
const reviewAfter = 365 * day;

/** So long those who wrote its cards are asked, where they can be. */
const askedFor = 14 * day;

export const reviewOf = (now: Instant): Instant => now + reviewAfter;

/**
 * Until when those who wrote the cards can be asked.
 * @param linkEnds where names are hidden: when nobody knows any more who they are
 */
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

/** @returns what to keep, topics with commas between them; or by field what is wrong with it */
export function readTyped(typed: Typed): { readonly kept: Typed; readonly refusals: Refusals } {
  const topics = topicsIn(typed.topics);
  const text = (name: 'title' | 'context' | 'happened' | 'useWhen', isNeeded: boolean) => {
    const value = typed[name].trim();
    if (value === '' && isNeeded) return 'empty' as const;
    return value.length > limitsOf[name] ? ('long' as const) : null;
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
 * - `asked`: those who wrote its cards are asked; until all agreed it is for those who saw the cards
 * - `kept`: it reaches whom it is meant for
 * - `here`: it stays with those who saw the cards
 * - `gone`: taken out, no word of it is left
 */
export const lessonStates = ['asked', 'kept', 'here', 'gone'] as const;

export type LessonState = (typeof lessonStates)[number];

/** `yes`: it may go further; `here`: only for those who saw the cards. */
export type Answer = 'yes' | 'here';

export interface Consent {
  readonly state: LessonState;
  /** Whether names are hidden. Then nothing tells when somebody agreed: see `goesFurtherAt`. */
  readonly isHidden: boolean;
  /** Whether it is meant for more than those who saw the cards. */
  readonly isWider: boolean;
  /** Of how many cards it is made; each has one who wrote it. */
  readonly cards: number;
  /** Of how many of them it was agreed to in this round. */
  readonly agreed: number;
  /** New words are a new round: what was agreed to is asked again. */
  readonly round: number;
  readonly askUntil: Instant;
}

/** How it stands. Who was asked and said nothing, or no, in time: it stays, and nothing tells which. */
export function standing(
  { state, askUntil: until }: Pick<Consent, 'state' | 'askUntil'>,
  now: Instant,
): LessonState {
  return state === 'asked' && now >= until ? 'here' : state;
}

/** How it begins. @param own of how many of its cards whoever writes it down wrote themselves */
export function begun(
  { isWider, isHidden, cards, askUntil: until }: Pick<Consent, 'isWider' | 'isHidden' | 'cards' | 'askUntil'>,
  own: number,
  now: Instant,
): Consent {
  const state = isWider ? 'asked' : 'kept';
  return settled({ state, isWider, isHidden, cards, agreed: own, round: 1, askUntil: until }, now);
}

/** Whether all agreed to the words as they are. */
export const isAgreed = ({ cards, agreed }: Consent): boolean => cards > 0 && agreed >= cards;

/**
 * When what all agreed to goes further. Where names are hidden, at the end of a day (UTC), and a day after the words were written or changed at
 * the earliest: at once would tell when somebody agreed, and that whoever wrote it down wrote all its cards. Before its authors are forgotten in any case.
 * @param wordsSince when they were written or changed
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

/** What is kept of the moment at which somebody who wrote a card may have done something: where names are hidden, its day. */
export const keptMoment = (isHidden: boolean, now: Instant): Instant => (isHidden ? dayOf(now) : now);

/** What becomes of it when its time to go further has come, or is over: what all agreed to in time goes further when Lore is back, too. */
export const goneFurther = (lesson: Consent): Consent =>
  lesson.state === 'asked' && isAgreed(lesson) ? { ...lesson, state: 'kept' } : lesson;

/**
 * What follows from the answer of somebody who wrote some of its cards. Whoever has agreed can change their mind at any time, also when it has
 * gone further; and a no can become a yes while others are asked.
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
    // That somebody says no after the time is over changes nothing that is stored for all: it would be told from silence.
    const isTakenBack = lesson.state === 'kept' && lesson.isWider;
    return { ...lesson, state: isTakenBack ? 'here' : lesson.state, agreed };
  }
  if (state !== 'asked') return lesson;
  return settled({ ...lesson, agreed: lesson.agreed - before + own }, now);
}

/**
 * What follows from other words: everybody else who wrote its cards is asked again, and it waits for them where it was.
 * @param own how many of its cards whoever changed it wrote
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
 * Who may change the words: those who wrote the cards, as long as they can be told; and whoever wrote them down, until they were agreed to.
 * @param own how many of its cards they wrote
 */
export function mayChange(
  state: LessonState,
  { own, isWriter }: { own: number; isWriter: boolean },
): boolean {
  return state !== 'gone' && (own > 0 || (isWriter && state !== 'kept'));
}

export interface Fitting {
  readonly id: RowId;
  readonly title: string;
  readonly useWhen: string;
  readonly topics: string;
}

/** So many are shown where something begins. */
export const mostOffered = 3;

/** How much alike what begins and when a lesson is of use have to be; below, they share a common word or two by chance. */
const fitsFrom = 0.2;

/**
 * The lessons that fit: whose title, topics or "use this when" is like what begins. The best first; of two that fit alike, the first given.
 * @param about what begins, in a few words
 */
export function fitting(about: string, lessons: readonly Fitting[]): RowId[] {
  const fields = lessons.flatMap(({ title, useWhen, topics }) => [title, useWhen, topics]);
  const table = similarity([about, ...fields]);
  // The first row: how much alike each field is to what begins.
  const fit = (at: number) => Math.max(...[1, 2, 3].map((field) => table[at * 3 + field] ?? 0));
  return lessons
    .map(({ id }, at) => ({ id, fit: fit(at) }))
    .filter((one) => one.fit >= fitsFrom)
    .sort((a, b) => b.fit - a.fit)
    .slice(0, mostOffered)
    .map(({ id }) => id);
}
