/** A ritual in words: when it happens, and its outcome. */
import type { Locale } from '#core/languages.ts';
import type { LearningHours, Rule } from '#core/recurrence.ts';
import type { TranslatorOf } from '#core/sentence.ts';
import type { LocalDate } from '#core/time/date.ts';
import { formatClock, formatInstant, weekdayName } from '#core/time/format.ts';
import { startOfDay } from '#core/time/zone.ts';
import type { SchedulesKey, SchedulesSentences } from '#locales/schedules.ts';

/** "Every Thursday at 14:00". @param titleOf the title of the ritual it precedes. Plain text */
export function ruleInWords(
  t: TranslatorOf<SchedulesSentences>,
  locale: Locale,
  rule: Rule,
  titleOf: (name: string) => string,
): string {
  if (!('before' in rule)) {
    const values = { weekday: weekdayName(rule.weekday, locale), time: formatClock(rule.minutes, 'H:mm') };
    return t.plain(`rule.${rule.every}`, values);
  }
  const of = titleOf(rule.before);
  return rule.days > 0
    ? t.plain('rule.daysBefore', { count: rule.days, of })
    : t.plain('rule.minutesBefore', { count: rule.minutes, of });
}

/** "Thursday, 14:00–16:00". Plain text */
export function learningInWords(
  t: TranslatorOf<SchedulesSentences>,
  locale: Locale,
  { weekday, minutes, long }: LearningHours,
): string {
  const clock = (at: number) => formatClock(at % (24 * 60), 'H:mm');
  return t.plain('learning.time', {
    weekday: weekdayName(weekday, locale),
    from: clock(minutes),
    until: clock(minutes + long),
  });
}

/** "Every Thursday" within a sentence. */
export const lower = (words: string): string => words.charAt(0).toLowerCase() + words.slice(1);

/** "A, B and C". */
export const listed = (locale: Locale, items: readonly string[]): string =>
  new Intl.ListFormat(locale === 'en' ? 'en-GB' : locale).format(items);

/** A date of the channel, which is the same date for every reader: "Thu 10 December". */
export const dayInWords = (date: LocalDate, locale: Locale): string =>
  formatInstant({ token: 'day', at: startOfDay(date, 'UTC') }, locale, 'UTC');

const reasons: readonly SchedulesKey[] = [
  'why.paused',
  'why.holidays',
  'why.archived',
  'why.no_lore',
  'why.switched_off',
  'why.ended',
  'why.not_yet',
  'why.nothing_to_say',
  'why.nobody_available',
  'why.nobody_takes_part',
  'why.too_soon',
  'why.late',
  'why.failed',
  'why.restored',
];

/** @param reason as stored @returns a clause, as plain text */
export function reasonInWords(t: TranslatorOf<SchedulesSentences>, reason: string | null): string {
  return t.plain(reasons.find((key) => key === `why.${reason ?? ''}`) ?? 'why.none');
}
