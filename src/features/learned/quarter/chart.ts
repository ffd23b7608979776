/** The picture of a quarter: what was shared and used, week by week. */
import { type Chart, columnsChart, pictureWords } from '#core/picture.ts';
import { formatDayOfMonth } from '#core/time/format.ts';
import type { Locale } from '#core/languages.ts';
import type { Week } from './rules.ts';

export function quarterChart(
  weeks: readonly Week[],
  words: Readonly<Record<'title' | 'shared' | 'used', string>>,
  { locale, tz }: { readonly locale: Locale; readonly tz: string },
): Chart {
  return columnsChart({
    title: pictureWords(words.title),
    periods: weeks.map(({ from }) => pictureWords(formatDayOfMonth(from, locale, tz))),
    series: (['shared', 'used'] as const).map((what) => ({
      name: pictureWords(words[what]),
      counts: weeks.map((week) => week[what]),
    })),
    isStacked: false,
  });
}
