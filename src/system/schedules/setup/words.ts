/** What a person should know of a choice before it is kept, in words. */
import type { Locale } from '#core/languages.ts';
import type { RegularRule } from '#core/recurrence.ts';
import type { TranslatorOf } from '#core/sentence.ts';
import type { Mrkdwn } from '#core/text.ts';
import { weekdayOf } from '#core/time/date.ts';
import type { Doubt, DoubtOfChannel, DoubtOfLearning, DoubtOfSome } from '#core/time/doubts.ts';
import { formatClock, weekdayName } from '#core/time/format.ts';
import type { SchedulesSentences } from '#locales/schedules.ts';
import { placeOf } from '../../settings/words.ts';
import { dayInWords } from '../words.ts';

type T = TranslatorOf<SchedulesSentences>;

/** How many zones are named; the rest is counted. */
const mostZones = 3;

/** @param at `tz`: the channel's zone; `isMove`: of one occurrence, which stays on the day it is moved to */
export function doubtsInWords(
  t: T,
  locale: Locale,
  doubts: readonly Doubt[],
  at: Pick<RegularRule, 'minutes'> & { readonly tz: string; readonly isMove: boolean },
): readonly Mrkdwn[] {
  const ofSome = doubts.flatMap((one) => ('tz' in one ? [one] : []));
  const rest = ofSome.slice(mostZones).reduce((sum, { count }) => sum + count, 0);
  return [
    ...doubts.flatMap((one) =>
      'tz' in one || one.kind === 'learning' ? [] : [ofChannel(t, locale, one, at.isMove)],
    ),
    ...doubts.flatMap((one) => (one.kind === 'learning' ? [ofLearning(t, one)] : [])),
    ...ofSome.slice(0, mostZones).map((one) => ofPeople(t, locale, one, at)),
    ...(rest === 0 ? [] : [t.mrkdwn('doubt.more', { count: rest })]),
  ];
}

function ofChannel(t: T, locale: Locale, { kind, date, instead }: DoubtOfChannel, isMove: boolean): Mrkdwn {
  const day = dayInWords(date, locale);
  if (isMove) return t.mrkdwn(kind === 'holiday' ? 'doubt.moveHoliday' : 'doubt.moveOff', { day });
  if (instead === null) return t.mrkdwn('doubt.none');
  const there = dayInWords(instead, locale);
  if (kind === 'holiday') return t.mrkdwn('doubt.holiday', { day, instead: there });
  return t.mrkdwn('doubt.off', { weekday: weekdayName(weekdayOf(date), locale), instead: there });
}

function ofLearning(t: T, { instead }: DoubtOfLearning): Mrkdwn {
  if (instead === null) return t.mrkdwn('doubt.moveLearning');
  return t.mrkdwn('doubt.learning', { time: formatClock(instead, 'H:mm') });
}

function ofPeople(
  t: T,
  locale: Locale,
  { kind, tz, count, minutes, weekday }: DoubtOfSome,
  at: Pick<RegularRule, 'minutes'> & { readonly tz: string },
): Mrkdwn {
  const city = placeOf(tz);
  if (kind === 'dayOff')
    return t.mrkdwn('doubt.dayOff', { weekday: weekdayName(weekday, locale), city, count });
  const times = { time: formatClock(at.minutes, 'H:mm'), there: formatClock(minutes, 'H:mm') };
  return t.mrkdwn('doubt.night', { ...times, place: placeOf(at.tz), city, count });
}
