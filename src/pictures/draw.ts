/** What a chart looks like: an option of ECharts. Pure. Nothing is told by colours alone. */
import type { Chart, PictureWords, Series } from '#core/picture.ts';
import { shorten } from '#core/text.ts';
import {
  drawable,
  type Drawing,
  edge,
  faint,
  font,
  ink,
  inks,
  line,
  paper,
  shades,
  titleRoom,
  width,
} from './style.ts';
import { timeline } from './timeline.ts';

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
