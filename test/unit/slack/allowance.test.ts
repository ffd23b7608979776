/** What many may ask for together is bounded only while somebody else asks too. */
import { shares } from '../../../src/slack/requests/allowance.ts';

const second = 1_000;

describe('what belongs to all in one place', () => {
  let now: number;
  let mayAsk: (key: string) => number;
  beforeEach(() => {
    now = 5_000;
    mayAsk = shares({ atOnce: 3, perMinute: 60 }, () => now);
  });
  const times = (count: number, key: string) => Array.from({ length: count }, () => mayAsk(key));

  it('has no end while nobody else asks', () => {
    expect(times(10, 'one')).toEqual(Array(10).fill(0));
  });

  it('ends when another asks, is there again after its time, and is not the other’s', () => {
    expect(times(3, 'one')).toEqual([0, 0, 0]);
    expect(mayAsk('two')).toBe(0);
    expect(times(2, 'one')).toEqual([1 * second, 1 * second]);
    expect(mayAsk('two')).toBe(0);
    now += second;
    expect(times(2, 'one')).toEqual([0, 1 * second]);
  });

  it('ends as soon as another comes, however much was asked for before', () => {
    times(1_000, 'one');
    expect(mayAsk('two')).toBe(0);
    expect(mayAsk('one')).toBe(1 * second);
  });

  it('has no end again ten seconds after another asked last', () => {
    times(3, 'one');
    mayAsk('two');
    now += 10 * second;
    times(7, 'one');
    expect(mayAsk('one')).toBe(3 * second - 2 * second);
    now += 1;
    expect(times(9, 'one')).toEqual(Array(9).fill(0));
  });

  it('is bounded for each of several that ask in turn', () => {
    for (const key of ['one', 'two', 'three']) times(3, key);
    for (const key of ['one', 'two', 'three']) expect(mayAsk(key)).toBe(1 * second);
  });
});
