/** The picture of a team's themes over a year. */
import { type Chart, gridChart, pictureWords } from '#core/picture.ts';

export function themesChart(
  title: string,
  periods: readonly string[],
  themes: readonly { readonly title: string; readonly counts: readonly number[] }[],
): Chart {
  return gridChart({
    title: pictureWords(title),
    periods: periods.map((period) => pictureWords(period)),
    series: themes.map(({ title: name, counts }) => ({ name: pictureWords(name), counts })),
  });
}
