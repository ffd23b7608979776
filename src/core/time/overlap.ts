/** Pure: proposes a channel's time of day. */
import type { Instant } from '../clock.ts';
import type { Person } from '../people.ts';
import { minutesInDay } from './date-fns.ts';
import { addDates, weekdayOf, type LocalDate } from './date.ts';
import { instantOf, localTime } from './zone.ts';

type Worker = Pick<Person, 'tz' | 'workingHours'>;

/** Proposals are on the hour or half hour, and nobody's working hours end within half an hour after. */
const step = 30;

/**
 * The time of day at which most of these people work. Among several such times: the one at which the others are least far from their working
 * hours, then the one nearest the wish, then the earliest. Holidays and absences do not count, since a schedule outlasts them.
 * @param on a day in the channel's zone, for which the offsets of all zones count
 * @param wish minutes after local midnight in the channel's zone; the result if there is nobody
 * @param isFree whether a time of day may be proposed at all
 * @returns minutes after local midnight
 */
export function proposeTime(
  people: readonly Worker[],
  on: { readonly date: LocalDate; readonly tz: string },
  wish: number,
  isFree: (minutes: number) => boolean = () => true,
): number {
  // Many people share few patterns of zone and hours.
  const groups = [...Map.groupBy(people, patternOf).values()].map((group) => ({
    worker: group[0],
    count: group.length,
  }));
  const candidates = Array.from({ length: minutesInDay / step }, (_, index) => {
    const minutes = index * step;
    const at = instantOf(on.date, minutes, on.tz);
    const away = groups.map(({ worker, count }) => ({
      count,
      by: worker === undefined ? 0 : distance(worker, at),
    }));
    const working = away.reduce((sum, { count, by }) => sum + (by === 0 ? count : 0), 0);
    return { minutes, working, worst: Math.max(0, ...away.map(({ by }) => by)) };
  });
  if (people.length === 0 && isFree(wish)) return wish;
  const [best] = candidates
    .filter((one) => isFree(one.minutes))
    .toSorted(
      (a, b) =>
        b.working - a.working ||
        a.worst - b.worst ||
        Math.abs(a.minutes - wish) - Math.abs(b.minutes - wish) ||
        a.minutes - b.minutes,
    );
  return best?.minutes ?? wish;
}

/** Whether someone is not at work at an instant: holidays and absences do not count. */
export const isOutside = (worker: Worker, at: Instant): boolean => distance(worker, at) > 0;

function patternOf({ tz, workingHours: { days, start, end } }: Worker): string {
  return [tz, days.join(), start, end].join(' ');
}

/** How many minutes someone is from their working hours at an instant; a day off counts as a whole day. */
function distance({ tz, workingHours }: Worker, at: Instant): number {
  const { start, end, days } = workingHours;
  const local = localTime(at, tz);
  // Hours past midnight belong to the day on which they began.
  const isNight = end <= start;
  const minutes = isNight && local.minutes < end ? local.minutes + minutesInDay : local.minutes;
  const weekday = minutes >= minutesInDay ? weekdayOf(addDates(local.date, -1)) : local.weekday;
  if (!days.includes(weekday)) return minutesInDay;
  const until = (isNight ? end + minutesInDay : end) - step;
  return minutes < start ? start - minutes : Math.max(0, minutes - until);
}
