/** What was supposed to happen, beside what happened: nothing foreseen is lost, a topic stands beside what says the same, and the end's moves are told. */
import fc from 'fast-check';
import { rowId } from '../../../src/core/ids.ts';
import { pageEntries, type PageView } from '../../../src/features/retro/history/page.ts';
import { tableOf } from '../../../src/features/retro/export/table.ts';
import { markdown } from '../../../src/features/retro/export/markdown.ts';
import {
  type Compared,
  comparedWith,
  type Foreseen,
  type HeldTopic,
  linesOf,
  movedBy,
} from '../../../src/features/retro/supposed/rules.ts';
import {
  endsSentences,
  renderSupposed,
  supposedMessage,
} from '../../../src/features/retro/supposed/screens.ts';
import { summaryMessage } from '../../../src/features/retro/summary/screens.ts';
import { english, everyLanguage, loaded, problems, summary } from './drawn.ts';
import { noon } from './states.ts';

const foreseen = (...texts: readonly string[]): Foreseen[] =>
  texts.map((text, at) => ({ id: rowId(`p${String(at)}`), kind: 'fails', text }));
const topic = (number: number, title: string | null, ...texts: readonly string[]): HeldTopic => ({
  number,
  title,
  texts,
});
const imports = topic(
  1,
  'Slow import',
  'The import took nine hours',
  'Nobody had rehearsed the import of data',
);
const photos = topic(2, null, 'Photographs came late');

describe('beside what happened', () => {
  it('stands the topic that says the same, or that none names it', () => {
    const lines = linesOf(
      foreseen('The import of the data takes too long', 'Photographs come too late', 'Zebra crossing'),
      [imports, photos],
    );
    expect(lines.map(({ topic: found }) => found)).toEqual([
      { number: 1, title: 'Slow import' },
      { number: 2, title: null },
      null,
    ]);
  });

  it('stands nothing while there are no topics, and none that has no word in common', () => {
    for (const topics of [[], [topic(1, null)]])
      expect(linesOf(foreseen('The import takes long'), topics)).toMatchObject([{ topic: null }]);
  });

  it('is compared with all only if something of each topic can be read', () => {
    expect(comparedWith([])).toBe('not');
    expect(comparedWith([imports, photos])).toBe('all');
    expect(comparedWith([imports, topic(2, null)])).toBe('partly');
  });

  it('what says nearly the same is one line with all its words, found by any of them', () => {
    const lines = linesOf(
      foreseen('The import takes nine hours', 'Zebra crossing', 'The import took nine hours again'),
      [imports],
    );
    expect(lines).toEqual([
      {
        kind: 'fails',
        texts: ['The import takes nine hours', 'The import took nine hours again'],
        topic: { number: 1, title: 'Slow import' },
      },
      { kind: 'fails', texts: ['Zebra crossing'], topic: null },
    ]);
  });

  it('is never lost, doubled or changed, whatever was written', () => {
    const one = fc.record({ kind: fc.constantFrom('fails', 'protects'), text: fc.string({ minLength: 1 }) });
    const held = fc.array(fc.array(fc.string(), { maxLength: 3 }), { maxLength: 4 });
    fc.assert(
      fc.property(fc.array(one, { maxLength: 12 }), held, (all, topics) => {
        const rows = all.map((row, at) => ({ ...row, id: rowId(`p${String(at)}`) })) as Foreseen[];
        const lines = linesOf(
          rows,
          topics.map((texts, at) => topic(at + 1, null, ...texts)),
        );
        const said = lines.flatMap(({ kind, texts }) => texts.map((text) => `${kind} ${text}`));
        expect(said.toSorted()).toEqual(rows.map(({ kind, text }) => `${kind} ${text}`).toSorted());
      }),
    );
  });
});

describe('the end', () => {
  const ends = { planned: '2026-11-01', last: '2026-11-01', moves: 0, ended: null };
  it.each([
    [{ planned: null, last: null }, ''],
    [{ planned: null, last: null, ended: '2026-11-20' }, 'It ended on Fri 20 November.'],
    [{}, 'It was planned until Sun 1 November.'],
    [
      { last: '2026-11-13', moves: 3, ended: '2026-11-15' },
      'It was planned until Sun 1 November. The end moved 3 times, to Fri 13 November: 12 days later. It ended on Sun 15 November.',
    ],
    [{ last: '2026-10-31', moves: 1 }, 'once, to Sat 31 October: one day earlier.'],
    [{ moves: 2 }, 'The end moved 2 times, and back to Sun 1 November.'],
  ])('%j: %s', (over, said) => {
    expect(endsSentences(english, { ...ends, ...over })).toContain(said);
  });

  it('of which nobody can know yet is not said to have come: a retrospective begins before it', () => {
    const said = endsSentences(english, {
      ...ends,
      planned: '2099-01-10',
      last: '2099-01-10',
      ended: '2099-01-10',
    });
    expect(said).toBe('It was planned until Sat 10 January.');
  });

  it('is counted in days, over a change of the clocks', () => {
    expect(movedBy({ ...ends, planned: '2026-03-28', last: '2026-03-30' })).toBe(2);
    expect(movedBy({ ...ends, planned: '2026-11-02', last: '2026-10-24' })).toBe(-9);
  });
});

