/** What a chart looks like: an option of ECharts. Pure. Colours are Okabe and Ito's; nothing is told by them alone. */
import type { EChartsCoreOption } from 'echarts/core';
import type { Chart, Mark, PictureWords, Series } from '#core/picture.ts';
import { shorten } from '#core/text.ts';

export const font = 'DejaVu Sans';

/** In points; drawn twice as large, so that it stays sharp. */
export const width = 560;

const ink = '#1d1c1d';
const faint = '#616061';
const line = '#dddddd';
/** Opaque, so that it reads the same on a light and on a dark Slack. */
const paper = '#ffffff';
const inks = ['#0072b2', '#e69f00', '#009e73', '#cc79a7'];
/** From few to many, light enough for the number on them. */
const shades = ['#f3f7fb', '#8fc1e3'];
const edge = 24;
const titleRoom = 64;

export interface Drawing {
  readonly height: number;
  readonly option: EChartsCoreOption;
}

export function drawingOf(chart: Chart): Drawing {
  const { height, option } = partsOf(chart);
  return {
    height,
    option: {
      animation: false,
      backgroundColor: paper,
      color: inks,
      textStyle: { fontFamily: font, fontSize: 16, color: ink },
      title: {
        text: chart.title,
        left: edge,
        top: edge,
        padding: 0,
        textStyle: {
          fontSize: 18,
          fontWeight: 'normal',
          color: ink,
          width: width - 2 * edge,
          overflow: 'truncate',
        },
      },
      ...option,
    },
  };
}

function partsOf(chart: Chart): Drawing {
  switch (chart.kind) {
    case 'bars':
      return bars(chart);
    case 'columns':
      return columns(chart);
    case 'grid':
      return grid(chart);
    case 'dots':
      return dots(chart);
    case 'timeline':
      return timeline(chart);
  }
}

const rowHeight = 58;

/** Each topic stands above its bar, so that long names have room on a narrow screen. */
function bars(chart: Extract<Chart, { kind: 'bars' }>): Drawing {
  const counts = chart.bars.map(({ count }) => count);
  const names = chart.bars.map(({ topic }, at) => shorten(drawable(topic, at), 52));
  return {
    height: titleRoom + counts.length * rowHeight + edge,
    option: {
      grid: { left: edge, right: edge + 36, top: titleRoom, bottom: edge, containLabel: false },
      xAxis: { type: 'value', show: false, min: 0, max: Math.max(1, ...counts) },
      yAxis: {
        type: 'category',
        inverse: true,
        data: names,
        axisLine: { show: false },
        axisTick: { show: false },
        axisLabel: {
          inside: true,
          margin: 0,
          align: 'left',
          verticalAlign: 'bottom',
          padding: [0, 0, 15, 0],
          interval: 0,
          color: ink,
          fontSize: 16,
        },
        z: 3,
      },
      series: [
        {
          type: 'bar',
          data: counts,
          barWidth: 20,
          itemStyle: { color: inks[0] },
          label: { show: true, position: 'right', distance: 8, color: ink, fontSize: 16 },
        },
      ],
    },
  };
}

/** Side by side, each with its number and a pattern of its own. */
function columns(chart: Extract<Chart, { kind: 'columns' }>): Drawing {
  const { periods, series } = chart;
  return {
    height: 380,
    option: {
      aria: { enabled: true, label: { enabled: false }, decal: { show: series.length > 1 } },
      legend: {
        left: edge - 4,
        top: titleRoom - 4,
        itemGap: 20,
        textStyle: { fontSize: 16, color: ink },
        data: series.map(({ name }, at) => drawable(name, at)),
      },
      grid: { left: edge, right: edge, top: titleRoom + 60, bottom: 48 },
      xAxis: periodAxis(periods),
      yAxis: { type: 'value', show: false, min: 0 },
      series: series.map(({ name, counts }, at) => ({
        type: 'bar',
        name: drawable(name, at),
        // Among many, nothing to see needs no number.
        data: periods.length > 6 ? counts.map((count) => (count === 0 ? null : count)) : counts,
        barMaxWidth: 56,
        barGap: '8%',
        label: { show: true, position: 'top', color: ink, fontSize: 15 },
      })),
    },
  };
}

