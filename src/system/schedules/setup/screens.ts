/** Draws the one form of everything that recurs in a channel: a switch for each, and its fields only while it is on. */
import type { KnownBlock } from '@slack/types';
import type { Instant } from '#core/clock.ts';
import { type UserId, userId } from '#core/ids.ts';
import { button } from '#core/kit/action.ts';
import { actions, context, divider, section } from '#core/kit/blocks.ts';
import { input, type Modal, type Placed, type RenderedModal, renderModal, row } from '#core/kit/modal.ts';
import type { BeforeRule, ChannelSchedule } from '#core/recurrence.ts';
import type { Schedule } from '#core/schedule.ts';
import { atMoment, channelLink, type TranslatorOf } from '#core/sentence.ts';
import { escape, join, type Mrkdwn } from '#core/text.ts';
import { addDates } from '#core/time/date.ts';
import type { Doubt } from '#core/time/doubts.ts';
import { formatClock } from '#core/time/format.ts';
import { firstFrom, firstInTime, occurrences, type Planned } from '#core/time/recurrence.ts';
import { localTime } from '#core/time/zone.ts';
import type { SchedulesSentences } from '#locales/schedules.ts';
import { weekdays } from '../../settings/rules.ts';
import { dayNames, placeOf } from '../../settings/words.ts';
import { schedulesCopy } from '../copy.ts';
import { setUpChannel } from '../ids.ts';
import { choices, type Overview, type Reader, recurrences, settingsLine, titles } from '../screens.ts';
import { dayInWords, learningInWords, listed, reasonInWords, ruleInWords } from '../words.ts';
import { fieldOf, learningFields, lengths, noMove, type Row, type SetUpState } from './ids.ts';
import type { MovedByLearning } from './learning.ts';
import { type Choice, isSame } from './rules.ts';
import { doubtsInWords } from './words.ts';

type T = TranslatorOf<SchedulesSentences>;

/** What the form shows. */
export interface Shown {
  readonly choice: Choice;
  readonly state: SetUpState;
  /** Said first: what became of what was submitted. */
  readonly notes: readonly Mrkdwn[];
  /** By ritual; `move`: of the one that is moved. */
  readonly doubts: ReadonlyMap<string, readonly Doubt[]>;
  /** The rituals that a learning time moves which is not kept yet. */
  readonly moved: readonly MovedByLearning[];
  /** The rituals as they are. */
  readonly now: ReadonlyMap<string, Row>;
  readonly isSaved: boolean;
  /** What the channel may choose besides. */
  readonly more: readonly KnownBlock[];
}

/** All that its rows are drawn from. */
interface Drawing {
  readonly t: T;
  readonly reader: Reader;
  readonly overview: Overview;
  readonly modal: Modal<SetUpState>;
  readonly shown: Shown;
  /** See `input`. */
  readonly round: string;
}

export async function renderSetUp(
  reader: Reader,
  overview: Overview,
  modal: Modal<SetUpState>,
  shown: Shown,
): Promise<RenderedModal> {
  const { channel, setUp, schedules } = overview;
  const { locale } = reader;
  const t = schedulesCopy.in(locale, reader.tz);
  const { choice, state, notes, doubts, moved, isSaved } = shown;
  const { settings } = setUp;
  const round = state.round === 0 ? '' : String(state.round);
  const words = {
    title: t.plain('setUp.title', { channel: setUp.name }),
    submit: t.plain(doubts.size + moved.length > 0 ? 'setUp.anyway' : 'save'),
    close: t.plain(isSaved ? 'close' : 'cancel'),
  };
  const place = { channel: channelLink(channel), place: placeOf(settings.tz) };
  const drawing = { t, reader, overview, modal, shown, round };
  return renderModal(modal, state, words, [
    ...notes.map((text) => section(text)),
    context(t.mrkdwn(settings.isLocked ? 'setUp.locked' : 'setUp.intro', place)),
    ...schedules.flatMap((schedule) => entry(drawing, schedule)),
    ...learningRow(drawing),
    ...moveRow(drawing),
    divider(),
    input(modal, 'owner', t.labels('owner', { hint: 'owner.hint' }), choice.owner, round),
    input(modal, 'deputy', t.labels('deputy'), choice.deputy, round),
    section(await settingsLine(t, reader, setUp)),
    actions([button(setUpChannel, t.plain('change'), { channel })]),
    ...shown.more,
  ]);
}

