/** Pictures of numbers: what they say to whom, and how they are drawn. */
import type { ChildProcess } from 'node:child_process';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { once } from 'node:events';
import { join } from 'node:path';
import { inflateSync } from 'node:zlib';
import { userId } from '../../src/core/ids.ts';
import { divider, header } from '../../src/core/kit/blocks.ts';
import { messageOf } from '../../src/core/kit/message.ts';
import {
  altOf,
  type Chart,
  columnsChart,
  dotsChart,
  gridChart,
  mostIn,
  pictureWords,
  timelineChart,
  votesChart,
} from '../../src/core/picture.ts';
import { together } from '../../src/jobs/draw.ts';
import { pngOf, svgOf } from '../../src/pictures/png.ts';
import { makeRenderer } from '../../src/pictures/renderer.ts';
import { escape } from '../../src/core/text.ts';

const words = (text: string) => pictureWords(text);
const votes = votesChart(words('Votes'), [
  { topic: words('Late handovers'), count: 7 },
  { topic: words('Flaky tests'), count: 5 },
  { topic: words('Good demos'), count: 5 },
  { topic: words('Lunch'), count: 0 },
]);
const columns = columnsChart({
  title: words('Shared and used'),
  periods: ['Sep', 'Oct', 'Nov'].map(words),
  series: [
    { name: words('Shared'), counts: [31, 12, 0] },
    { name: words('Used'), counts: [17, 0, 44] },
  ],
});
const themes = gridChart({
  title: words('Themes'),
  periods: ['Sep', 'Oct', 'Nov'].map(words),
  series: [
    { name: words('Late handovers'), counts: [21, 0, 33] },
    { name: words('Flaky tests'), counts: [0, 42, 0] },
  ],
});
const pulse = dotsChart({
  title: words('How safe it is to learn here'),
  periods: ['Mar', 'Jun', 'Sep'].map(words),
  scale: { from: 1, to: 7 },
  none: words('too few'),
  rows: [
    {
      name: words('Safety'),
      dots: [
        { value: 5.5, open: null, from: 5, to: 6, says: words('5.5'), band: words('5 to 6') },
        null,
        { value: 6, open: 'high', from: 5.4, to: 7, says: words('6 or more'), band: words('5.4 to 7') },
      ],
    },
  ],
});
const happened = timelineChart({
  title: words('Since last time'),
  from: words('2 Nov'),
  to: words('24 Nov'),
  lines: [
    {
      name: words('Incidents'),
      marks: [{ number: 2, at: 0.5, until: 0.6, says: words('Checkout down, 13 to 15 Nov') }],
    },
    {
      name: words('Releases'),
      marks: [
        { number: 1, at: 0, until: null, says: words('v2.1, 2 Nov') },
        { number: 3, at: 1, until: null, says: words('v2.2, 24 Nov') },
        { number: 4, at: 1, until: null, says: words('v2.3, 24 Nov') },
      ],
    },
  ],
});
const all: readonly Chart[] = [votes, columns, themes, pulse, happened];

/** What is written in a drawing, top to bottom as it is drawn. */
const writtenIn = (chart: Chart): string[] =>
  [...svgOf(chart).matchAll(/<text[^>]*>([^<]*)</g)].map(([, text = '']) => text);

/** Width and height in points of the screen, and the first pixel's colour. */
function lookAt(png: Uint8Array) {
  const bytes = Buffer.from(png);
  const data: Buffer[] = [];
  for (let at = 8; at < bytes.length; at += 12 + bytes.readUInt32BE(at))
    if (bytes.toString('latin1', at + 4, at + 8) === 'IDAT')
      data.push(bytes.subarray(at + 8, at + 8 + bytes.readUInt32BE(at)));
  // Before the first pixel stands how its line is packed, which changes nothing of that pixel.
  const [, ...corner] = inflateSync(Buffer.concat(data)).subarray(0, 5);
  return { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20), corner };
}