const cellHeight = 34;

function grid(chart: Extract<Chart, { kind: 'grid' }>): Drawing {
  const { periods, series } = chart;
  const cells = series.flatMap(({ counts }, row) => counts.map((count, at) => [at, row, count]));
  return {
    height: titleRoom + series.length * cellHeight + 48,
    option: {
      grid: { left: 220, right: edge, top: titleRoom, bottom: 48 },
      xAxis: periodAxis(periods),
      yAxis: {
        type: 'category',
        inverse: true,
        data: series.map(({ name }: Series, at) => shorten(drawable(name, at), 21)),
        axisLine: { show: false },
        axisTick: { show: false },
        axisLabel: {
          interval: 0,
          color: ink,
          fontSize: 15,
          margin: 196,
          align: 'left',
        },
      },
      visualMap: {
        show: false,
        min: 0,
        max: Math.max(1, ...cells.map(([, , count = 0]) => count)),
        inRange: { color: shades },
      },
      series: [
        {
          type: 'heatmap',
          data: cells,
          itemStyle: { borderColor: paper, borderWidth: 2 },
          label: {
            show: true,
            color: ink,
            fontSize: 14,
            formatter: ({ value }: { readonly value: readonly number[] }) =>
              value[2] === 0 ? '' : String(value[2]),
          },
        },
      ],
    },
  };
}

const dotsHeight = 190;

/** One small chart under the other, each with its own line of periods: bands as bars that begin where they do, and a dot with its number. */
function dots({ periods, rows, scale }: Extract<Chart, { kind: 'dots' }>): Drawing {
  const top = (at: number) => titleRoom + at * dotsHeight + 26;
  const each = <One>(of: (at: number) => One): One[] => rows.map((_, at) => of(at));
  const inner = dotsHeight - 70;
  return {
    height: titleRoom + rows.length * dotsHeight + 8,
    option: {
      grid: each((at) => ({ left: edge + 28, right: edge, top: top(at), height: inner })),
      xAxis: each((at) => ({ ...periodAxis(periods), gridIndex: at })),
      yAxis: each((at) => ({
        type: 'value',
        gridIndex: at,
        name: drawable(rows[at]?.name ?? ('' as PictureWords), at),
        nameGap: 10,
        nameTextStyle: { align: 'left', fontSize: 16, color: ink, padding: [0, 0, 0, -28] },
        min: scale.from,
        max: scale.to,
        interval: (scale.to - scale.from) / 2,
        axisLabel: { color: faint, fontSize: 13 },
        splitLine: { lineStyle: { color: line } },
      })),
      series: rows.flatMap(({ dots: all }, at) => {
        const axes = { xAxisIndex: at, yAxisIndex: at };
        const bar = { type: 'bar', stack: `band${at}`, barWidth: 26, silent: true, ...axes };
        return [
          // A bar stands on the lower end of the scale, so what is below the band is drawn, and not seen.
          { ...bar, data: all.map((dot) => dot?.from ?? null), itemStyle: { color: 'transparent' } },
          {
            ...bar,
            data: all.map((dot) => (dot === null ? null : dot.to - dot.from)),
            itemStyle: { color: shades[1], borderRadius: 4 },
          },
          {
            type: 'scatter',
            ...axes,
            // An open end points to where it goes on.
            data: all.map((dot) =>
              dot === null
                ? null
                : {
                    value: dot.value,
                    symbol: dot.open === null ? 'circle' : 'triangle',
                    symbolRotate: dot.open === 'low' ? 180 : 0,
                    label: { formatter: dot.says },
                  },
            ),
            symbolSize: 13,
            itemStyle: { color: inks[0] },
            label: {
              ...{ show: true, position: periods.length > 3 ? 'top' : 'right', distance: 12 },
              ...{ color: ink, fontSize: 15 },
            },
          },
        ];
      }),
    },
  };
}

