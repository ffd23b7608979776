/** What a person may set: rules without Slack, store or a date of today. */
import type { Instant } from '#core/clock.ts';
import { languages, type Locale } from '#core/languages.ts';
import { isLocalDate, type LocalDate } from '#core/time/date.ts';
import { localTime } from '#core/time/zone.ts';
import type { Settings } from '../../store/settings/settings.ts';

/** ISO weekdays as the form has them. */
export const weekdays = ['1', '2', '3', '4', '5', '6', '7'] as const;

/** In the list of regions: none of them. */
export const noRegion = 'none';

/** In the choice of languages: what Slack says. */
export const asInSlack = 'slack';

export const languageChoices: readonly (Locale | typeof asInSlack)[] = [asInSlack, ...languages];

/** What the form holds. */
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

/** What is wrong, by field. */
export type Mistakes = Partial<
  Record<keyof Filled, 'days' | 'time' | 'end' | 'holidays' | 'backOn' | 'language'>
>;

/**
 * @param at `tz`: the person's zone, whose today counts
 * @param isRegion whether the region that is filled in exists
 */
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

/** Whether the day on which they are back has begun for them. */
export function isOver(backOn: LocalDate, at: { readonly now: Instant; readonly tz: string }): boolean {
  return backOn <= localTime(at.now, at.tz).date;
}
