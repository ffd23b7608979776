/** What people choose in the form of all rituals: rules without Slack, the store or the current date. */
import type { Instant } from '#core/clock.ts';
import { isId, type UserId, userId } from '#core/ids.ts';
import { type ChannelSchedule, type Every, frequencies, type LearningHours } from '#core/recurrence.ts';
import type { Schedule } from '#core/schedule.ts';
import { addDates, isLocalDate, type LocalDate } from '#core/time/date.ts';
import { type Doubt, doubtsOfMove, doubtsOfRule } from '#core/time/doubts.ts';
import { instantOf, localTime } from '#core/time/zone.ts';
import type { Wanted } from '../../../schedules/records/change.ts';
import type { ChannelSetUp } from '../../../schedules/records/setup.ts';
import { proposedRule } from '../rules.ts';
import { chosenCalendar, learningFrom, type MovedByLearning } from './learning.ts';
import { fieldOf, noMove, type Row, type SetUpState } from './ids.ts';

/** What the form holds, by field. */
export type Filled = Readonly<Record<string, unknown>>;

/** The next occurrence of one ritual, moved just this once. */
export interface ChosenMove {
  readonly name: string;
  readonly date: LocalDate;
  readonly minutes: number;
}

/** Everything that a person chose. */
export interface Choice {
  readonly rows: ReadonlyMap<string, Row>;
  readonly move: ChosenMove | null;
  readonly learning: LearningHours | null;
  readonly owner: UserId | null;
  readonly deputy: UserId | null;
}

type Known = Pick<ChannelSetUp, 'people' | 'schedules' | 'settings' | 'calendar'>;

/** How long a pause is at first, in days. */
const usualPause = 14;

/** A ritual as it is; one that was never set up has the proposed rule. */
export function rowOf(schedule: Schedule, { people, schedules, calendar }: Known, now: Instant): Row {
  const known = schedules.find(({ name }) => name === schedule.name);
  const rule = known?.rule ?? proposedRule(schedule, people, calendar, now);
  return {
    isOn: known?.isOn === true,
    rule: 'before' in rule || 'before' in schedule.usual ? null : { ...rule },
    until: known?.isOn === true ? known.pausedUntil : null,
  };
}

export const rowsOf = (schedules: readonly Schedule[], known: Known, now: Instant): Map<string, Row> =>
  new Map(schedules.map((schedule) => [schedule.name, rowOf(schedule, known, now)]));

const isTicked = (value: unknown, name: string): boolean => Array.isArray(value) && value.includes(name);
const isEvery = (value: unknown): value is Every => frequencies.some((one) => one === value);
const person = (value: unknown): UserId | null => (isId(value) ? userId(value) : null);

/** What was typed in a row that is shown. What has not been drawn yet is as it was. */
function typed(name: string, filled: Filled, before: Row, today: LocalDate): Row {
  const every = filled[fieldOf(name, 'every')];
  const weekday = Number(filled[fieldOf(name, 'weekday')] ?? 0);
  const minutes = filled[fieldOf(name, 'time')];
  const until = filled[fieldOf(name, 'until')];
  const isPaused = isTicked(filled[fieldOf(name, 'paused')], 'paused');
  const day = typeof until === 'string' && isLocalDate(until) ? until : before.until;
  return {
    isOn: isTicked(filled[fieldOf(name, 'on')], 'on'),
    rule:
      before.rule === null
        ? null
        : {
            every: isEvery(every) ? every : before.rule.every,
            weekday: weekday >= 1 && weekday <= 7 ? weekday : before.rule.weekday,
            minutes: typeof minutes === 'number' ? minutes : before.rule.minutes,
          },
    until: isPaused ? (day ?? addDates(today, usualPause)) : null,
  };
}

/** @param now with the channel's zone, which decides what today is */
export function choiceOf(
  schedules: readonly Schedule[],
  filled: Filled,
  state: SetUpState,
  known: Known,
  now: Instant,
): Choice {
  const today = localTime(now, known.settings.tz).date;
  const rows = new Map<string, Row>();
  for (const schedule of schedules) {
    const { name } = schedule;
    const hidden = state.kept[name];
    const before = state.base[name] ?? rowOf(schedule, known, now);
    const isOn = isTicked(filled[fieldOf(name, 'on')], 'on');
    rows.set(name, hidden === undefined ? typed(name, filled, before, today) : { ...hidden, isOn });
  }
  const moved = filled['move'];
  const next = known.schedules.find(({ name, isOn }) => name === moved && isOn)?.next ?? null;
  const { moveTo, moveAt } = filled;
  const planned = next === null ? null : localTime(next.at, known.settings.tz);
  return {
    rows,
    move:
      typeof moved !== 'string' || moved === noMove || planned === null
        ? null
        : {
            name: moved,
            date: typeof moveTo === 'string' && isLocalDate(moveTo) ? moveTo : planned.date,
            minutes: typeof moveAt === 'number' ? moveAt : planned.minutes,
          },
    learning: learningFrom(filled, state, known),
    owner: person(filled['owner']),
    deputy: person(filled['deputy']),
  };
}

