/** What a line of time looks like: an option of ECharts. Pure. */
import type { Chart, Mark } from '#core/picture.ts';
import { type Drawing, drawable, edge, faint, ink, inks, line, paper, titleRoom } from './style.ts';

const lineHeight = 76;

/** Each kind of thing has a line under its name. What lasts is a bar, and what does not is a dot; beside it stands its number in the text. */
export function timeline({ from, to, lines }: Extract<Chart, { kind: 'timeline' }>): Drawing {
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