function entry(drawing: Drawing, schedule: Schedule): KnownBlock[] {
  const { t, reader, modal, shown, round } = drawing;
  const { name } = schedule;
  const { locale } = reader;
  const chosen = shown.choice.rows.get(name);
  const title = schedule.title(locale);
  const on: Placed = {
    name: fieldOf(name, 'on'),
    words: { label: title, choices: { on: title } },
    initial: chosen?.isOn === true ? ['on'] : [],
  };
  if (chosen?.isOn !== true) return [row(modal, name, [on], round), context(escape(schedule.what(locale)))];
  const { rule, until } = chosen;
  const isPaused = until !== null;
  const at = (field: Parameters<typeof fieldOf>[1], initial: unknown, words = {}): Placed => ({
    name: fieldOf(name, field),
    words: { label: title, ...words },
    initial,
  });
  const fields = [
    on,
    ...(rule === null
      ? []
      : [
          at('every', rule.every, { choices: choices(t, recurrences) }),
          at(
            'weekday',
            weekdays.find((day) => Number(day) === rule.weekday),
            { choices: dayNames(locale) },
          ),
          at('time', rule.minutes),
        ]),
    at('paused', isPaused ? ['paused'] : [], { choices: { paused: t.plain('setUp.pause') } }),
    ...(isPaused ? [at('until', until)] : []),
  ];
  const lines = linesOf(drawing, schedule, chosen);
  return [row(modal, name, fields, round), ...(lines.length === 0 ? [] : [context(join(lines))])];
}

/** The hours that the team keeps free, and what they would move. */
function learningRow({ t, reader, overview, modal, shown, round }: Drawing): KnownBlock[] {
  const { locale } = reader;
  const { choice, moved } = shown;
  const { learning } = choice;
  const label = t.plain('learning');
  const at = (name: string, initial: unknown, words = {}): Placed => ({
    name,
    words: { label, ...words },
    initial,
  });
  const on = at(learningFields.on, learning === null ? [] : ['on'], { choices: { on: label } });
  if (learning === null) return [row(modal, 'learning', [on], round), context(t.mrkdwn('learning.what'))];
  const titleOf = titles(overview.schedules, reader);
  const away = moved.map(({ name, minutes }) =>
    t.plain('learning.moved', { title: titleOf(name), time: formatClock(minutes, 'H:mm') }),
  );
  const fields = [
    on,
    at(
      learningFields.weekday,
      weekdays.find((day) => Number(day) === learning.weekday),
      { choices: dayNames(locale) },
    ),
    at(learningFields.time, learning.minutes),
    at(learningFields.long, String(learning.long), {
      choices: Object.fromEntries(
        lengths.map((one) => [one, t.plain('learning.long', { hours: Number(one) / 60 })]),
      ),
    }),
  ];
  const lines = [
    t.mrkdwn('learning.free', { time: learningInWords(t, locale, learning) }),
    ...(away.length === 0 ? [] : [t.mrkdwn('learning.moves', { rituals: listed(locale, away) })]),
  ];
  return [row(modal, 'learning', fields, round), context(join(lines))];
}

function linesOf(
  { t, reader, overview, shown: { choice, doubts, now } }: Drawing,
  schedule: Schedule,
  chosen: Row,
): readonly Mrkdwn[] {
  const { setUp, schedules } = overview;
  const { name, usual } = schedule;
  const { tz } = setUp.settings;
  const silenced = schedule.silenced?.(setUp, reader);
  const of = titles(schedules, reader);
  const known = setUp.schedules.find((one) => one.name === name);
  const last = setUp.last.get(name);
  const isKept = isSame(chosen, now.get(name));
  const day = chosen.until === null ? null : dayInWords(chosen.until, reader.locale);
  return [
    ...('before' in usual ? [escape(`${ruleInWords(t, reader.locale, usual, of)}.`)] : []),
    ...(day === null
      ? []
      : [t.mrkdwn(isKept ? 'setUp.pausedUntil' : 'setUp.pausing', { day, place: placeOf(tz) })]),
    ...(day === null && isKept && known?.next != null
      ? [t.mrkdwn('setUp.next', { at: atMoment(known.next.at) })]
      : []),
    ...(silenced == null ? [] : [silenced]),
    ...('before' in usual ? aheadOf(t, reader, overview, usual, choice, isKept) : []),
    ...(isKept && last !== undefined && last.state !== 'posted'
      ? [
          t.mrkdwn(`last.${last.state}`, {
            at: atMoment(last.due_at),
            reason: reasonInWords(t, last.reason),
          }),
        ]
      : []),
    ...doubtsInWords(t, reader.locale, doubts.get(name) ?? [], {
      minutes: chosen.rule?.minutes ?? 0,
      tz,
      isMove: false,
    }),
  ];
}

