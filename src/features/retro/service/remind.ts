/** When one person is reminded that collecting ends. */
import { day, hour, minute, type Instant } from '../../../core/clock.ts';
import type { Person } from '../../../core/people.ts';
import { holidaysOf } from '../../../core/time/holidays.ts';
import { nextWorkingInstant } from '../../../core/time/working.ts';

/** What is shorter is for people who are there anyway. */
const shortest = 4 * hour;
/** Time that is left for answering. */
const room = 30 * minute;

/**
 * The first moment of the person's own working time on the last day before the end; if they have none then, the first after the
 * middle of the time.
 * @returns `null` when they have no working time before the end, or the whole is too short for a reminder
 */
export async function reminderAt(
  person: Pick<Person, 'workingHours' | 'tz' | 'awayUntil'>,
  from: Instant,
  endsAt: Instant,
): Promise<Instant | null> {
  if (endsAt - from < shortest) return null;
  const isHoliday = await holidaysOf(person.workingHours.holidays);
  const middle = from + Math.floor((endsAt - from) / 2);
  for (const earliest of [Math.max(middle, endsAt - day), middle]) {
    const at = nextWorkingInstant(person, earliest, isHoliday);
    if (at !== null && at <= endsAt - room) return at;
  }
  return null;
}
