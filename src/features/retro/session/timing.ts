/** When a phase ends, and who is reminded of it when: from what is stored of the people whose phase it is. */
import { day, hour, type Instant, minute } from '#core/clock.ts';
import type { Person } from '#core/people.ts';
import type { Scope } from '#core/scope.ts';
import { holidaysOf, type IsHoliday, type Worker, workerOf } from '#core/time/holidays.ts';
import { lastWorkingInstant, nextWorkingInstant } from '#core/time/working.ts';
import type { Work } from '#core/work.ts';
import { offerPost } from '../people/ids.ts';
import { fairEnd } from './fair.ts';
import { jobNames, reminderPost } from './ids.ts';
import { isOpen, type Phase, phases, type Retro } from './phases.ts';
import type { RetroRow } from './rows.ts';

/** Schedules the phase's end at `endsAt`; `null`: nothing is left to end. */
export async function scheduleEnd(
  scope: Scope,
  { id, channel_id: channelId }: Pick<RetroRow, 'id' | 'channel_id'>,
  endsAt: Instant | null,
): Promise<void> {
  const end = jobNames.phaseEnd.ref({ retro: id });
  if (endsAt === null) await scope.cancel(end);
  else await scope.runAt(end, endsAt, { kind: 'channel', channelId });
}

/** These people, each with the holidays of their region. */
export const workersOf = (people: readonly Person[]): Promise<Worker[]> => Promise.all(people.map(workerOf));

/** Of these people, those whose phase it is. */
const whose = (people: readonly Person[], { phase, facilitator }: Pick<Retro, 'phase' | 'facilitator'>) =>
  phases[phase].isFor === 'everybody' ? people : people.filter(({ userId }) => userId === facilitator);

/**
 * The state in which everybody whose phase it is has a working day in it: see `fairEnd`. Decided once, when it begins or someone is added, and stored:
 * an end that moved with each change of someone's hours would say who changed them.
 * @param people those who get time from now on; by default all
 */
export async function lengthened(
  { scope, now }: Pick<Work, 'scope' | 'now'>,
  row: Pick<RetroRow, 'participants_id'>,
  after: Retro,
  people?: readonly Person[],
): Promise<Retro> {
  const { phase, endsAt, pace, calendar } = after;
  if (!isOpen(phase) || endsAt === null || pace === 'live') return after;
  const workers = await workersOf(whose(people ?? (await scope.peopleOf(row.participants_id)), after));
  const usualEnd = after.usualEnd ?? endsAt;
  const end = fairEnd(workers, { length: after.lengths[phase], from: now, endsAt, usualEnd, calendar });
  return end === endsAt ? after : { ...after, endsAt: end, usualEnd };
}

/** Schedules the reminders of everybody whose phase it is. */
export async function scheduleReminders(
  work: Pick<Work, 'scope' | 'now'>,
  row: Pick<RetroRow, 'id' | 'participants_id'>,
  after: Pick<Retro, 'phase' | 'facilitator' | 'isReopened' | 'endsAt'>,
): Promise<void> {
  if (!phases[after.phase].reminds || after.isReopened) return;
  const answering = { id: row.id, ends_at: after.endsAt };
  for (const person of whose(await work.scope.peopleOf(row.participants_id), after))
    await scheduleReminder(work, answering, person);
}

/** Shorter phases are for people who are there anyway. */
const shortest = 4 * hour;

/** Time left for answering. */
const room = 30 * minute;

/**
 * Schedules a person's reminder, or reschedules it when their working time changes; one about to be sent stays. The job itself checks whether they
 * already got one or have answered.
 */
export async function scheduleReminder(
  { scope, now }: Pick<Work, 'scope' | 'now'>,
  row: Pick<RetroRow, 'id' | 'ends_at'>,
  person: Person,
): Promise<void> {
  const { userId } = person;
  if (row.ends_at === null || row.ends_at - now < shortest) return;
  const at = reminderAt(person, now, row.ends_at, await holidaysOf(person.workingHours.holidays));
  const remind = jobNames.remind.ref({ retro: row.id, person: userId }, userId);
  const usual = usualReminder(now, row.ends_at);
  // People away until the end get none; the job checks that when it runs.
  const isAwayThen = (person.awayUntil ?? 0) > usual;
  if (at !== null || isAwayThen) await scope.runAt(remind, at ?? usual, { kind: 'person', userId });
  else await scope.cancel(remind);
}

/**
 * The start of the person's own working time on the last day before the end; if they have none by then, the first working time after the phase's
 * midpoint; if they have none after it either, their last working time before the end.
 * @returns `null` if they have no working time before the end
 */
export function reminderAt(
  person: Pick<Person, 'tz' | 'workingHours' | 'awayUntil'>,
  from: Instant,
  endsAt: Instant,
  isHoliday: IsHoliday,
): Instant | null {
  for (const earliest of [usualReminder(from, endsAt), middleOf(from, endsAt)]) {
    const at = nextWorkingInstant(person, earliest, isHoliday);
    if (at !== null && at <= endsAt - room) return at;
  }
  return lastWorkingInstant(person, from, endsAt, room, isHoliday);
}

/** For people who work around the clock: a day before the end, but not before the phase's midpoint. */
const usualReminder = (from: Instant, endsAt: Instant): Instant =>
  Math.max(middleOf(from, endsAt), endsAt - day);

const middleOf = (from: Instant, endsAt: Instant): Instant => from + Math.floor((endsAt - from) / 2);

/** The phases that remind, in the order in which a person can be reminded in one retrospective. */
const reminding: readonly Phase[] = ['collect', 'group', 'vote'];

/** With the question about an action item, nobody gets more than three direct messages from a retrospective. */
const mostReminders = 2;

/** Whether this person can be reminded in this phase: nobody is reminded in three. */
export async function mayRemind(scope: Scope, row: RetroRow, phase: Phase): Promise<boolean> {
  const { viewer } = scope;
  if (viewer.kind !== 'person') return false;
  // Those who were offered to take part have had a message already.
  let sent = (await scope.refresh(offerPost(row.id, viewer.userId))) ? 1 : 0;
  for (const one of reminding.filter((other) => other !== phase))
    if (await scope.refresh(reminderPost(row.id, one, viewer.userId))) sent += 1;
  return sent < mostReminders;
}
