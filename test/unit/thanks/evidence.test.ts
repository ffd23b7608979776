/** What stands in an evidence pack, in which order, and as what it is handed on: pure. */
import fc from 'fast-check';
import type { EvidenceItem } from '../../../src/core/evidence.ts';
import { type RowId, rowId } from '../../../src/core/ids.ts';
import { type Document, markdownOf, pageOf } from '../../../src/features/thanks/evidence/document.ts';
import { moved, noWords, packOf, placeFrom, tooLong } from '../../../src/features/thanks/evidence/rules.ts';
import { often } from '../../support/often.ts';

const item = (id: string, kind: EvidenceItem['kind'] = 'used', at = 0): EvidenceItem => ({
  id: rowId(id),
  kind,
  at,
  what: id,
  facts: null,
});
const ids = fc.uniqueArray(
  fc.nat(30).map((nth) => rowId(`R${nth}`)),
  { maxLength: 20 },
);

describe('what stands in a pack', () => {
  it('is what was chosen, by its place, in its own words; the rest by kind, the newest first', () => {
    const found = [
      item('A'),
      item('B', 'thanked'),
      item('C', 'used', 2),
      item('D', 'answered', 9),
      item('E', 'used', 3),
    ];
    const chosen = [
      { id: rowId('B'), place: 1, words: '' },
      { id: rowId('A'), place: 0, words: 'mine' },
      { id: rowId('GONE'), place: 0, words: 'of nothing' },
    ];
    const { entries, others } = packOf(found, chosen);
    expect(entries.map(({ id, words }) => [id, words])).toEqual([
      ['A', 'mine'],
      ['B', ''],
    ]);
    expect(others.map(({ id }) => id)).toEqual(['E', 'C', 'D']);
  });

  it('is nothing that the person did not choose, whatever they did', () => {
    fc.assert(
      fc.property(ids, ids, (found, chosen) => {
        const pack = packOf(
          found.map((id) => item(id, 'thanked')),
          chosen.map((id, place) => ({ id, place, words: '' })),
        );
        expect(pack.entries.map(({ id }) => id)).toEqual(chosen.filter((id) => found.includes(id)));
        expect(pack.entries.length + pack.others.length).toBe(found.length);
      }),
      often(200),
    );
  });

  it('moves to the place that was asked for, or to that end, and all others keep their order', () => {
    fc.assert(
      fc.property(ids, fc.nat(25), fc.integer({ min: -3, max: 40 }), (order, nth, to) => {
        const id: RowId = order[nth % Math.max(1, order.length)] ?? rowId('NONE');
        const after = moved(order, id, to);
        expect(after.filter((one) => one !== id)).toEqual(order.filter((one) => one !== id));
        expect(after.indexOf(id)).toBe(order.includes(id) ? Math.min(Math.max(to, 0), order.length - 1) : -1);
      }),
      often(200),
    );
  });

  it.each([
    ['1', 1],
    ['12', 12],
    ['0', null],
    ['-1', null],
    ['1.5', null],
    ['first', null],
    ['', null],
    ['99999', null],
  ])('the place %s is %s', (typed, place) => {
    expect(placeFrom(typed)).toBe(place);
  });

  it('a heading is short, and an answer may be long', () => {
    expect(tooLong({ ...noWords, heading: 'x'.repeat(150), grew: 'x'.repeat(3_000) })).toEqual([]);
    expect(tooLong({ ...noWords, heading: 'x'.repeat(151), said: 'x'.repeat(3_001) })).toEqual([
      ['heading', 150],
      ['said', 3_000],
    ]);
  });
});

describe('as it is handed on', () => {
  const document = (text: string): Document => ({
    title: text,
    said: text,
    list: { heading: text, all: [{ what: text, facts: text }] },
    answers: [{ question: text, answer: text }],
  });

  it('leaves out what is empty', () => {
    const empty = { title: 'Mine', said: '', list: { heading: 'What I did', all: [] }, answers: [] };
    expect(markdownOf(empty)).toBe('# Mine\n');
    expect(pageOf(empty, 'en')).not.toContain('<h2>');
  });

  it('the page holds what people wrote as words alone, and loads nothing', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const page = pageOf(document(`<script>${text}</script>"'`), 'de');
        const inner = page.slice(page.indexOf('<body>'));
        const tags = new Set([...inner.matchAll(/<([^>]*)>/g)].map(([, tag]) => tag));
        const known = [
          'body',
          '/body',
          '/html',
          ...['h1', 'h2', 'p', 'ul', 'li', 'strong'].flatMap((tag) => [tag, `/${tag}`]),
        ];
        expect([...tags].filter((tag) => !known.includes(tag ?? ''))).toEqual([]);
      }),
      often(200),
    );
    expect(pageOf(document('x'), 'de')).toContain("default-src 'none'");
    expect(pageOf(document('x'), 'de')).toContain('@page');
  });

  it('Markdown makes no heading, list or link of what people wrote', () => {
    const lines = markdownOf(document('- [x](y)\n# z\n1. w')).split('\n');
    expect(lines[0]).toBe('# \\- \\[x\\](y) \\# z 1. w');
    expect(lines.slice(1).filter((line) => /^\s*(#(?!# )|\d+\.|\[)/.test(line))).toEqual([]);
  });
});