/** Two rows that a channel would read the same of: what is off has neither rule nor pause. */
export function isSame(one: Row | undefined, other: Row | undefined): boolean {
  if (one?.isOn !== true || other?.isOn !== true) return one?.isOn === other?.isOn;
  return one.until === other.until && isSameRule(one, other);
}

const isSameRule = ({ rule: one }: Row, { rule: other }: Row): boolean =>
  one?.every === other?.every && one?.weekday === other?.weekday && one?.minutes === other?.minutes;

/** The rituals that this person and somebody else changed in different ways since the form was filled in. */
export function changedMeanwhile(
  choice: Choice,
  { base }: SetUpState,
  now: ReadonlyMap<string, Row>,
): string[] {
  return [...choice.rows].flatMap(([name, row]) => {
    const isTheirs = isSame(row, base[name]) || isSame(row, now.get(name));
    return isTheirs || isSame(base[name], now.get(name)) ? [] : [name];
  });
}

/** What the person left alone is as it is now. */
export function withOthers(choice: Choice, { base }: SetUpState, now: ReadonlyMap<string, Row>): Choice {
  const rows = [...choice.rows].map(
    ([name, row]) => [name, isSame(row, base[name]) ? (now.get(name) ?? row) : row] as const,
  );
  return { ...choice, rows: new Map(rows) };
}

export type Mistake = 'pausedUntil' | 'both';

/** What cannot be kept as it was chosen. */
export function mistakesIn(
  choice: Choice,
  now: ReadonlyMap<string, Row>,
  today: LocalDate,
): readonly Mistake[] {
  const { rows, move } = choice;
  const isPast = [...rows].some(
    ([name, row]) =>
      row.isOn && row.until !== null && row.until <= today && row.until !== now.get(name)?.until,
  );
  const moved = move === null ? undefined : rows.get(move.name);
  const was = move === null ? undefined : now.get(move.name);
  const isBoth = moved !== undefined && was !== undefined && (!moved.isOn || !isSameRule(moved, was));
  return [...(isPast ? ['pausedUntil' as const] : []), ...(isBoth ? ['both' as const] : [])];
}

/** What has to be written, by the ritual's name. @param now the rituals as they are */
export function wantedOf(
  schedules: readonly Schedule[],
  { rows, move }: Choice,
  now: ReadonlyMap<string, Row>,
  known: readonly ChannelSchedule[],
): ReadonlyMap<string, Wanted> {
  const wanted = new Map<string, Wanted>();
  for (const { name, usual } of schedules) {
    const row = rows.get(name);
    if (row === undefined || isSame(row, now.get(name))) continue;
    const rule = row.rule ?? usual;
    wanted.set(name, row.isOn ? { isOn: true, rule, pausedUntil: row.until } : { isOn: false });
  }
  const on = known.find(({ name }) => name === move?.name)?.next?.on;
  if (move !== null && on !== undefined)
    wanted.set(move.name, {
      ...wanted.get(move.name),
      move: { on, date: move.date, minutes: move.minutes },
    });
  return wanted;
}

/** What the person should know of what they chose and nobody kept yet, by ritual; `move`: of the one that is moved. */
export function doubtsIn(
  choice: Choice,
  now: ReadonlyMap<string, Row>,
  known: Known,
  at: Instant,
): ReadonlyMap<string, readonly Doubt[]> {
  const { rows, move } = choice;
  const { people } = known;
  const calendar = chosenCalendar(choice, known, at);
  const found = new Map<string, readonly Doubt[]>();
  for (const [name, row] of rows) {
    const was = now.get(name);
    if (!row.isOn || row.rule === null || (was?.isOn === true && isSameRule(row, was))) continue;
    found.set(name, doubtsOfRule(row.rule, people, calendar, at));
  }
  if (move !== null)
    found.set('move', doubtsOfMove(instantOf(move.date, move.minutes, calendar.tz), people, calendar));
  return new Map([...found].filter(([, doubts]) => doubts.length > 0));
}

/** The doubtful choices: a person is asked about each once. */
export function questionsOf(
  { rows, move, learning }: Choice,
  doubts: ReadonlyMap<string, readonly Doubt[]>,
  moved: readonly MovedByLearning[],
): string[] {
  const times = [learning?.weekday, learning?.minutes, learning?.long].join(' ');
  const ofLearning = moved.length === 0 ? [] : [`learning ${times}`];
  const ofRituals = [...doubts.keys()].map((name) => {
    const { weekday, minutes } = rows.get(name)?.rule ?? {
      weekday: move?.date ?? '',
      minutes: move?.minutes,
    };
    return `${name} ${weekday} ${minutes ?? ''}`;
  });
  return [...ofRituals, ...ofLearning];
}

/** What is hidden has to be kept elsewhere: Slack forgets it. */
export const keptOf = (choice: Choice): Record<string, Row> =>
  Object.fromEntries([...choice.rows].filter(([, { isOn }]) => !isOn));