/** What comes days before something else may be too late for the next one. */
function aheadOf(
  t: T,
  reader: Reader,
  { setUp: { calendar, schedules: known }, schedules, now }: Overview,
  usual: BeforeRule,
  { rows }: Choice,
  isKept: boolean,
): readonly Mrkdwn[] {
  const of = rows.get(usual.before);
  if (of?.isOn !== true || of.rule === null)
    return [t.mrkdwn('setUp.waits', { of: titles(schedules, reader)(usual.before) })];
  const isRunning = known.some(({ name, isOn }) => name === usual.before && isOn);
  if (usual.days === 0 || (isKept && isRunning)) return [];
  const today = localTime(now, calendar.tz).date;
  const recurrence = { rule: of.rule, since: today, moves: {} };
  const before = { rule: usual, isTaken: () => false };
  const all = () => occurrences(recurrence, calendar, addDates(today, -1), before);
  const meets = ({ beforeAt, at }: Planned) => beforeAt ?? at;
  const first = meets(firstFrom(all(), now, meets));
  const second = meets(firstInTime(all(), calendar, now).one);
  const dayOf = (at: Instant) => dayInWords(localTime(at, calendar.tz).date, reader.locale);
  return first === second ? [] : [t.mrkdwn('setUp.tooSoon', { first: dayOf(first), second: dayOf(second) })];
}

function moveRow({ t, reader: { locale }, overview, modal, shown, round }: Drawing): KnownBlock[] {
  const { setUp, schedules } = overview;
  const { choice, doubts } = shown;
  const { move } = choice;
  const { tz } = setUp.settings;
  const movable = schedules.flatMap((schedule) => {
    const known = setUp.schedules.find(({ name }) => name === schedule.name);
    return known === undefined || !isMovable(known) ? [] : [{ schedule, at: localTime(known.next.at, tz) }];
  });
  if (movable.length === 0) return [];
  const label = t.plain('setUp.move');
  const groups = [
    {
      label,
      choices: [
        { value: noMove, text: label },
        ...movable.map(({ schedule, at }) => ({
          value: schedule.name,
          text: t.plain('setUp.moveOne', {
            title: schedule.title(locale),
            day: dayInWords(at.date, locale),
            time: formatClock(at.minutes, 'H:mm'),
          }),
        })),
      ],
    },
  ];
  const at = (name: string, initial: unknown, words = {}): Placed => ({
    name,
    words: { label, ...words },
    initial,
  });
  const lines =
    move === null
      ? []
      : doubtsInWords(t, locale, doubts.get('move') ?? [], { minutes: move.minutes, tz, isMove: true });
  return [
    divider(),
    row(
      modal,
      'move',
      [
        at('move', move?.name ?? noMove, { groups }),
        ...(move === null ? [] : [at('moveTo', move.date), at('moveAt', move.minutes)]),
      ],
      round,
    ),
    ...(lines.length === 0 ? [] : [context(join(lines))]),
  ];
}

/** What follows something else moves with it. */
function isMovable(
  schedule: ChannelSchedule,
): schedule is ChannelSchedule & { readonly next: NonNullable<ChannelSchedule['next']> } {
  return schedule.isOn && schedule.next !== null && !('before' in schedule.rule);
}

/** People who left are not filled in: another can be chosen, or nobody. */
export function ifThere({ people }: Overview['setUp'], user: string | null): UserId | null {
  if (user === null) return null;
  return people.some((one) => one.userId === user && one.memberType === 'member') ? userId(user) : null;
}
