/** How a retrospective goes, as data: which phases a kind has and in which order, what each phase is, and how long it lasts. A phase is added by an entry in
 * `phases`, a place in a flow, and the events that it accepts. Pure. */
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

/** The phases of a kind in their order; it can be cancelled in each but the last. */
export const flowOf = (kind: Kind): readonly Phase[] =>
  kind === 'sprint' || kind === 'reflection' ? flows.short : flows.full;

interface PhaseRules {
  /** It ends as soon as everybody has answered. */
  readonly endsWhenAllAnswered: boolean;
  /**
   * Whoever has not answered is reminded once. Of the phases of one kind two at most, so that with being asked for an action nobody gets more than
   * three direct messages.
   */
  readonly reminds: boolean;
  /** With fewer topics there is nothing to do in it, so it is passed over. */
  readonly needs: number;
  /** What can be read when it begins: the cards and the votes by those who may, and the cards by the rest of the channel. */
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
 * What comes after a phase. One that is not in the flow (an older version had it) is the last.
 * @param topics how many there are; `null`: not known yet, and nothing is passed over
 */
export function phaseAfter(kind: Kind, phase: Phase, topics: number | null): Phase {
  const flow = flowOf(kind);
  const at = flow.indexOf(phase);
  const later = at < 0 ? [] : flow.slice(at + 1);
  return later.find((one) => topics === null || topics >= phases[one].needs) ?? 'closed';
}

/** The phase before, of those in which there is something to do; `null`: this is the first. */
export function phaseBefore(kind: Kind, phase: Phase, topics: number): TimedPhase | null {
  const flow = flowOf(kind);
  const earlier = flow.slice(0, Math.max(0, flow.indexOf(phase)));
  return earlier.filter(isOpen).findLast((one) => topics >= phases[one].needs) ?? null;
}

/** Whether a phase is over: its kind has it, and another one has begun since. */
export function isOver(kind: Kind, phase: Phase, now: Phase): boolean {
  const flow = flowOf(kind);
  return flow.includes(phase) && flow.indexOf(phase) < flow.indexOf(now);
}

/**
 * When a phase of this length ends.
 * @param calendar the channel's: its days off and the holidays of its region do not count
 */
export function endOf(length: Length, from: Instant, calendar: Calendar): Instant {
  const time = lengthOf[length];
  if ('minutes' in time) return from + time.minutes * minute;
  return 'workingHours' in time
    ? workingHoursAfter(from, time.workingHours, calendar)
    : workingDaysAfter(from, time.workingDays, calendar);
}

/** When a phase ends that gets half of its time on top. */
export function longerBy(length: Length, endsAt: Instant, calendar: Calendar): Instant {
  const time = lengthOf[length];
  if ('minutes' in time) return endsAt + (time.minutes * minute) / 2;
  const hours = 'workingHours' in time ? time.workingHours : time.workingDays * hoursADay;
  return workingHoursAfter(endsAt, hours / 2, calendar);
}

const hoursADay = (defaultWorkingHours.end - defaultWorkingHours.start) / 60;

/** A channel that works on no day is asked as if it did on the usual ones, or nothing would ever end. */
function hoursOf({ days }: Calendar): WorkingHours {
  return days.length === 0 ? defaultWorkingHours : { ...defaultWorkingHours, days };
}

function workingHoursAfter(from: Instant, hours: number, calendar: Calendar): Instant {
  return addWorkingHours(from, hours, hoursOf(calendar), calendar.tz, calendar.isHoliday);
}

/** The same time so many working days later, drawn into the hours in which the channel works. */
function workingDaysAfter(from: Instant, days: number, calendar: Calendar): Instant {
  const { tz, isHoliday } = calendar;
  const hours = hoursOf(calendar);
  const { date, minutes } = localTime(addWorkingDays(from, days, hours, tz, isHoliday), tz);
  return instantOf(date, Math.min(Math.max(minutes, hours.start), hours.end), tz);
}

/** The date that is proposed for an action: ten working days from now. */
export function usualDueDate(now: Instant, tz: string): LocalDate {
  return localTime(addWorkingDays(now, 10, defaultWorkingHours, tz, noHolidays), tz).date;
}
