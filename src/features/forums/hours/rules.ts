/**
 * At which hour a forum meets. Nobody meets at night; among the other hours the one that leaves those least burdened who carry most, with the last three
 * months counted in. So hours alternate as far as somebody is relieved by it. Pure: holidays come in as functions.
 */
import { hour, type Instant, minute } from '#core/clock.ts';
import type { WorkingHours } from '#core/people.ts';
import { addDates, type LocalDate } from '#core/time/date.ts';
import type { IsHoliday } from '#core/time/holidays.ts';
import { isWorkingDay } from '#core/time/working.ts';
import { instantOf, localTime } from '#core/time/zone.ts';

/** When some of the people work: all who share zone, hours and days off. */
export interface Clock {
  /** IANA zone. */
  readonly tz: string;
  readonly hours: WorkingHours;
  readonly isHoliday: IsHoliday;
}

export interface Stretch {
  /** Inclusive. */
  readonly from: Instant;
  /** Exclusive. */
  readonly until: Instant;
}

/** How long a meeting takes, and between two hours that it could begin at. */
export const meetingLength = hour;
const step = 30 * minute;

/** Nobody is asked to meet between these, in minutes after their midnight. */
export const night = { from: 23 * 60, until: 6 * 60 } as const;

/** The stretches that a rule gives for each day around some instants. */
function around(from: Instant, to: Instant, tz: string, of: (date: LocalDate) => Stretch | null): Stretch[] {
  const found: Stretch[] = [];
  const last = addDates(localTime(to, tz).date, 1);
  for (let date = addDates(localTime(from, tz).date, -1); date <= last; date = addDates(date, 1)) {
    const one = of(date);
    if (one !== null) found.push(one);
  }
  return found;
}

const worksBetween = ({ tz, hours, isHoliday }: Clock, from: Instant, to: Instant): Stretch[] =>
  around(from, to, tz, (date) =>
    isWorkingDay(hours, date, isHoliday)
      ? {
          from: instantOf(date, hours.start, tz),
          until: instantOf(hours.end > hours.start ? date : addDates(date, 1), hours.end, tz),
        }
      : null,
  );

const nightsBetween = (tz: string, from: Instant, to: Instant): Stretch[] =>
  around(from, to, tz, (date) => ({
    from: instantOf(date, night.from, tz),
    until: instantOf(addDates(date, 1), night.until, tz),
  }));

const shared = (one: Stretch, other: Stretch): number =>
  Math.max(0, Math.min(one.until, other.until) - Math.max(one.from, other.from));

const meets = (at: Instant): Stretch => ({ from: at, until: at + meetingLength });

/** The minutes of a meeting outside a stretch of working time. */
const outside = (at: Instant, works: readonly Stretch[]): number =>
  Math.round((meetingLength - works.reduce((sum, one) => sum + shared(meets(at), one), 0)) / minute);

/** The midnights of a day. */
const dayOf = (day: LocalDate, tz: string): Stretch => ({
  from: instantOf(day, 0, tz),
  until: instantOf(addDates(day, 1), 0, tz),
});

/**
 * What one meeting asks of people with such a clock.
 * @param tz the channel's: whoever has the whole day off there is asked nothing
 * @returns minutes outside their working hours
 */
export function burdenOf(clock: Clock, at: Instant, tz: string): number {
  const day = dayOf(localTime(at, tz).date, tz);
  const works = worksBetween(clock, day.from, day.until + meetingLength);
  return works.some((one) => shared(one, day) > 0) ? outside(at, works) : 0;
}

export interface Meeting {
  /** In the channel's zone. */
  readonly day: LocalDate;
  /** Of the channel. */
  readonly tz: string;
  /** The wish where nobody minds: minutes after the channel's midnight. */
  readonly wish: number;
  /** Each clock once, however many people have it. */
  readonly clocks: readonly Clock[];
  /** When the meetings of the last three months were, the latest first. */
  readonly past: readonly Instant[];
  /** Kept free by the channel. */
  readonly keptFree: readonly Stretch[];
}

/** Compares what everybody carries: first those who carry most. */
function compareBurdens(one: readonly number[], other: readonly number[]): number {
  for (const [at, burden] of one.entries()) {
    const difference = burden - (other[at] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/**
 * The hour at which to meet. The last one stays where nobody is outside their working hours then; of hours that burden alike comes the one that was
 * used last, then the one nearest to the wish.
 * @returns `null`: at each hour of the day it is night for somebody, or all is kept free
 */
export function chooseHour({ day, tz, wish, clocks, past, keptFree }: Meeting): Instant | null {
  const whole = dayOf(day, tz);
  const until = whole.until + meetingLength;
  const known = clocks.map((clock) => ({
    works: worksBetween(clock, whole.from, until),
    nights: nightsBetween(clock.tz, whole.from, until),
    carried: past.reduce((sum, at) => sum + burdenOf(clock, at, tz), 0),
  }));
  const there = known.filter(({ works }) => works.some((one) => shared(one, whole) > 0));
  const slots: Instant[] = [];
  for (let at = whole.from; at < whole.until; at += step) {
    const stretch = meets(at);
    const isFree = keptFree.every((one) => shared(one, stretch) === 0);
    if (isFree && there.every(({ nights }) => nights.every((one) => shared(one, stretch) === 0)))
      slots.push(at);
  }
  const minutesOf = (at: Instant) => localTime(at, tz).minutes;
  const used = past.map(minutesOf);
  const weighed = slots.map((at) => {
    const asked = there.map(({ works }) => outside(at, works));
    const burdens = known.map((one) => one.carried + (asked[there.indexOf(one)] ?? 0));
    const before = used.indexOf(minutesOf(at));
    return {
      at,
      isEasy: asked.every((minutes) => minutes === 0),
      burdens: burdens.toSorted((a, b) => b - a),
      before: before === -1 ? Infinity : before,
      off: Math.abs(minutesOf(at) - wish),
    };
  });
  const kept = weighed.find(({ isEasy, before }) => isEasy && before === 0);
  const [best] = weighed.toSorted(
    (a, b) =>
      compareBurdens(a.burdens, b.burdens) || byNumber(a.before, b.before) || a.off - b.off || a.at - b.at,
  );
  return (kept ?? best)?.at ?? null;
}

const byNumber = (one: number, other: number): number => (one === other ? 0 : one - other);

/** What a zone carried, by a usual working day there. */
export interface Burden {
  readonly tz: string;
  /** As people call the zone: "New York". */
  readonly city: string;
  readonly minutes: number;
}

/** The last part of a zone's name. */
export const cityOf = (tz: string): string => (tz.split('/').at(-1) ?? tz).replaceAll('_', ' ');

/**
 * What each zone carried. It is counted by a usual working day there, and not by anybody's own hours: so it says nothing of a person that their time
 * zone does not, even where they are the only one in it.
 * @param zones of the people, each once @param past when the meetings were @param tz of the channel
 * @returns the one that carried most first
 */
export function ledgerOf(
  zones: readonly string[],
  past: readonly Instant[],
  tz: string,
  hours: WorkingHours,
): readonly Burden[] {
  return zones
    .map((zone) => {
      const clock = { tz: zone, hours, isHoliday: () => false };
      return {
        tz: zone,
        city: cityOf(zone),
        minutes: past.reduce((sum, at) => sum + burdenOf(clock, at, tz), 0),
      };
    })
    .toSorted((a, b) => b.minutes - a.minutes || (a.city < b.city ? -1 : 1));
}
