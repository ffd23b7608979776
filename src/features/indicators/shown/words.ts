/** Values as people read them. */
import { type Variation, variationOf } from '#core/statistics/over-time.ts';
import type { T } from '../copy.ts';
import { nthOf, type Quarter, yearOf } from '#core/time/quarter.ts';
import { type FigureId, valueIn } from '../measures/indicator.ts';
import { leastForPercent, type Value } from '../measures/value.ts';
import type { Came } from './view.ts';

const percent = (share: number): number => Math.round(share * 100);
const tenth = (value: number): number => Math.round(value * 10) / 10;

export const quarterName = (t: T, quarter: Quarter): string =>
  t.plain('quarter.name', { nth: nthOf(quarter), year: String(yearOf(quarter)) });

/** One line, without what it is of. */
export function valueWords(t: T, value: Value): string {
  switch (value.kind) {
    case 'part': {
      const { count, of, among, range } = value;
      if (of < leastForPercent) return t.plain('value.few', { count, of });
      const share = percent(count / of);
      return among === 'everyone'
        ? t.plain('value.all', { count, of, share })
        : t.plain('value.part', { count, of, share, low: percent(range.low), high: percent(range.high) });
    }
    case 'rate':
      return t.plain('value.rate', { perTen: tenth(value.perTen), count: value.count });
    case 'time': {
      const { over, open, unit } = value;
      const { median, low, high } = value.median;
      if (median === null) return t.plain('value.longer', { over, open });
      return t.plain('value.time', {
        unit,
        median: tenth(median),
        span:
          high === null
            ? t.plain('span.from', { low: tenth(low ?? 0) })
            : t.plain('span.between', { low: tenth(low ?? 0), high: tenth(high) }),
        over,
        open,
      });
    }
    case 'ratio':
      return t.plain('value.ratio', {
        ratio: tenth(value.ratio),
        low: tenth(value.range.low),
        high: tenth(value.range.high),
      });
    case 'climate':
      return value.means
        .map(({ theme, mean, answered, asked }) =>
          mean === null
            ? t.plain(`climate.few.${theme}`)
            : t.plain(`climate.${theme}`, { mean: meanWords(t, mean), answered, asked }),
        )
        .join(' · ');
  }
}

const meanWords = (t: T, mean: number): string =>
  mean <= 2
    ? t.plain('climate.low')
    : mean >= 6
      ? t.plain('climate.high')
      : t.plain('climate.mean', { mean });

/** Whether it is another than usual; `null`: too few quarters to say. @param all the newest first */
export function variationIn(all: readonly Came[], id: FigureId): Variation['last'] | null {
  const values = all.toReversed().flatMap(({ figures }) => {
    const value = valueIn(figures, id);
    return value?.kind === 'part' ? [value.count / value.of] : [];
  });
  const latest = valueIn(all[0]?.figures ?? [], id);
  if (latest?.kind === 'rate') return latest.variation?.last ?? null;
  return variationOf(values)?.last ?? null;
}
