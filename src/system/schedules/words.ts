/** A ritual in words: when it happens, and its outcome. */
import type { Locale } from '#core/languages.ts';
import type { Rule } from '#core/recurrence.ts';
import type { TranslatorOf } from '#core/sentence.ts';
import { formatClock, weekdayName } from '#core/time/format.ts';
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
];

/** @param reason as stored @returns a clause, as plain text */
export function reasonInWords(t: TranslatorOf<SchedulesSentences>, reason: string | null): string {
  return t.plain(reasons.find((key) => key === `why.${reason ?? ''}`) ?? 'why.none');
}
