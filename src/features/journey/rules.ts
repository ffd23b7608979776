/** The rules of journeys: valid entries and channels, when a person is asked, and how long others wait. Pure. */
import { day, type Instant, minute } from '#core/clock.ts';
import type { Person } from '#core/people.ts';
import { addDates, type LocalDate } from '#core/time/date.ts';
import type { IsHoliday } from '#core/time/holidays.ts';
import { nextWorkingInstant } from '#core/time/working.ts';
import { instantOf, localTime } from '#core/time/zone.ts';

/** Lore's questions, in order. */
export const questions = ['unknown', 'feedback', 'mistake', 'practising'] as const;

/** What an entry is about. `own`: something else. */
export const subjects = [...questions, 'own'] as const;

export type Subject = (typeof subjects)[number];

/** @param nth counted from 1 */
export function questionOf(nth: number): Subject {
  return questions[(nth - 1) % questions.length] ?? 'own';
}

export const recurrences = ['week', 'fortnight', 'fourWeeks', 'never'] as const;
export type Recurrence = (typeof recurrences)[number];

const days: Readonly<Record<Exclude<Recurrence, 'never'>, number>> = {
  week: 7,
  fortnight: 14,
  fourWeeks: 28,
};

/** In characters; in channels per entry. */
export const limitsOf = { text: 3_000, channels: 10, invited: 20 } as const;

/** After this many questions in a row without an entry, a person is not asked until they choose to be. */
export const patience = 3;

/** How long a channel waits for a person to go first. */
export const waits = 14 * day;

/** `told`: the entry is published; `ended`: by the person or a member of the channel; `over`: the wait has expired */
export const firstStates = ['waiting', 'told', 'ended', 'over'] as const;

export type FirstState = (typeof firstStates)[number];

export type TextRefusal = 'empty' | 'noWord' | 'long';

export function whyNotText(text: string): TextRefusal | null {
  if (text.trim() === '') return 'empty';
  // Emoji (also as `:tada:`) and punctuation alone say nothing.
  if (!/\p{L}/u.test(text.replaceAll(/:[a-z0-9_+'-]+:/gi, ''))) return 'noWord';
  return text.length > limitsOf.text ? 'long' : null;
}

/** The day of a person's first question. */
export function firstDay(now: Instant, tz: string): LocalDate {
  return addDates(localTime(now, tz).date, 1);
}

/**
 * The next day, counted from `last` in whole steps, and at least half a step from today: a question that waited for a person's return is not followed
 * by the next at once.
 */
export function nextDay(
  last: LocalDate,
  recurrence: Exclude<Recurrence, 'never'>,
  now: Instant,
  tz: string,
): LocalDate {
  const step = days[recurrence];
  const soonest = addDates(localTime(now, tz).date, Math.ceil(step / 2));
  let next = addDates(last, step);
  while (next < soonest) next = addDates(next, step);
  return next;
}

/** An hour into their working day, after the first mail. In minutes after its start. */
const settled = 60;

/**
 * When a person is asked: an hour into that day, or into their first working day after it, and not while they are away. If that day has come, as soon
 * as possible.
 * @returns `null` if they have no working time within a year
 */
export function askedAt(
  person: Pick<Person, 'workingHours' | 'tz' | 'awayUntil'>,
  on: LocalDate,
  now: Instant,
  isHoliday: IsHoliday,
): Instant | null {
  const wanted = Math.max(now, instantOf(on, person.workingHours.start + settled, person.tz));
  const at = nextWorkingInstant(person, wanted, isHoliday);
  if (at === null || at === wanted) return at;
  // On another day too, an hour after its start.
  return nextWorkingInstant(person, at + settled * minute, isHoliday);
}

/** An entry, from its rows in the channels that the viewer may see. */
export interface Entry<Row> {
  readonly entryId: string;
  /** The oldest first. */
  readonly rows: readonly [Row, ...Row[]];
}

/** Merges the rows of each entry. @param rows in the desired order of entries */
export function entriesOf<Row extends { readonly entry_id: string }>(rows: readonly Row[]): Entry<Row>[] {
  return [...Map.groupBy(rows, (row) => row.entry_id)].flatMap(([entryId, [first, ...rest]]) =>
    first === undefined ? [] : [{ entryId, rows: [first, ...rest] as const }],
  );
}
