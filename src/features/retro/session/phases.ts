/**
 * A retrospective's course, as data: each kind's phases and their order, what each phase is, and how long it lasts. To add a phase, add an entry in
 * `phases`, a place in a flow, and the events that it accepts. Pure.
 */
import { type Instant, minute } from '#core/clock.ts';
import { defaultWorkingHours, type WorkingHours } from '#core/people.ts';
import type { Calendar } from '#core/recurrence.ts';
import type { LocalDate } from '#core/time/date.ts';
import { noHolidays } from '#core/time/holidays.ts';
import { addWorkingDays, addWorkingHours } from '#core/time/working.ts';
import { instantOf, localTime } from '#core/time/zone.ts';
import { type Kind, type Length, lengthOf, type TimedPhase } from '../start/formats.ts';
import type { Phase, RetroEvent } from './retro.ts';

const flows = {
  full: ['collect', 'group', 'vote', 'discuss', 'actions', 'closed'],
  /** Three steps: votes and proposals at once. */
  short: ['collect', 'choose', 'closed'],
} as const satisfies Record<string, readonly Phase[]>;

/** A kind's phases in order; it can be cancelled in each but the last. */
export const flowOf = (kind: Kind): readonly Phase[] =>
  kind === 'sprint' || kind === 'reflection' ? flows.short : flows.full;

interface PhaseRules {
  /** It ends as soon as everyone has answered. */
  readonly endsWhenAllAnswered: boolean;
  /**
   * People who have not answered are reminded once. At most two phases of one kind remind: with the question about an action item, nobody gets more
   * than three direct messages.
   */
  readonly reminds: boolean;
  /** With fewer topics there is nothing to do in it, so it is skipped. */
  readonly needs: number;
  /** What becomes readable when it begins: cards and votes for participants, and cards for the rest of the channel. */
  readonly opens: readonly ('cards' | 'votes' | 'channel')[];
  /** Whether votes are given in it, which nobody can count before it ends. */
  readonly hidesVotes: boolean;
  readonly accepts: readonly RetroEvent['kind'][];
}

const control = [
  'endPhase',
  'timeUp',
  'counted',
  'extend',
  'handOver',
  'cancel',
  'takeOver',
  'channelGone',
] as const;

const owning = ['accept', 'pass', 'decline', 'drop', 'done', 'move', 'ownerGone'] as const;
const deciding = ['propose', ...owning] as const;

export const phases: Readonly<Record<Phase, PhaseRules>> = {
  collect: {
    endsWhenAllAnswered: true,
    reminds: true,
    needs: 0,
    opens: [],
    hidesVotes: false,
    accepts: [...control, 'answer', 'withdraw'],
  },
  group: {
    endsWhenAllAnswered: false,
    reminds: false,
    needs: 2,
    opens: ['cards'],
    hidesVotes: false,
    accepts: [...control, 'reopen', 'group'],
  },
  vote: {
    endsWhenAllAnswered: true,
    reminds: true,
    needs: 2,
    opens: ['cards'],
    hidesVotes: true,
    accepts: [...control, 'reopen', 'vote'],
  },
  choose: {
    endsWhenAllAnswered: true,
    reminds: true,
    needs: 1,
    opens: ['cards'],
    hidesVotes: true,
    accepts: [...control, ...deciding, 'reopen', 'vote', 'ready'],
  },
  discuss: {
    endsWhenAllAnswered: true,
    reminds: false,
    needs: 1,
    opens: ['cards', 'votes'],
    hidesVotes: false,
    accepts: [...control, 'reopen', 'note', 'ready', 'talk', 'goOn'],
  },
  actions: {
    endsWhenAllAnswered: true,
    reminds: false,
    needs: 1,
    opens: ['cards', 'votes'],
    hidesVotes: false,
    accepts: [...control, ...deciding, 'reopen', 'ready'],
  },
  closed: {
    endsWhenAllAnswered: false,
    reminds: false,
    needs: 0,
    opens: ['cards', 'votes', 'channel'],
    hidesVotes: false,
    accepts: [...owning, 'split', 'helped'],
  },
  // What was collected before a cancellation stays with its authors.
  cancelled: {
    endsWhenAllAnswered: false,
    reminds: false,
    needs: 0,
    opens: [],
    hidesVotes: false,
    accepts: [],
  },
};

export const isOpen = (phase: Phase): phase is TimedPhase => phase !== 'closed' && phase !== 'cancelled';

/**
 * The phase after this one. One missing from the flow (left by an older version) counts as the last.
 * @param topics how many there are; `null`: not known yet, and nothing is skipped
 */
export function phaseAfter(kind: Kind, phase: Phase, topics: number | null): Phase {
  const flow = flowOf(kind);
  const at = flow.indexOf(phase);
  const later = at < 0 ? [] : flow.slice(at + 1);
  return later.find((one) => topics === null || topics >= phases[one].needs) ?? 'closed';
}

/** The phase before this one that has something to do; `null`: this is the first. */
export function phaseBefore(kind: Kind, phase: Phase, topics: number): TimedPhase | null {
  const flow = flowOf(kind);
  const earlier = flow.slice(0, Math.max(0, flow.indexOf(phase)));
  return earlier.filter(isOpen).findLast((one) => topics >= phases[one].needs) ?? null;
}

/** Whether a phase is over: its kind has it, and a later one has begun. */
export function isOver(kind: Kind, phase: Phase, now: Phase): boolean {
  const flow = flowOf(kind);
  return flow.includes(phase) && flow.indexOf(phase) < flow.indexOf(now);
}

/** When a phase of this length ends. @param calendar the channel's: its days off and its region's holidays do not count */
export function endOf(length: Length, from: Instant, calendar: Calendar): Instant {
  const time = lengthOf[length];
  if ('minutes' in time) return from + time.minutes * minute;
  return 'workingHours' in time
    ? workingHoursAfter(from, time.workingHours, calendar)
    : workingDaysAfter(from, time.workingDays, calendar);
}

/** When a phase ends after gaining half of its length. */
export function longerBy(length: Length, endsAt: Instant, calendar: Calendar): Instant {
  const time = lengthOf[length];
  if ('minutes' in time) return endsAt + (time.minutes * minute) / 2;
  const hours = 'workingHours' in time ? time.workingHours : time.workingDays * hoursADay;
  return workingHoursAfter(endsAt, hours / 2, calendar);
}

const hoursADay = (defaultWorkingHours.end - defaultWorkingHours.start) / 60;

/** A channel without working days is treated as if it had the default ones, or nothing would ever end. */
function hoursOf({ days }: Calendar): WorkingHours {
  return days.length === 0 ? defaultWorkingHours : { ...defaultWorkingHours, days };
}

function workingHoursAfter(from: Instant, hours: number, calendar: Calendar): Instant {
  return addWorkingHours(from, hours, hoursOf(calendar), calendar.tz, calendar.isHoliday);
}

/** The same time this many working days later, moved into the channel's working hours. */
function workingDaysAfter(from: Instant, days: number, calendar: Calendar): Instant {
  const { tz, isHoliday } = calendar;
  const hours = hoursOf(calendar);
  const { date, minutes } = localTime(addWorkingDays(from, days, hours, tz, isHoliday), tz);
  return instantOf(date, Math.min(Math.max(minutes, hours.start), hours.end), tz);
}

/** The default due date of an action item: ten working days from now. */
export function usualDueDate(now: Instant, tz: string): LocalDate {
  return localTime(addWorkingDays(now, 10, defaultWorkingHours, tz, noHolidays), tz).date;
}
