/** How long something takes, where some of it is not over yet: Kaplan and Meier (1958). Pure. */
import { within95 } from './proportion.ts';

/** One of those that are waited for. */
export interface Waited {
  /** In any unit, more than 0. */
  readonly time: number;
  /** `false`: it was still open after this time, so nobody knows how long it takes. */
  readonly isOver: boolean;
}

export interface Median {
  /** The time after which half are over; midway to the next end, if exactly half are, as for any median. `null`: fewer than half are. */
  readonly median: number | null;
  /** The 95 % band of the median (Brookmeyer and Crowley 1982, on Greenwood's error of the logarithm); `null`: has no such end. */
  readonly low: number | null;
  readonly high: number | null;
}

/** What part is still open after each time at which something was over, with its band, the earliest first. */
export function survivalOf(
  all: readonly Waited[],
): readonly { readonly time: number; readonly open: number; readonly low: number; readonly high: number }[] {
  const times = [...new Set(all.filter(({ isOver }) => isOver).map(({ time }) => time))].sort(
    (a, b) => a - b,
  );
  let open = 1;
  let greenwood = 0;
  return times.map((time) => {
    const atRisk = all.filter((one) => one.time >= time).length;
    const over = all.filter((one) => one.isOver && one.time === time).length;
    open *= 1 - over / atRisk;
    greenwood += over / (atRisk * (atRisk - over));
    const factor = Math.exp(within95 * Math.sqrt(greenwood));
    return open === 0
      ? { time, open, low: 0, high: 0 }
      : { time, open, low: open / factor, high: Math.min(1, open * factor) };
  });
}

/** Rounding keeps what is half from being 0.5 exactly. */
const nearly = 1e-9;

/** @param all in any order, one or more */
export function medianOf(all: readonly Waited[]): Median {
  const curve = survivalOf(all);
  const firstUnder = (of: 'open' | 'low' | 'high'): number | null => {
    const at = curve.findIndex((one) => one[of] <= 0.5 + nearly);
    const [here, next] = [curve[at], curve[at + 1]];
    if (here === undefined) return null;
    const isHalf = here[of] >= 0.5 - nearly;
    return isHalf && next !== undefined ? (here.time + next.time) / 2 : here.time;
  };
  return { median: firstUnder('open'), low: firstUnder('low'), high: firstUnder('high') };
}
