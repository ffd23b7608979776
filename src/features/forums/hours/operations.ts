/** By whose hours a forum meets. */
import type { Instant } from '#core/clock.ts';
import type { Channel, Person } from '#core/people.ts';
import type { ReadScope } from '#core/scope.ts';
import { defaultWorkingHours } from '#core/people.ts';
import type { LearningTime } from '#core/recurrence.ts';
import { addDates, type LocalDate, weekdayOf } from '#core/time/date.ts';
import { holidaysOf } from '#core/time/holidays.ts';
import { isWorkingDay } from '#core/time/working.ts';
import { instantOf, localTime } from '#core/time/zone.ts';
import type { ForumRow } from '../rows.ts';
import { metBefore } from '../meetings/rows.ts';
import { announcedAhead, usualHour } from '../rules.ts';
import { type Burden, chooseHour, type Clock, ledgerOf, type Stretch } from './rules.ts';

/** Each clock once, however many people have it. */
async function clocksOf(people: readonly Person[]): Promise<readonly Clock[]> {
  const clocks = new Map<string, Clock>();
  for (const { tz, workingHours: hours } of people) {
    const key = JSON.stringify([tz, hours.start, hours.end, hours.holidays, [...hours.days].toSorted()]);
    if (!clocks.has(key)) clocks.set(key, { tz, hours, isHoliday: await holidaysOf(hours.holidays) });
  }
  return [...clocks.values()];
}

/** The day of the meeting that is announced on a day: seven days later, or the first day after on which the channel works. */
export async function meetingDay(read: ReadScope, channel: Channel, announced: Instant): Promise<LocalDate> {
  const wanted = addDates(localTime(announced, channel.tz).date, announcedAhead);
  const calendar = await read.schedules.calendar(channel.channelId);
  if (calendar === null || calendar.days.length === 0) return wanted;
  const hours = { ...defaultWorkingHours, days: calendar.days };
  let date = wanted;
  for (let tried = 0; tried < announcedAhead; tried += 1) {
    if (isWorkingDay(hours, date, calendar.isHoliday)) return date;
    date = addDates(date, 1);
  }
  return wanted;
}

/** The team's learning time on a day, in which nothing takes place. */
const keptFreeOn = (day: LocalDate, { minutes, long, tz }: LearningTime): Stretch => ({
  from: instantOf(day, minutes, tz),
  until: instantOf(day, minutes + long, tz),
});

/** The hour at which to meet on a day; `null`: none suits. With the access of the channel, or of somebody in it. */
export async function hourOn(
  read: ReadScope,
  channel: Channel,
  forum: ForumRow,
  day: LocalDate,
  before: Instant,
): Promise<Instant | null> {
  const learning = await read.schedules.learningTime(channel.channelId);
  return chooseHour({
    day,
    tz: channel.tz,
    wish: usualHour,
    clocks: await clocksOf(await read.members(channel.channelId)),
    past: await metBefore(read, forum.id, before),
    keptFree: learning === null || learning.weekday !== weekdayOf(day) ? [] : [keptFreeOn(day, learning)],
  });
}

/** What three months of meetings asked of each zone; nothing where there were none. @param until before then */
export async function ledgerIn(
  read: ReadScope,
  { channelId, tz }: Channel,
  forum: ForumRow,
  until: Instant,
): Promise<readonly Burden[]> {
  const met = await metBefore(read, forum.id, until);
  if (met.length === 0) return [];
  const zones = new Set((await read.members(channelId)).map((one) => one.tz));
  return ledgerOf([...zones], met, tz, defaultWorkingHours);
}
