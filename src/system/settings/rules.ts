/** What a person may set: rules without Slack, the store or the current date. */
import type { Instant } from '#core/clock.ts';
import { languages, type Locale } from '#core/languages.ts';
import { isLocalDate, type LocalDate } from '#core/time/date.ts';
import { localTime } from '#core/time/zone.ts';
import type { Settings } from '../../store/settings/settings.ts';

/** ISO weekdays, as in the form. */
export const weekdays = ['1', '2', '3', '4', '5', '6', '7'] as const;

/** The entry for no region. */
export const noRegion = 'none';

/** The language choice "as in Slack". */
export const asInSlack = 'slack';

export const languageChoices: readonly (Locale | typeof asInSlack)[] = [asInSlack, ...languages];

/** The form's fields. */
export interface Filled {
  readonly days: readonly string[];
  /** Minutes after midnight. */
  readonly start: number | null;
  readonly end: number | null;
  readonly holidays: string | null;
  /** The first day on which they are back. */
  readonly backOn: LocalDate | null;
  readonly language: Locale | typeof asInSlack | null;
}

/** Mistakes by field. */
export type Mistakes = Partial<
  Record<keyof Filled, 'days' | 'time' | 'end' | 'holidays' | 'backOn' | 'language'>
>;

/** @param at `tz`: the person's zone, which decides what today is @param isRegion whether the chosen region exists */
export function settingsFrom(
  filled: Filled,
  at: { readonly now: Instant; readonly tz: string },
  isRegion: boolean,
): { readonly ok: true; readonly value: Settings } | { readonly ok: false; readonly mistakes: Mistakes } {
  const { days, start, end, holidays, backOn, language } = filled;
  const mistakes: Mistakes = {
    ...(days.length === 0 ? { days: 'days' as const } : {}),
    ...(start === null ? { start: 'time' as const } : {}),
    ...(end === null ? { end: 'time' as const } : {}),
    ...(start !== null && end !== null && end <= start ? { end: 'end' as const } : {}),
    ...(holidays !== noRegion && !isRegion ? { holidays: 'holidays' as const } : {}),
    ...(backOn !== null && !(isLocalDate(backOn) && !isOver(backOn, at))
      ? { backOn: 'backOn' as const }
      : {}),
    ...(language === null ? { language: 'language' as const } : {}),
  };
  if (Object.keys(mistakes).length > 0 || start === null || end === null) return { ok: false, mistakes };
  return {
    ok: true,
    value: {
      hours: { days: days.map(Number), start, end, holidays: holidays === noRegion ? null : holidays },
      backOn,
      locale: language === asInSlack ? null : language,
    },
  };
}

/** Whether the day of their return has begun for them. */
export function isOver(backOn: LocalDate, at: { readonly now: Instant; readonly tz: string }): boolean {
  return backOn <= localTime(at.now, at.tz).date;
}
