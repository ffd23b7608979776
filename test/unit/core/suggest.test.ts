import { suggest } from '../../../src/core/suggest.ts';

describe('the guess at a mistyped word', () => {
  const known = ['help', 'retro', 'learned', 'journey'];
  it.each([
    ['hlep', 'help'],
    ['HELP!', 'help'],
    ['rtero', 'retro'],
    ['retrro', 'retro'],
    ['lerned', 'learned'],
    ['jurny', 'journey'],
  ])('takes %s for %s', (typed, meant) => {
    expect(suggest(typed, known)).toBe(meant);
  });
  it.each(['', 'banana', 'x', 'retrospective'])('guesses nothing from %p', (typed) => {
    expect(suggest(typed, known)).toBeNull();
  });
  it('answers a word of a million characters at once', () => {
    expect(suggest('h'.repeat(1_000_000), known)).toBeNull();
  });
});