const lineHeight = 76;

/** Each kind of thing has a line under its name. What lasts is a bar, and what does not is a dot; beside it stands its number in the text. */
function timeline({ from, to, lines }: Extract<Chart, { kind: 'timeline' }>): Drawing {
  const names = lines.map(({ name }, at) => drawable(name, at));
  const data = lines.flatMap(({ marks }, row) => inLevels(marks).map((mark) => ({ ...mark, row })));
  return {
    height: titleRoom + lines.length * lineHeight + 48,
    option: {
      grid: { left: edge + 12, right: edge + 12, top: titleRoom, bottom: 48 },
      xAxis: {
        type: 'value',
        min: 0,
        max: 1,
        interval: 1,
        axisLine: { show: true, lineStyle: { color: line } },
        axisTick: { show: false },
        splitLine: { show: false },
        axisLabel: {
          color: faint,
          fontSize: 14,
          alignMinLabel: 'left',
          alignMaxLabel: 'right',
          formatter: (value: number) => (value === 0 ? from : to),
        },
      },
      yAxis: {
        type: 'category',
        inverse: true,
        data: names,
        axisLine: { show: false },
        axisTick: { show: false },
        splitLine: { show: true, lineStyle: { color: line } },
        axisLabel: {
          inside: true,
          margin: -8,
          align: 'left',
          verticalAlign: 'bottom',
          padding: [0, 0, 14, 0],
          interval: 0,
          color: faint,
          fontSize: 14,
        },
        z: 3,
      },
      series: [
        ...data
          .filter(({ until }) => until !== null)
          .map(({ at, until, row }) => ({
            type: 'line',
            data: [
              [at, row],
              [until, row],
            ],
            symbol: 'none',
            lineStyle: { width: 8, cap: 'round', color: inks[row % inks.length] },
            silent: true,
          })),
        {
          type: 'scatter',
          symbolSize: 14,
          data: data.map(({ at, row, number, level }) => ({
            value: [at, row],
            itemStyle: { color: inks[row % inks.length], borderColor: paper, borderWidth: 1 },
            label: { formatter: String(number), offset: [0, 16 + level * 12] },
          })),
          label: { show: true, position: 'inside', color: ink, fontSize: 14 },
        },
      ],
    },
  };
}

/** Numbers that would stand on each other stand one below the other. */
function inLevels(marks: readonly Mark[]): (Mark & { readonly level: number })[] {
  const tight = 0.035;
  let before = { at: -1, level: 0 };
  return marks
    .toSorted((a, b) => a.at - b.at)
    .map((mark) => {
      before = { at: mark.at, level: mark.at - before.at < tight ? 1 - before.level : 0 };
      return { ...mark, level: before.level };
    });
}

function periodAxis(periods: readonly PictureWords[]) {
  // Every second one; the columns between them are the weeks between.
  const isTight = periods.length > 8 && periods.some(({ length }) => length > 4);
  return {
    type: 'category',
    data: periods,
    axisLine: { lineStyle: { color: line } },
    axisTick: { show: false },
    axisLabel: {
      interval: isTight ? 1 : 0,
      color: faint,
      fontSize: periods.length > 8 && !isTight ? 11 : 14,
    },
  };
}

/** What the font has: letters of these scripts, digits and the usual signs. */
const known =
  /^[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{M}\p{N}\p{P}\p{Zs}+<=>|~$€£¥°^`´¨©®±×÷…→←↑↓]*$/u;
const pictures = /\p{Extended_Pictographic}|[\u200d\ufe0f]/gu;

/** A name as it can be drawn: without emoji; in a script that the font lacks, its number in the list beside the picture. */
function drawable(name: PictureWords, at: number): string {
  const text = name.replaceAll(pictures, '').replaceAll(/\s+/g, ' ').trim();
  return text !== '' && known.test(text) ? text : `${at + 1}.`;
}
