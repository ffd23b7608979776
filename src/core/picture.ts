/**
 * Pictures, as pure values: what is counted, and how often. A post puts one into its message (`messageOf`); it is shown once Slack has it, and the
 * message is complete without it. A chart has topics, periods and numbers, and no place for a person.
 */
import type { Id, UserId } from './ids.ts';
import { withoutNames } from './names.ts';
import { clean, shorten } from './text.ts';

declare const words: unique symbol;
/** Words in a picture. Only `pictureWords` makes them. */
export type PictureWords = string & { readonly [words]: true };

/** Topics with a count each: votes. The bars stand in the order given. */
interface Bars {
  readonly kind: 'bars';
  readonly title: PictureWords;
  readonly bars: readonly { readonly topic: PictureWords; readonly count: number }[];
}

/** Counts over weeks or months. */
interface OverTime {
  readonly title: PictureWords;
  readonly periods: readonly PictureWords[];
  /** A count for each period. */
  readonly series: readonly Series[];
}

/** Side by side: what was shared and used. */
interface Columns extends OverTime {
  readonly kind: 'columns';
}

/** A number in each cell: themes over a year. */
interface Grid extends OverTime {
  readonly kind: 'grid';
}

export interface Series {
  readonly name: PictureWords;
  readonly counts: readonly number[];
}

/** A mean that was published, with how uncertain it is, on a scale. */
export interface Dot {
  readonly value: number;
  /** It stands for everything from there to the end of the scale. */
  readonly open: 'low' | 'high' | null;
  /** Its band, which ends where the scale does. */
  readonly from: number;
  readonly to: number;
  /** The number in words, such as "6 or more". */
  readonly says: PictureWords;
  /** The band in words. */
  readonly band: PictureWords;
}

/** Means over time of one group, one row for each thing that was asked. */
interface Dots {
  readonly kind: 'dots';
  readonly title: PictureWords;
  readonly periods: readonly PictureWords[];
  readonly scale: { readonly from: number; readonly to: number };
  readonly rows: readonly {
    readonly name: PictureWords;
    /** One for each period; `null`: nothing was published. */
    readonly dots: readonly (Dot | null)[];
  }[];
  /** What stands for a period without a dot. */
  readonly none: PictureWords;
}

/** Something on a line of time, with its number in the text beside the picture. */
export interface Mark {
  readonly number: number;
  /** Where it begins, and where it ends if it lasts: from 0, the left end, to 1. */
  readonly at: number;
  readonly until: number | null;
  /** What it is, and when. */
  readonly says: PictureWords;
}

/** What happened when, one line under the other for each kind of thing. */
interface Timeline {
  readonly kind: 'timeline';
  readonly title: PictureWords;
  /** The ends of the lines. */
  readonly from: PictureWords;
  readonly to: PictureWords;
  readonly lines: readonly { readonly name: PictureWords; readonly marks: readonly Mark[] }[];
}

export type Chart = Bars | Columns | Grid | Dots | Timeline;

/** How much can be told apart in one picture. */
export const mostIn = { bars: 12, periods: 14, columns: 4, rows: 12, dots: 4, lines: 4, marks: 14 } as const;

/** In characters. */
const longest = 60;

/** What Slack lets stand beside a picture, in characters. */
const longestAlt = 2_000;

type NoPerson<Text extends string> = Text extends UserId ? never : Text extends Id<string> ? never : Text;

/**
 * A topic's name, a period, or a word of ours, on one line. People who are mentioned or named in it are left out: a picture names no person.
 * @param text plain text, not mrkdwn and no id
 */
export function pictureWords<Text extends string>(text: NoPerson<Text>): PictureWords {
  const named = clean(withoutNames(text, '…')).replaceAll(/<[@!][^<>]*>|(?<!\S)@\S+/g, '…');
  return shorten(named.replaceAll(/\s+/g, ' ').trim(), longest) as PictureWords;
}

/**
 * The votes for topics. Show it only where counts may be shown.
 * @param topics with the most votes first; of more than twelve, the first twelve are drawn
 */
export function votesChart(
  title: PictureWords,
  topics: readonly { readonly topic: PictureWords; readonly count: number }[],
): Chart {
  return { kind: 'bars', title, bars: topics.slice(0, mostIn.bars) };
}

/** @throws if a series has another number of counts than there are periods, or there are too many to tell apart */
export function columnsChart(columns: OverTime): Chart {
  check(columns, mostIn.columns);
  return { kind: 'columns', ...columns };
}

/** @throws as `columnsChart` */
export function gridChart(grid: OverTime): Chart {
  check(grid, mostIn.rows);
  return { kind: 'grid', ...grid };
}

/** @throws if a row has another number of dots than there are periods, or there are too many to tell apart */
export function dotsChart(dots: Omit<Dots, 'kind'>): Chart {
  const { periods, rows } = dots;
  if (periods.length > mostIn.periods || rows.length > mostIn.dots)
    throw new Error('too much for one picture');
  if (rows.some((row) => row.dots.length !== periods.length))
    throw new Error('a dot is missing for a period');
  return { kind: 'dots', ...dots };
}

/** @throws if a mark is beyond the ends, or there are too many to tell apart */
export function timelineChart(timeline: Omit<Timeline, 'kind'>): Chart {
  const { lines } = timeline;
  const marks = lines.flatMap((line) => line.marks);
  if (lines.length > mostIn.lines || marks.length > mostIn.marks) throw new Error('too much for one picture');
  if (marks.some(({ at, until }) => !(at >= 0 && at <= (until ?? at) && (until ?? at) <= 1)))
    throw new Error('a mark is beyond the ends');
  return { kind: 'timeline', ...timeline };
}

function check({ periods, series }: OverTime, most: number): void {
  if (periods.length > mostIn.periods || series.length > most) throw new Error('too much for one picture');
  if (series.some(({ counts }) => counts.length !== periods.length))
    throw new Error('a count is missing for a period');
}

/** What a picture says, for those who do not see it: every number in it, as long as Slack takes them. */
export function altOf(chart: Chart): string {
  return shorten(`${chart.title}: ${linesOf(chart).join('; ')}`, longestAlt);
}

function linesOf(chart: Chart): readonly string[] {
  if (chart.kind === 'bars') return chart.bars.map(({ topic, count }) => `${topic} ${count}`);
  if (chart.kind === 'dots')
    return chart.rows.map(({ name, dots }) => {
      const said = dots.map(
        (dot, at) => `${chart.periods[at] ?? ''} ${dot === null ? chart.none : `${dot.says} (${dot.band})`}`,
      );
      return `${name}: ${said.join(', ')}`;
    });
  if (chart.kind === 'timeline')
    return chart.lines.map(({ name, marks }) => {
      const said = marks.map(({ number, says }) => `${number}. ${says}`);
      return `${name}: ${said.join(', ')}`;
    });
  const { periods, series } = chart;
  if (chart.kind === 'grid')
    return series.map(({ name, counts }) => {
      const often = counts.map((count, at) => `${periods[at] ?? ''} ${count}`);
      return `${name}: ${often.join(', ')}`;
    });
  return periods.map((period, at) => {
    const each = series.map(({ name, counts }) => `${name} ${counts[at] ?? 0}`);
    return `${period}: ${each.join(', ')}`;
  });
}
