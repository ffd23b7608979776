import fc from 'fast-check';
import * as database from '../../../db/words-parts.ts';
import { cutRow } from '#core/search/cut.ts';
import {
  countsIn,
  digits,
  lengthsIn,
  longest,
  marks,
  mostCounted,
  searchedFields,
  storedOf,
  termsIn,
  type Term,
} from '#core/search/stored.ts';

const none = { title: 0, topics: 0, useWhen: 0, text: 0 };
const term = (word: string) => word as Term;

describe('The words of a row as they are stored', () => {
  const stored = storedOf(
    cutRow({
      title: 'Deploy on Friday',
      topics: 'deploy',
      useWhen: '',
      text: 'A deployment on a Friday, a quiet friday',
    }),
  );

  it('hold each term once, with how often it stands in each field', () => {
    expect(countsIn(stored, term('friday'))).toEqual({ ...none, title: 1, text: 2 });
    expect(countsIn(stored, term('deploy'))).toEqual({ ...none, title: 1, topics: 1 });
    expect(lengthsIn(stored)).toEqual({ title: 3, topics: 1, useWhen: 0, text: 8 });
    expect(termsIn(stored).filter((one) => one === 'friday')).toHaveLength(1);
  });

  it('do not hold the beginning or the end of a term for the term', () => {
    expect(countsIn(stored, term('fri'))).toBeNull();
    expect(countsIn(stored, term('day'))).toBeNull();
    expect(countsIn(stored, term('deploymen'))).toBeNull();
  });

  it('are the same for the same words, whatever their order', () => {
    const texts = { ...none, title: '', topics: '', useWhen: '' };
    const one = storedOf(cutRow({ ...texts, text: 'b a c' }));
    expect(storedOf(cutRow({ ...texts, text: 'c b a' }))).toBe(one);
  });

  it('are read by the triggers of the database with the same signs and marks', () => {
    expect(database.signs).toBe(digits);
    expect(database.marks).toBe(
      Object.values(marks)
        .map((mark) => `'${mark}'`)
        .join(', '),
    );
  });

  it('come back as they were, for any text', () => {
    const text = fc.string({ unit: 'binary', maxLength: 300 });
    fc.assert(
      fc.property(fc.record({ title: text, topics: text, useWhen: text, text }), (texts) => {
        const words = cutRow(texts);
        const all = storedOf(words);
        expect(all).toMatch(/^[^\p{Cc}\p{Cs}"'%_\\`A-Z]*$/u);
        expect(all.isWellFormed()).toBe(true);
        expect(new Set(termsIn(all))).toEqual(new Set(words.terms.keys()));
        for (const [one, counts] of words.terms)
          for (const field of searchedFields)
            expect(countsIn(all, one)?.[field]).toBe(Math.min(counts[field], mostCounted));
        for (const field of searchedFields)
          expect(lengthsIn(all)[field]).toBe(Math.min(words.lengths[field], longest));
      }),
    );
  });
});
