/** What the indicators draw, in each language, as large as it gets: within what Slack takes, with numbers as that language writes them. */
import { refuseMessage } from '../../../sandbox/blocks/message.ts';
import { day } from '../../../src/core/clock.ts';
import { channelId, rowId, userId } from '../../../src/core/ids.ts';
import { completeLanguages } from '../../../src/core/languages.ts';
import { copy } from '../../../src/features/indicators/copy.ts';
import {
  type FigureId,
  figureIds,
  indicatorIds,
} from '../../../src/features/indicators/measures/indicator.ts';
import { part, type Value } from '../../../src/features/indicators/measures/value.ts';
import { shifted } from '../../../src/core/time/quarter.ts';
import type { Page } from '../../../src/features/indicators/shown/page.ts';
import { quarterMessage, renderPage } from '../../../src/features/indicators/shown/screens.ts';
import type { Came } from '../../../src/features/indicators/shown/view.ts';
import { valueWords } from '../../../src/features/indicators/shown/words.ts';
import { problems } from '../retro/drawn.ts';

const began = Date.UTC(2026, 9, 4, 9);
const channel = channelId('C1');
const mara = userId('UMARA');

const lasting = (unit: 'days' | 'hours'): Value => ({
  ...{ kind: 'time', unit, median: { median: 2.5, low: 1.2, high: null }, over: 12, open: 3 },
});
const climate: Value = {
  kind: 'climate',
  means: [
    { theme: 'safety', asked: 9, answered: 8, mean: 4.5, spread: 'close' },
    { theme: 'support', asked: 9, answered: 3, mean: null, spread: null },
  ],
};
const valueOf = (id: FigureId): Value =>
  id.endsWith('.time')
    ? lasting(id === 'M6.time' ? 'hours' : 'days')
    : id === 'M7.means'
      ? climate
      : part(30, 40);

const came: readonly Came[] = Array.from({ length: 12 }, (_, back) => ({
  ...{ quarter: shifted(20_263, -back), people: 40, channels: [channel], fixedAt: began - back * 91 * day },
  figures: figureIds.map((id) => ({ id, value: valueOf(id) })),
}));

/** Everything that is shown, and so many remarks on each number as people wrote in three years. */
const pageOf = (of: typeof channel | null): Page => ({
  ...{ channel: of, tz: 'Europe/Berlin', before: came, quarters: came.map(({ quarter }) => quarter) },
  ...{
    came: came[0] as Came,
    limits: new Map(),
    maturity: { kind: 'early', quarters: 3 },
    changed: { by: mara, at: began },
  },
  remarks: new Map(
    indicatorIds.map((id, nth) => [
      id,
      Array.from({ length: 6 }, (__, at) => ({
        ...{ id: rowId(`00000000-0000-4000-8000-${String(nth * 10 + at).padStart(12, '0')}`) },
        ...{
          channel_id: channel,
          indicator: id,
          words: 'w'.repeat(300),
          is_open: 1,
          said_at: began,
          by: mara,
        },
      })),
    ]),
  ),
  decisions: Array.from({ length: 9 }, (_, at) => ({
    ...{ id: rowId(`00000000-0000-4000-8001-${String(at).padStart(12, '0')}`), channel_id: channel },
    ...{ of_whole: 0, words: 'w'.repeat(300), decided_at: began, by: mara },
  })),
});

describe.each(completeLanguages)('in %s', (locale) => {
  const t = copy.in(locale, 'Europe/Berlin');
  const comma = locale === 'de' ? ',' : '.';

  it('a page with every number, and with what people said of each for years, is one that Slack takes', () => {
    const looking = { userId: mara, canDecide: true, canSetLimits: true };
    expect(problems(renderPage(t, pageOf(channel), looking))).toEqual([]);
    expect(problems(renderPage(t, pageOf(null), null))).toEqual([]);
  });

  it('so is the message of a quarter', () => {
    const { text, blocks } = quarterMessage(t, pageOf(channel), [mara]);
    expect(refuseMessage(text, blocks)).toBeUndefined();
    // With the picture.
    expect(blocks.length).toBeLessThan(50);
  });

  it('numbers stand as the language writes them', () => {
    const time = valueWords(t, lasting('days'));
    expect(time).toContain(`2${comma}5`);
    expect(time).toContain(`1${comma}2`);
    expect(time).not.toContain('?');
    expect(valueWords(t, climate)).toContain(`4${comma}5`);
  });
});
