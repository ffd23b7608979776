/** Pure: what people would rather know of a time of day before it is kept: whose night it is, and what falls on a day off. */
import type { Instant } from '../clock.ts';
import type { Person } from '../people.ts';
import type { Calendar, RegularRule } from '../recurrence.ts';
import { addDates, type LocalDate, weekdayOf } from './date.ts';
import { isInLearning, isWithin } from './kept-free.ts';
import { isOutside } from './overlap.ts';
import { firstFrom, occurrences } from './recurrence.ts';
import { isZone, localTime } from './zone.ts';

/** Of people in one zone: how many, never who. */
export interface DoubtOfSome {
  /** `dayOff`: by the weekdays on which they work; nobody's absence or holiday counts. */
  readonly kind: 'night' | 'dayOff';
  /** IANA zone. */
  readonly tz: string;
  readonly count: number;
  /** What the clock shows them. */
  readonly minutes: number;
  /** ISO, where they are. */
  readonly weekday: number;
}

/** Of the channel: it works on no such day, or has a holiday then. */
export interface DoubtOfChannel {
  readonly kind: 'channelOff' | 'holiday';
  readonly date: LocalDate;
  /** When it takes place instead; `null`: not at all. */
  readonly instead: LocalDate | null;
}

/** It lies in the team's learning time. */
export interface DoubtOfLearning {
  readonly kind: 'learning';
  /** When it takes place instead, after that day's midnight; `null`: a person moves it there, and it takes place then. */
  readonly instead: number | null;
}

export type Doubt = DoubtOfSome | DoubtOfChannel | DoubtOfLearning;

type Worker = Pick<Person, 'tz' | 'workingHours'>;

const nightBegins = 22 * 60;
const nightEnds = 7 * 60;

/** Of the first occurrence that a rule gives from now on. */
export function doubtsOfRule(
  rule: RegularRule,
  people: readonly Worker[],
  calendar: Calendar,
  now: Instant,
): readonly Doubt[] {
  const today = localTime(now, calendar.tz).date;
  const all = occurrences({ rule, since: today, moves: {} }, calendar, addDates(today, -1));
  const first = firstFrom(all, now);
  const instead = first.fallsOut ? null : first.date;
  const ofDay: Doubt[] = calendar.days.includes(rule.weekday)
    ? first.on === instead
      ? []
      : [{ kind: 'holiday', date: first.on, instead }]
    : [{ kind: 'channelOff', date: first.on, instead }];
  const { learning } = calendar;
  const isIn = learning != null && rule.weekday === learning.weekday && isWithin(learning, rule.minutes);
  const ofLearning: Doubt[] = isIn ? [{ kind: 'learning', instead: learning.instead }] : [];
  return [...ofDay, ...ofLearning, ...doubtsAt(first.at, people)];
}

/** Of a single occurrence that is moved there: it then takes place, whatever day it is. */
export function doubtsOfMove(at: Instant, people: readonly Worker[], calendar: Calendar): readonly Doubt[] {
  const { tz, days, isHoliday } = calendar;
  const { date } = localTime(at, tz);
  const kind = days.includes(weekdayOf(date)) ? 'holiday' : 'channelOff';
  const isOff = kind === 'channelOff' || isHoliday(date);
  return [
    ...(isOff ? [{ kind, date, instead: date } as const] : []),
    ...(isInLearning(calendar, at) ? [{ kind: 'learning', instead: null } as const] : []),
    ...doubtsAt(at, people),
  ];
}

/** The most first. */
function doubtsAt(at: Instant, people: readonly Worker[]): readonly DoubtOfSome[] {
  const found = people.flatMap(({ tz: theirs, workingHours }): Omit<DoubtOfSome, 'count'>[] => {
    const tz = isZone(theirs) ? theirs : 'UTC';
    const { minutes, weekday } = localTime(at, tz);
    if (!isOutside({ tz, workingHours }, at)) return [];
    if (minutes >= nightBegins || minutes < nightEnds) return [{ kind: 'night', tz, minutes, weekday }];
    return workingHours.days.includes(weekday) ? [] : [{ kind: 'dayOff', tz, minutes, weekday }];
  });
  return [...Map.groupBy(found, ({ kind, tz }) => `${kind} ${tz}`).values()]
    .flatMap((some) => (some[0] === undefined ? [] : [{ ...some[0], count: some.length }]))
    .toSorted((a, b) => b.count - a.count || (a.tz < b.tz ? -1 : 1));
}
