/** M1, M1b and M8: whether what one team learned serves another. Pure. */
import type { Act } from '#core/acts.ts';
import { day, type Instant } from '#core/clock.ts';
import { variationOf } from '#core/statistics/over-time.ts';
import { actsOf, type Facts, isWithin, lookBack, placesIn } from './facts.ts';
import { type Figure, figure, share } from './indicator.ts';
import { type Part, part } from './value.ts';

const stretch = 28 * day;

/** What somebody said served them, where it is known which channels' people it served. */
const confirmed = ({ acts }: Facts): readonly (Act & { readonly confirmedAt: Instant })[] =>
  acts.flatMap((act) =>
    act.confirmedAt === null || act.for === undefined ? [] : [{ ...act, confirmedAt: act.confirmedAt }],
  );

const isAcross = (act: Act): boolean => act.for?.some((one) => one !== act.channel) === true;

/** For ten people in 28 days; and whether the last 28 days are unusual, counted back from the end to the first thing that anybody did. */
export function served(facts: Facts): readonly Figure[] {
  const people = placesIn(facts);
  const across = confirmed(facts).filter(isAcross);
  const count = across.filter(({ confirmedAt }) => isWithin(confirmedAt, facts)).length;
  if (count === 0 || people === 0) return [];
  const { from, to, acts } = facts;
  const began = Math.max(to - lookBack, Math.min(...acts.map(({ at }) => at)));
  const counts = Array.from({ length: Math.floor((to - began) / stretch) }, (_, back) => {
    const end = to - back * stretch;
    return across.filter(({ confirmedAt }) => isWithin(confirmedAt, { from: end - stretch, to: end })).length;
  });
  const perTen = ((10 * count) / people) * (stretch / (to - from));
  return figure('M1.served', { kind: 'rate', count, perTen, variation: variationOf(counts.toReversed()) });
}

/** Of what served somebody, what served another channel; and, of several channels, in proportion to what chance would make of it. */
export function mixed(facts: Facts): readonly Figure[] {
  const all = confirmed(facts).filter(({ confirmedAt }) => isWithin(confirmedAt, facts));
  if (all.length === 0) return [];
  const cross = part(all.filter(isAcross).length, all.length);
  const sizes = [...facts.people.values()].map(({ size }) => size);
  return [...figure('M1b.cross', cross), ...mixingOf(cross, sizes)];
}

/**
 * (crossing ÷ all) ÷ (1 − Σ s(s − 1) ÷ N(N − 1)): 1 if it made no difference who is in which channel.
 * @param sizes how many people are in each channel
 * @returns nothing of one channel, or of nobody
 */
export function mixingOf(cross: Part, sizes: readonly number[]): readonly Figure[] {
  const all = sizes.reduce((sum, one) => sum + one, 0);
  const within = sizes.reduce((sum, one) => sum + one * (one - 1), 0);
  const expected = all < 2 ? 0 : 1 - within / (all * (all - 1));
  if (expected === 0) return [];
  const { count, of, range } = cross;
  return figure('M1b.mixing', {
    kind: 'ratio',
    ratio: count / of / expected,
    range: { low: range.low / expected, high: range.high / expected },
    of,
  });
}

/** Of the projects that were shown lessons and asked about them, those in which one was applied or adapted. */
export function reused(facts: Facts): readonly Figure[] {
  const asked = actsOf(facts, 'start').filter(
    (act) => act.usedLesson !== undefined && isWithin(act.at, facts),
  );
  return share('M8.starts', asked.filter((act) => act.usedLesson === true).length, asked.length);
}