describe('the alt text', () => {
  it('has every number with what it is of', () => {
    expect(altOf(votes)).toBe('Votes: Late handovers 7; Flaky tests 5; Good demos 5; Lunch 0');
    expect(altOf(columns)).toBe(
      'Shared and used: Sep: Shared 31, Used 17; Oct: Shared 12, Used 0; Nov: Shared 0, Used 44',
    );
    expect(altOf(themes)).toBe(
      'Themes: Late handovers: Sep 21, Oct 0, Nov 33; Flaky tests: Sep 0, Oct 42, Nov 0',
    );
    expect(altOf(pulse)).toBe(
      'How safe it is to learn here: Safety: Mar 5.5 (5 to 6), Jun too few, Sep 6 or more (5.4 to 7)',
    );
    expect(altOf(happened)).toBe(
      'Since last time: Incidents: 2. Checkout down, 13 to 15 Nov; Releases: 1. v2.1, 2 Nov, 3. v2.2, 24 Nov, 4. v2.3, 24 Nov',
    );
  });

  it('is never longer than Slack takes, however much there is', () => {
    const name = words('x'.repeat(500));
    const many = Array.from({ length: mostIn.periods }, () => name);
    const counts = many.map(() => 1_000_000);
    const series = Array.from({ length: mostIn.rows }, () => ({ name, counts }));
    const alt = altOf(gridChart({ title: name, periods: many, series }));
    expect(alt.length).toBeLessThanOrEqual(2000);
  });
});

describe('the words of a picture', () => {
  it.each([
    ['<@U0MARA> forgets the keys', '… forgets the keys'],
    ['<@U0MARA|Mara> and <!channel>', '… and …'],
    ['ask @mara first', 'ask … first'],
    ['mail to ops@example.com', 'mail to ops@example.com'],
    ['two\nlines', 'two lines'],
    // As a sentence names somebody, and that cut short.
    ['\0pU0MARA\0 is late', '… is late'],
    ['late: \0mU0MA', 'late: …'],
  ])('of %j are %j: nobody is named', (typed, drawn) => {
    expect(words(typed)).toBe(drawn);
  });

  it('take no id of a person: the compiler refuses it', () => {
    // @ts-expect-error -- a person is no word of a picture
    expect(pictureWords(userId('U0MARA'))).toBe('U0MARA');
  });

  it('are short enough to be drawn', () => {
    expect(words('long '.repeat(50)).length).toBeLessThanOrEqual(60);
  });
});

describe('a chart', () => {
  it('has a count for each period, and no more than can be told apart', () => {
    const one = { title: words('x'), periods: [words('Sep')] };
    expect(() => columnsChart({ ...one, series: [{ name: words('a'), counts: [1, 2] }] })).toThrow();
    const many = Array.from({ length: 5 }, () => ({ name: words('a'), counts: [1] }));
    expect(() => columnsChart({ ...one, series: many })).toThrow();
    const topics = Array.from({ length: 30 }, (_, count) => ({ topic: words(`t${count}`), count }));
    expect(altOf(votesChart(words('Votes'), topics)).split(';')).toHaveLength(mostIn.bars);
  });

  it('has no mark beyond the ends of its line, and none that ends before it begins', () => {
    const at =
      (at: number, until: number | null = null) =>
      () =>
        timelineChart({
          ...{ title: words('x'), from: words('a'), to: words('b') },
          lines: [{ name: words('l'), marks: [{ number: 1, at, until, says: words('s') }] }],
        });
    for (const wrong of [at(-0.1), at(1.1), at(0.5, 0.4), at(0.5, 1.1), at(Number.NaN)])
      expect(wrong).toThrow();
    expect(at(0, 1)).not.toThrow();
  });

  it('says in the message nothing that the text does not, and stands where it was put', () => {
    const message = messageOf(header('Head'), escape('Late handovers 7'), votes, escape('below'));
    expect(message.text).toBe('Head\nLate handovers 7\nbelow');
    expect(message.picture).toEqual({ chart: votes, before: 2 });
    const joined = together({ text: escape('first'), blocks: [divider(), divider()] }, message);
    expect(joined.picture).toEqual({ chart: votes, before: 5 });
  });
});

