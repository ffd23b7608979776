/** When the people of the made-up company write: on working days, while they work. */
import { fromWall } from '../page/zone.ts';

const DAY = 86_400_000;

/**
 * The instant (epoch milliseconds) at which it is `time` (`09:40`) for someone in the zone `tz`, so many working days (1 or more) before the
 * day of `today` in UTC. Whatever zone it is, that is before `today`, as long as `time` is an hour of work.
 */
export function workTime(today: number, workingDaysAgo: number, time: string, tz: string): number {
  let day = Math.floor(today / DAY);
  for (let left = workingDaysAgo; left > 0;) {
    day -= 1;
    if (isWorkingDay(day)) left -= 1;
  }
  const date = new Date(day * DAY).toISOString().slice(0, 10);
  const at = fromWall(`${date}T${time}`, tz);
  if (at === null) throw new Error(`${time} is not a time of day.`);
  return at;
}

/** @param day days since Thursday, 1 January 1970 */
const isWorkingDay = (day: number): boolean => (day + 3) % 7 < 5;
