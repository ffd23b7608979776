/** Columns that somebody writes themselves: how they are read, and how a reader meets them. */
import fc from 'fast-check';
import { rowId, teamId } from '../../../src/core/ids.ts';
import { markdown } from '../../../src/features/retro/export/markdown.ts';
import { cardsForm } from '../../../src/features/retro/collect/screens.ts';
import { renderSee } from '../../../src/features/retro/group/reading.ts';
import { pageEntries } from '../../../src/features/retro/history/page.ts';
import {
  columnLimits,
  columnsFrom,
  columnsIn,
  columnsOf,
  formatIds,
  wentWell,
} from '../../../src/features/retro/start/formats.ts';
import { retroCopy } from '../../../src/features/retro/session/words.ts';
import { everyLanguage, loaded, problems } from './drawn.ts';
import { noon } from './states.ts';

it('the formats are these, with these columns', () => {
  const t = retroCopy.in('en', 'UTC');
  const formats = formatIds.map((id) => columnsOf(id).map(({ label }) => t.plain(label)));
  expect(formats).toEqual([
    ['What worked', 'What did not', 'What we will change'],
    ['Start', 'Stop', 'Continue'],
    ['Liked', 'Learned', 'Lacked', 'Longed for'],
    ['Wind', 'Anchor', 'Rocks', 'Island'],
    ['Mad', 'Sad', 'Glad'],
    ['What was supposed to happen', 'What happened', 'What made the difference', 'Next time'],
  ]);
});

it('a column of each but the after-action review is for what went well; of own ones none is', () => {
  const t = retroCopy.in('en', 'UTC');
  const good = formatIds.map((id) =>
    columnsOf(id).flatMap((column) => (wentWell(id, column.id) ? t.plain(column.label) : [])),
  );
  expect(good).toEqual([['What worked'], ['Continue'], ['Liked'], ['Wind'], ['Glad'], []]);
  expect(wentWell('own', 'column1')).toBe(false);
  expect(wentWell('worked', undefined)).toBe(false);
});

describe('own columns', () => {
  it.each([
    [
      ['What surprised us', ' What\tto  try next ', ''],
      ['What surprised us', 'What to try next'],
    ],
    [
      ['何を学んだか', 'ما الذي نجح؟', '🧗🏽'],
      ['何を学んだか', 'ما الذي نجح؟', '🧗🏽'],
    ],
    // Nothing can be seen in the third.
    [
      ['One', 'Two', '\u200b\u2060', '\u0000'],
      ['One', 'Two'],
    ],
    [
      ['x'.repeat(75), 'a\u0000b'],
      ['x'.repeat(75), 'a b'],
    ],
  ])('are read from %j', (lines, columns) => {
    expect(columnsFrom(lines)).toEqual({ columns });
  });

  it.each([
    [[], 'columns.few', {}],
    [['One', '  '], 'columns.few', {}],
    [['1', '2', '3', '4', '5', '6'], 'columns.many', { count: 6, most: 5 }],
    [['One', 'x'.repeat(76)], 'columns.long', { column: `${'x'.repeat(39)}…`, length: 76, most: 75 }],
    [['One', 'ONE '], 'columns.twice', { column: 'ONE' }],
    // One letter, and a letter with its accent.
    [['caf\u00e9', 'cafe\u0301'], 'columns.twice', { column: 'caf\u00e9' }],
  ])('are refused: %j', (lines, key, values) => {
    expect(columnsFrom(lines)).toEqual({ refusal: { field: 'columns', key, values } });
  });

  it('are within the limits, different, and the same again when read once more, whatever is typed', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'grapheme', maxLength: 90 }), { maxLength: 8 }), (lines) => {
        const read = columnsFrom(lines);
        if ('refusal' in read) return;
        const { columns } = read;
        expect(columns.length).toBeGreaterThanOrEqual(columnLimits.least);
        expect(columns.length).toBeLessThanOrEqual(columnLimits.most);
        expect(new Set(columns).size).toBe(columns.length);
        expect(columnsFrom(columns)).toEqual(read);
      }),
    );
  });
});

describe.each(everyLanguage)('in %s', (_locale, words) => {
  const own = ['<!channel> & *bold*', '何を学んだか', '# Heading', '</x>', 'x'.repeat(75)];
  const state = loaded({}, { format: 'own', own_columns: JSON.stringify(own) });
  const cards = columnsIn(state.row).map(({ id }, at) => ({
    id: rowId(`01234567-89ab-cdef-0123-${String(at).padStart(12, '0')}`),
    retro_id: rowId('r'),
    column_id: id,
    place: at,
    opening: 0,
    text: `card ${at}`,
  }));

  it('the form has an input for each, named as it was written', () => {
    const form = cardsForm(words, state, {
      own: cards,
      draft: null,
      offered: [],
      intent: '',
      isLast: false,
      hasAnswered: true,
    });
    expect(problems(form)).toEqual([]);
    const inputs = form.view.blocks.filter((block) => block.type === 'input');
    expect(inputs.map((block) => ('label' in block ? block.label : null))).toMatchObject(
      own.map((text) => ({ text })),
    );
    expect(JSON.stringify(inputs[4])).toContain('card 4');
  });

  it('cards stand under them where they are read, and nothing in them means anything to Slack', () => {
    const view = { cards, authors: new Map(), hasOwn: false, page: 0 };
    const drawing = renderSee(words, loaded({ phase: 'closed' }, state.row), view);
    expect(problems(drawing)).toEqual([]);
    const drawn = JSON.stringify(drawing.view);
    expect(drawn).toContain('&lt;!channel&gt; &amp;');
    expect(drawn).not.toContain('<!channel>');
    expect(drawn).toContain('何を学んだか');
  });

  it('the Markdown file names them, and none of them becomes a heading or a tag', () => {
    const closed = loaded({ phase: 'closed', endsAt: null, endedAt: noon }, state.row);
    const topics = cards.map((card) => ({
      id: card.id,
      name: null,
      votes: null,
      cards: [card],
      outcome: '',
    }));
    const entries = pageEntries(words, {
      loaded: closed,
      topics,
      authors: new Map(),
      late: [],
      isForOthers: false,
      rating: null,
      supposed: null,
      lessons: [],
    });
    const file = markdown('It', entries, {
      teamId: teamId('T1'),
      channels: new Map(),
      people: new Map(),
      somebody: 'someone',
    });
    expect(file).toContain('\\<\\!channel\\>');
    expect(file).toContain('**何を学んだか:** card 1');
    expect(file).toContain('**\\# Heading:** card 2');
    expect(file).not.toContain('</x>');
  });
});
