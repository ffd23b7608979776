/** Draws a chart as a PNG. The same chart is the same bytes. Loading this takes half a second and 100 MB, so only `png-child.ts` does. */
import { join } from 'node:path';
import { Resvg } from '@resvg/resvg-js';
import { BarChart, HeatmapChart, LineChart, ScatterChart } from 'echarts/charts';
import {
  AriaComponent,
  GridComponent,
  LegendComponent,
  TitleComponent,
  VisualMapComponent,
} from 'echarts/components';
import { init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import type { Chart } from '#core/picture.ts';
import { drawingOf } from './draw.ts';
import { font, width } from './style.ts';

use([
  BarChart,
  HeatmapChart,
  LineChart,
  ScatterChart,
  AriaComponent,
  GridComponent,
  LegendComponent,
  TitleComponent,
  VisualMapComponent,
  SVGRenderer,
]);

const zoom = 2;
/** Without it resvg would leave out every word, and say nothing. */
const fontFile = join(import.meta.dirname, 'DejaVuSans.ttf');

export function pngOf(chart: Chart): Uint8Array {
  const resvg = new Resvg(svgOf(chart), {
    fitTo: { mode: 'zoom', value: zoom },
    font: { loadSystemFonts: false, fontFiles: [fontFile], defaultFontFamily: font },
  });
  return resvg.render().asPng();
}

/** Each name, number and pattern of it can be found in the text. */
export function svgOf(chart: Chart): string {
  const { height, option } = drawingOf(chart);
  const drawn = init(null, null, { renderer: 'svg', ssr: true, width, height });
  try {
    drawn.setOption(option);
    return drawn.renderToSVGString();
  } finally {
    drawn.dispose();
  }
}
