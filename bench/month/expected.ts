/** When each ritual of a channel is to be, from the rules that were set up and from what was moved by hand. */
import {
  addDays,
  instantOf,
  localOf,
  minute,
  weekdayOf,
  works,
  type Calendar,
  type Day,
  type Instant,
} from './calendar.ts';
import type { BeforeName, ChannelFacts, Fact, Lived, PostingName, Regular, RegularName } from './facts.ts';

export interface Expected {
  readonly channel: string;
  readonly schedule: PostingName | 'rotation.meeting';
  /** The day on which it is by its rule. */
  readonly on: Day;
  readonly at: Instant;
  readonly moved: 'no' | 'holiday' | 'by_hand' | 'waited';
  /** The local day on which it is; of what is before a meeting, the meeting's. */
  readonly day: Day;
  readonly minutes: number;
  /** Until this day it may be put off. */
  readonly before: Day;
  /** When the meeting is that it is before. */
  readonly meetsAt: Instant | null;
  /** No working day is left before the next one. */
  readonly fallsOut: boolean;
  /** Nothing of its kind was due in the channel before it. */
  readonly isFirst: boolean;
}

type FactOf<Kind extends Fact['kind']> = Extract<Fact, { readonly kind: Kind }>;

export function factsOf<Kind extends Fact['kind']>(
  { facts }: Pick<Lived, 'facts'>,
  kind: Kind,
  channel?: string,
): FactOf<Kind>[] {
  return facts.filter(
    (fact): fact is FactOf<Kind> =>
      fact.kind === kind && (channel === undefined || ('channel' in fact && fact.channel === channel)),
  );
}

/** The time for which one rule held. */
interface Era {
  readonly rule: Regular;
  readonly from: Instant;
  readonly to: Instant;
}

function erasOf(lived: Lived, channel: string, schedule: RegularName): Era[] {
  const rules = factsOf(lived, 'rule', channel).filter((fact) => fact.schedule === schedule);
  return rules.flatMap(({ rule, at }, index) =>
    rule === null ? [] : [{ rule, from: at, to: rules[index + 1]?.at ?? Infinity }],
  );
}

/** The days on which it is by the rule, from the day on which that was set. */
function* byRule({ every, weekday }: Regular, since: Day): Generator<Day, never> {
  let day = since;
  while (weekdayOf(day) !== weekday) day = addDays(day, 1);
  for (;;) {
    // The first such day of a month is one of its first seven.
    if (every !== 'month' || Number(day.slice(8)) <= 7) yield day;
    day = addDays(day, every === 'fortnight' ? 14 : 7);
  }
}

interface InEra extends Expected {
  readonly era: Era;
}

/** All of one ritual from its first rule to `until`, whether or not something came between. */
function series(
  lived: Lived,
  { id: channel, calendar }: ChannelFacts,
  schedule: RegularName,
  until: Instant,
): InEra[] {
  const moves = factsOf(lived, 'moved', channel).filter((fact) => fact.schedule === schedule);
  return erasOf(lived, channel, schedule).flatMap((era) => {
    const all: InEra[] = [];
    const days = byRule(era.rule, localOf(era.from, calendar.tz).day);
    for (let on = days.next().value, next = days.next().value; ; on = next, next = days.next().value) {
      const move = moves.find((one) => one.on === on && one.at >= era.from && one.at < era.to);
      const one = planned(calendar, era.rule, on, next, move?.to);
      if (one.at >= until) return all;
      all.push({ ...one, channel, schedule, era });
    }
  });
}

function planned(
  calendar: Calendar,
  { minutes }: Regular,
  on: Day,
  before: Day,
  move: { readonly day: Day; readonly minutes: number } | undefined,
): Omit<Expected, 'channel' | 'schedule'> {
  const rest = { on, before, meetsAt: null, fallsOut: false, isFirst: false };
  if (move !== undefined)
    return { ...rest, ...move, at: instantOf(move.day, move.minutes, calendar.tz), moved: 'by_hand' };
  let day = on;
  while (day < before && !works(calendar, day)) day = addDays(day, 1);
  const fallsOut = day === before;
  if (fallsOut) day = on;
  const moved = day === on ? 'no' : 'holiday';
  return { ...rest, day, minutes, at: instantOf(day, minutes, calendar.tz), moved, fallsOut };
}

