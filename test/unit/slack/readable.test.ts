import fc from 'fast-check';
import { inPages, readable } from '../../../src/slack/readable.ts';

describe('records as text', () => {
  it('name every value, and show what is empty', () => {
    const record = { a: 1, list: ['x', { deep: 'two\nlines' }], none: null, nothing: [], yes: true };
    expect(readable(record)).toEqual([
      'a: 1',
      'list:',
      '  – x',
      '  –',
      '    deep: two\nlines',
      'none: –',
      'nothing: –',
      'yes: true',
    ]);
  });

  it('in pages lose nothing, cut no character in two, and keep to the sizes', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ unit: 'grapheme', maxLength: 60 })),
        fc.integer({ min: 5, max: 40 }),
        (lines, size) => {
          const pages = inPages(lines, size, 3);
          expect(pages.every((page) => page.length <= 3)).toBe(true);
          const sections = pages.flat();
          expect(sections.every((section) => section.length <= size && section.isWellFormed())).toBe(true);
          const bare = (text: string) => text.replaceAll('\n', '');
          expect(bare(sections.join(''))).toBe(bare(lines.join('')));
        },
      ),
    );
  });
});
