/** When one person is reminded that collecting ends. */
import { day, hour, type Instant, minute } from '#core/clock.ts';
import type { Person } from '#core/people.ts';
import { holidaysOf } from '#core/time/holidays.ts';
import { nextWorkingInstant } from '#core/time/working.ts';
import type { Work } from '#core/work.ts';
import { jobNames } from './ids.ts';
import type { RetroRow } from './rows.ts';

/** What is shorter is for people who are there anyway. */
const shortest = 4 * hour;

/** Time that is left for answering. */
const room = 30 * minute;

/**
 * Decides when a person is reminded, or anew when their working time changed; one that is about to come stays. Whoever was
 * reminded already, or has answered, gets none: the job finds that out.
 */
export async function scheduleReminder(
  { scope, now }: Pick<Work, 'scope' | 'now'>,
  row: Pick<RetroRow, 'id' | 'ends_at'>,
  person: Person,
): Promise<void> {
  const { userId } = person;
  if (row.ends_at === null || row.ends_at - now < shortest) return;
  const at = await reminderAt(person, now, row.ends_at);
  const remind = jobNames.remind.ref({ retro: row.id, person: userId }, userId);
  const usual = usualReminder(now, row.ends_at);
  // Whoever is away until the end gets none; the job says so when its time has come.
  const isAwayThen = (person.awayUntil ?? 0) > usual;
  if (at !== null || isAwayThen) await scope.runAt(remind, at ?? usual, { kind: 'person', userId });
  else await scope.cancel(remind);
}

/**
 * The first moment of the person's own working time on the last day before the end; if they have none then, the first after the
 * middle of the time.
 * @returns `null` when they have no working time before the end
 */
async function reminderAt(
  person: Pick<Person, 'workingHours' | 'tz' | 'awayUntil'>,
  from: Instant,
  endsAt: Instant,
): Promise<Instant | null> {
  const isHoliday = await holidaysOf(person.workingHours.holidays);
  for (const earliest of [usualReminder(from, endsAt), middleOf(from, endsAt)]) {
    const at = nextWorkingInstant(person, earliest, isHoliday);
    if (at !== null && at <= endsAt - room) return at;
  }
  return null;
}

/** Of whoever works all day: a day before the end, but not before the middle of the time. */
function usualReminder(from: Instant, endsAt: Instant): Instant {
  return Math.max(middleOf(from, endsAt), endsAt - day);
}

function middleOf(from: Instant, endsAt: Instant): Instant {
  return from + Math.floor((endsAt - from) / 2);
}
