/** The learning time in the form of all rituals: rules without Slack, the store or the current date. */
import type { Instant } from '#core/clock.ts';
import type { BeforeRule, Calendar, LearningHours, RegularRule } from '#core/recurrence.ts';
import type { Schedule } from '#core/schedule.ts';
import { minutesInDay } from '#core/time/date-fns.ts';
import { addDates } from '#core/time/date.ts';
import { insteadOf } from '#core/time/kept-free.ts';
import { firstFrom, occurrences } from '#core/time/recurrence.ts';
import { localTime } from '#core/time/zone.ts';
import type { ChannelSetUp } from '../../../schedules/records/setup.ts';
import { learningFields, lengths, type Row, type SetUpState } from './ids.ts';

type Known = Pick<ChannelSetUp, 'people' | 'calendar'>;

/** As much of what a person chose as the learning time is about. */
interface Chosen {
  readonly rows: ReadonlyMap<string, Row>;
  readonly learning: LearningHours | null;
}

/** What is proposed where there is none. */
const usual: LearningHours = { weekday: 3, minutes: 600, long: 120 };

export const isSameTime = (one: LearningHours | null, other: LearningHours | null): boolean =>
  one?.weekday === other?.weekday && one?.minutes === other?.minutes && one?.long === other?.long;

/** As it is. */
export function learningNow({ calendar: { learning } }: Pick<Known, 'calendar'>): LearningHours | null {
  if (learning == null) return null;
  const { weekday, minutes, long } = learning;
  return { weekday, minutes, long };
}

/** What was typed; what has not been drawn yet is as it was. */
export function learningFrom(
  filled: Readonly<Record<string, unknown>>,
  state: SetUpState,
  known: Known,
): LearningHours | null {
  if (state.learning === undefined) return learningNow(known);
  const ticked = filled[learningFields.on];
  if (!Array.isArray(ticked) || !ticked.includes('on')) return null;
  const before = state.learning ?? usual;
  const weekday = Number(filled[learningFields.weekday] ?? 0);
  const { [learningFields.time]: minutes, [learningFields.long]: long } = filled;
  return {
    weekday: weekday >= 1 && weekday <= 7 ? weekday : before.weekday,
    minutes: typeof minutes === 'number' ? minutes : before.minutes,
    long: lengths.some((one) => one === long) ? Number(long) : before.long,
  };
}

/** What has to be written; `undefined`: nothing. What the person left alone is as it is now. */
export function wantedLearning(
  { learning }: Pick<Chosen, 'learning'>,
  { learning: base }: SetUpState,
  known: Known,
): LearningHours | null | undefined {
  const isTheirs =
    base === undefined || isSameTime(learning, base) || isSameTime(learning, learningNow(known));
  return isTheirs ? undefined : learning;
}

export type LearningMistake = 'learningDay' | 'learningEnd';

/** What cannot be kept as it was chosen: on a day off nobody keeps time free, and it ends on the day on which it begins. */
export function learningMistakes(
  { learning }: Pick<Chosen, 'learning'>,
  known: Known,
): readonly LearningMistake[] {
  if (learning === null || isSameTime(learning, learningNow(known))) return [];
  return [
    ...(known.calendar.days.includes(learning.weekday) ? [] : ['learningDay' as const]),
    ...(learning.minutes + learning.long > minutesInDay ? ['learningEnd' as const] : []),
  ];
}

/** The channel's calendar with what was chosen. */
export function chosenCalendar({ learning }: Pick<Chosen, 'learning'>, known: Known, now: Instant): Calendar {
  const { calendar, people } = known;
  if (isSameTime(learning, learningNow(known))) return calendar;
  const kept =
    learning === null ? null : { ...learning, instead: insteadOf(learning, people, calendar.tz, now) };
  return { ...calendar, learning: kept };
}

/** A ritual that a newly chosen learning time moves. */
export interface MovedByLearning {
  readonly name: string;
  /** When it takes place then, after that day's midnight. */
  readonly minutes: number;
}

/** How many occurrences are looked at: a holiday may keep the first ones out of it. */
const looked = 4;

/** The rituals that a learning time moves which is not kept yet; none if it is, or none was chosen. */
export function movedBy(
  schedules: readonly Schedule[],
  choice: Chosen,
  known: Known,
  now: Instant,
): readonly MovedByLearning[] {
  const chosen = chosenCalendar(choice, known, now);
  if (chosen === known.calendar || chosen.learning == null) return [];
  const free = { ...chosen, learning: null };
  return schedules.flatMap(({ name, usual: own }) => {
    const of = 'before' in own ? choice.rows.get(own.before) : choice.rows.get(name);
    if (choice.rows.get(name)?.isOn !== true || of?.isOn !== true || of.rule === null) return [];
    const before = 'before' in own ? own : null;
    const [plain, beside] = [free, chosen].map((calendar) => coming(of.rule, before, calendar, now));
    const moved = beside?.find(({ at }, nth) => at !== plain?.[nth]?.at);
    return moved === undefined ? [] : [{ name, minutes: moved.minutes }];
  });
}

function coming(rule: RegularRule | null, before: BeforeRule | null, calendar: Calendar, now: Instant) {
  if (rule === null) return [];
  const today = localTime(now, calendar.tz).date;
  const preceding = before === null ? null : { rule: before, isTaken: () => false };
  const all = occurrences({ rule, since: today, moves: {} }, calendar, addDates(today, -1), preceding);
  return [firstFrom(all, now), ...Array.from({ length: looked - 1 }, () => all.next().value)];
}
