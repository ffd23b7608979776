import { drawDate } from '../support/test-date.ts';

describe('the date on which the company of the browser tests begins', () => {
  it('is any Tuesday of ten years', () => {
    expect(drawDate(0)).toBe('2026-01-06');
    expect(drawDate(0.5)).toBe('2030-12-31');
    expect(drawDate(0.9999)).toBe('2035-12-25');
  });
});