const { supposed } = summary;
if (supposed === null) throw new Error('the longest summary has one');
const short = { ...supposed, intent: 'Move in an hour', measure: 'the clock' };

describe.each(everyLanguage)('in %s', (_name, t) => {
  it('fits Slack however much was written, in the thread, the form and the summary', () => {
    const message = supposedMessage(t, rowId('r'), supposed);
    expect(message.blocks.length).toBeLessThan(50);
    expect(JSON.stringify(message.blocks).length).toBeLessThan(30_000);
    const pages = Array.from({ length: 9 }, (_, page) => renderSupposed(t, rowId('r'), supposed, page));
    expect(pages.flatMap(problems)).toEqual([]);
    const closed = loaded({ phase: 'closed', endsAt: null, endedAt: noon, topics: 3, answers: 6 });
    expect(summaryMessage(t, closed, summary).blocks.length).toBeLessThan(50);
  });
});

it('a long list is cut, and leads to all of it; a short one is whole', () => {
  const said = (lines: typeof short.lines) =>
    JSON.stringify(supposedMessage(english, rowId('r'), { ...short, lines }).blocks);
  expect(said(short.lines)).toContain('"text":"See everything"');
  expect(said(short.lines)).toMatch(/And 3\d more/);
  const few = short.lines.slice(0, 2);
  expect(said(few)).not.toContain('See everything');
  expect(said([])).toContain('Nobody wrote down what could fail');
  const pages = Array.from({ length: 9 }, (_, page) => renderSupposed(english, rowId('r'), short, page));
  expect(JSON.stringify(pages).split('no topic names it').length).toBeGreaterThan(40);
});

it('says what came up only once that was compared', () => {
  const lines = [
    { kind: 'fails', texts: ['The import takes long'], topic: { number: 1, title: 'Slow import' } },
    { kind: 'fails', texts: ['Zebra crossing'], topic: null },
    { kind: 'protects', texts: ['Friday afternoons'], topic: { number: 2, title: null } },
  ] as const;
  const said = (compared: Compared, of: typeof short.lines = lines) =>
    supposedMessage(english, rowId('r'), { ...short, lines: of, compared }).text;
  expect(said('all')).toContain('The import takes long · came up in Slow import');
  expect(said('all')).toContain('Zebra crossing · no topic names it');
  expect(said('all')).toContain('Friday afternoons · came up in Topic 2');
  const untold = lines.map((line) => ({ ...line, topic: null }));
  expect(said('not', untold)).not.toMatch(/came up|no topic/);
  // What the reader may not read may well name it.
  expect(said('partly')).toContain('The import takes long · came up in Slow import');
  expect(said('partly')).not.toContain('no topic names it');
  expect(said('partly')).toContain('See everything');
  const closed = loaded({ phase: 'closed', endsAt: null, endedAt: noon, topics: 3, answers: 6 });
  const told = summaryMessage(english, closed, { ...summary, supposed: { ...short, lines } }).text;
  expect(told).toContain('What was supposed to happen: Move in an hour');
  expect(told).toContain('One of the 2 things that could fail came up as a topic.');
  const partly = { ...summary, supposed: { ...short, lines, compared: 'partly' } } as const;
  expect(summaryMessage(english, closed, partly).text).not.toContain('came up as a topic');
});

it('stands in the page and in what is exported, cut where it is long', () => {
  const view: PageView = {
    loaded: loaded({ phase: 'closed', endsAt: null, endedAt: noon }),
    topics: [],
    authors: new Map(),
    late: [],
    isForOthers: false,
    rating: null,
    lessons: [],
    supposed: short,
  };
  const naming = { teamId: 'T' as never, channels: new Map(), people: new Map(), somebody: 'Someone' };
  const file = markdown('Website relaunch', pageEntries(english, view), naming);
  expect(file).toContain('## What was supposed to happen');
  expect(file).toContain('**We intended:** Move in an hour');
  expect(file.match(/^And 30 more\.$/gm)).toHaveLength(2);
  expect(file).toContain('19 days later');
  const rows = tableOf(english, view, naming).map(([kind, what, ...rest]) => [kind, what, rest.at(-1)]);
  // A table has everything.
  expect(rows.filter(([kind]) => kind === 'What could fail')).toHaveLength(40);
  expect(rows[1]?.[1]).toBe(`${'<'.repeat(300)}\n${'&'.repeat(300)}`);
  expect(rows.slice(1, 4).map((row) => row[2])).toEqual([
    'no topic names it',
    `came up in ${'*'.repeat(75)}`,
    'no topic names it',
  ]);
  expect(markdown('x', pageEntries(english, { ...view, supposed: null }), naming)).not.toContain('supposed');
});
