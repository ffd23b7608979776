/** Whether it was worth the time: when it is asked, and when it is told. */
import { ratedUntil, ratingAt, worthOf } from '../../../src/features/retro/history/rating.ts';
import { at, inPhase, noon } from './states.ts';

const closed = inPhase('closed', { endsAt: null, endedAt: noon });
const given = (...counts: readonly number[]) =>
  new Map(counts.map((count, index): [number, number] => [index + 1, count]));

describe('whether it was worth the time', () => {
  it('is asked for three days after the end, where there was something to talk about', () => {
    expect(ratedUntil(closed)).toBe(at('2026-11-27T11:00:00Z'));
    for (const other of [
      inPhase('actions'),
      inPhase('cancelled', { endedAt: noon }),
      { ...closed, topics: 0 },
    ])
      expect(ratedUntil(other)).toBeNull();
  });

  it('names nobody while it is asked, however many have answered', () => {
    const written = worthOf(given(0, 0, 0, 9, 9));
    expect(ratingAt(closed, written, at('2026-11-27T10:59:59Z'))).toEqual({ kind: 'open' });
  });

  it('is told afterwards, once, and only of five or more', () => {
    const then = at('2026-11-27T11:00:00Z');
    expect(ratingAt(closed, worthOf(given(0, 0, 1, 1, 2)), then)).toBeNull();
    expect(ratingAt(closed, worthOf(given(0, 0, 1, 2, 2)), then)).toEqual({
      kind: 'told',
      mean: 4.2,
      count: 5,
    });
    expect(ratingAt(closed, worthOf(given()), then)).toBeNull();
  });
});