describe('a drawing', () => {
  it('writes every name and every number beside what shows it', () => {
    expect(writtenIn(votes).toSorted()).toEqual(
      ['Votes', 'Late handovers', '7', 'Flaky tests', '5', 'Good demos', '5', 'Lunch', '0'].toSorted(),
    );
    expect(writtenIn(columns)).toEqual(
      expect.arrayContaining(['Shared', 'Used', 'Sep', 'Oct', 'Nov', '31', '12', '17', '44', '0']),
    );
    expect(writtenIn(themes)).toEqual(
      expect.arrayContaining(['Late handovers', 'Flaky tests', 'Sep', '21', '33', '42']),
    );
    expect(writtenIn(happened).toSorted()).toEqual(
      ['Since last time', '2 Nov', '24 Nov', 'Incidents', 'Releases', '1', '2', '3', '4'].toSorted(),
    );
  });

  it('tells series apart by patterns too, not by colour alone', () => {
    expect(svgOf(columns).match(/<pattern/g)?.length).toBeGreaterThanOrEqual(2);
  });

  it('counts what its font cannot write instead of drawing empty boxes', () => {
    const chart = votesChart(words('Votes'), [
      { topic: words('テストが遅い'), count: 3 },
      { topic: words('Great demos 🎉'), count: 2 },
      { topic: words('Übergabe – Ελλάδα – Привет'), count: 1 },
    ]);
    expect(writtenIn(chart)).toEqual(
      expect.arrayContaining(['1.', 'Great demos', 'Übergabe – Ελλάδα – Привет']),
    );
    expect(altOf(chart)).toContain('テストが遅い 3');
  });

  it.each(all.map((chart) => [chart.kind, chart] as const))(
    'of %s is opaque, twice as sharp as it is wide, and has its words in it',
    (_kind, chart) => {
      const { width, height, corner } = lookAt(pngOf(chart));
      expect([width, corner]).toEqual([1120, [255, 255, 255, 255]]);
      expect(height).toBeGreaterThan(250);
      // Without its font a picture has no words, and the same bytes with others.
      const renamed = { ...chart, title: words('Other title') };
      expect(Buffer.from(pngOf(renamed)).equals(pngOf(chart))).toBe(false);
    },
  );

  it('grows with what there is to show', () => {
    const more = votesChart(words('Votes'), [
      { topic: words('a'), count: 1 },
      { topic: words('b'), count: 1 },
    ]);
    expect(lookAt(pngOf(votes)).height).toBeGreaterThan(lookAt(pngOf(more)).height);
  });
});

describe('the process that draws', () => {
  /** Those that begin while a test lasts; one that an earlier test left to end counts for nothing. */
  const begun: ChildProcess[] = [];
  const note = (message: unknown) => {
    const { process: child } = message as { readonly process: ChildProcess };
    begun.push(child);
  };
  beforeEach(() => {
    begun.length = 0;
    subscribe('child_process', note);
  });
  afterEach(() => unsubscribe('child_process', note));

  it('draws the same bytes for the same chart, also after others, and is gone when all is drawn', async () => {
    const render = makeRenderer();
    const drawing = [render(votes), render(columns)];
    expect(begun).toHaveLength(1);
    const [first, other] = (await Promise.all(drawing)).map((png) => Buffer.from(png));
    const again = Buffer.from(await render(votes));
    expect(again).toEqual(first);
    expect(other).not.toEqual(first);
    expect(Buffer.from(pngOf(votes))).toEqual(first);
    // It ends by itself: nothing else would end this.
    for (const child of begun) if (child.exitCode === null) await once(child, 'exit');
    expect(begun.map(({ exitCode }) => exitCode)).toEqual(begun.map(() => 0));
  });

  it('that cannot start, as where the library has no build, refuses each chart', async () => {
    const render = makeRenderer(join(import.meta.dirname, 'no-such-file.ts'));
    await expect(render(votes)).rejects.toThrow('the drawing process ended');
    await expect(render(votes)).rejects.toThrow('the drawing process ended');
  });

  it('refuses one chart that cannot be drawn, and draws the others', async () => {
    const render = makeRenderer();
    const broken = { kind: 'columns', title: 'x', periods: 3, series: null } as never;
    const [refused, drawn] = await Promise.allSettled([render(broken), render(votes)]);
    expect([refused.status, drawn.status]).toEqual(['rejected', 'fulfilled']);
  });
});
