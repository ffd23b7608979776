import { readParams } from '../../../src/jobs/stored-params.ts';
import { afterFailedCall, afterThrow, isTooLate } from '../../../src/jobs/retry.ts';

describe('stored parameters', () => {
  it('are ids and numbers', () => {
    expect(readParams('{"retroId":"r1","round":2}')).toEqual({ retroId: 'r1', round: 2 });
  });

  it.each([
    '{"text":"some words of a person"}',
    '{"a":null}',
    '{"a":{"b":1}}',
    '"r1"',
    'nonsense',
    '{"a":true}',
  ])('are not %s', (text) => {
    expect(readParams(text)).toBeNull();
  });
});

describe('waiting before another try', () => {
  it('grows and is bounded', () => {
    expect([1, 2, 3, 4, 30].map(afterThrow)).toEqual([10_000, 40_000, 160_000, 640_000, 3_600_000]);
    expect([1, 2, 3, 40].map(afterFailedCall)).toEqual([2000, 4000, 8000, 900_000]);
  });

  it('is of no use to a prompt more than two hours late', () => {
    const due = Date.parse('2026-11-24T10:00:00Z');
    const after = [-60_000, 0, 7_140_000, 7_200_000, 7_260_000].map((ms) => isTooLate(due, due + ms));
    expect(after).toEqual([false, false, false, false, true]);
  });
});