/**
 * A week ahead, on a day on which the channel works and nothing else of it is at that minute: rather sooner than later. Or an hour before, and
 * earlier by quarters of an hour while something else is at that minute.
 * @param taken the instants of what recurs by itself
 */
function beforeMeeting(
  schedule: BeforeName,
  meeting: Expected,
  calendar: Calendar,
  taken: ReadonlySet<Instant>,
): Expected {
  const common = { ...meeting, schedule, meetsAt: meeting.at };
  if (schedule === 'rotation.agenda') {
    let at = meeting.at - 60 * minute;
    while (taken.has(at)) at -= 15 * minute;
    return { ...common, at };
  }
  const onDay = (day: Day) => instantOf(day, meeting.minutes, calendar.tz);
  let day = addDays(meeting.day, -7);
  while (!works(calendar, day) || taken.has(onDay(day))) day = addDays(day, -1);
  return { ...common, at: onDay(day) };
}

/** Those on neither of both days. */
function workingDaysBetween(calendar: Calendar, from: Instant, until: Day): number {
  let count = 0;
  for (let day = addDays(localOf(from, calendar.tz).day, 1); day < until; day = addDays(day, 1))
    if (works(calendar, day)) count += 1;
  return count;
}

/**
 * Those that fall due while the rule holds by which their meeting is. By another rule the next meeting may be so soon that what is before it
 * should have been said already: then that is said at once. So it is when it is set up with two working days before the meeting.
 * @param all in the order of their meetings. @param from when it was set up
 */
function aroundMeetings(all: readonly InEra[], calendar: Calendar, from: Instant): InEra[] {
  const found: InEra[] = [];
  for (const one of all) {
    const { era, meetsAt } = one;
    const last = found.at(-1);
    const isChange = last !== undefined && last.era !== era && one.on > last.on;
    const isEarly = last === undefined && workingDaysBetween(calendar, from, one.day) >= 2;
    const since = isEarly ? from : isChange && (meetsAt ?? 0) >= era.from ? era.from : one.at;
    const at = Math.max(one.at, since);
    if (at >= era.from && at >= from && at < era.to) found.push({ ...one, at });
  }
  return found;
}

/** Everything that is to be posted in the channel, in the order in which it falls due; of what is before a meeting, also that from before the count. */
export function expectedIn(lived: Lived, channel: ChannelFacts): Expected[] {
  const farther = lived.to + 14 * 24 * 60 * minute;
  const [questions, digests, meetings] = (
    ['learned.weekly', 'digest.weekly', 'rotation.meeting'] as const
  ).map((schedule) => series(lived, channel, schedule, farther));
  const asked = [...(questions ?? []), ...(digests ?? [])].filter(
    ({ at, era }) => at >= era.from && at < era.to,
  );
  // What precedes a meeting knows the rule by which that is, and not those before and after it.
  const takenIn = (era: Era) =>
    new Set([...asked, ...(meetings ?? []).filter((one) => one.era === era)].map(({ at }) => at));
  const around = factsOf(lived, 'on', channel.id).flatMap((on) =>
    aroundMeetings(
      (meetings ?? []).map((meeting) => ({
        ...beforeMeeting(on.schedule, meeting, channel.calendar, takenIn(meeting.era)),
        era: meeting.era,
      })),
      channel.calendar,
      on.at,
    ).map((one, index) => ({ ...one, isFirst: index === 0 })),
  );
  const regular = asked.filter(({ at }) => at >= lived.from);
  return [...regular, ...around].filter(({ at }) => at < lived.to).toSorted((a, b) => a.at - b.at);
}
