import { isDatedRight } from '../../../src/slack/receivers/dated.ts';

const now = 1_800_000_000_000;

describe('the date of a request', () => {
  it.each(['1800000000', '1799999700', '1800000060'])('%s is right', (header) => {
    expect(isDatedRight(header, now)).toBe(true);
  });
  it.each([
    undefined,
    '',
    '1799999699',
    '1800000061',
    '9999999999',
    'NaN',
    '1e9',
    '-1',
    '1800000000.5',
    ['1800000000'],
  ])('%p is refused', (header) => {
    expect(isDatedRight(header, now)).toBe(false);
  });
});
