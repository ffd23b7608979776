/** When the made-up company begins: whatever day and zone it is here, on a Tuesday at ten in Berlin. */
import { nextTuesday, sayInBerlin, tuesdayFrom } from '../../../sandbox/company/first-day.ts';

const iso = (at: number) => new Date(at).toISOString();

describe('the first day of the made-up company', () => {
  it.each([
    { when: 'on a Saturday', now: '2026-11-28T10:00:00Z', first: '2026-12-01T09:00:00.000Z' },
    { when: 'on a Monday', now: '2026-11-30T10:00:00Z', first: '2026-12-01T09:00:00.000Z' },
    { when: 'on a Tuesday', now: '2026-12-01T08:00:00Z', first: '2026-12-08T09:00:00.000Z' },
    {
      when: 'late on a Monday, when it is Tuesday in Berlin',
      now: '2026-11-30T23:30:00Z',
      first: '2026-12-08T09:00:00.000Z',
    },
    { when: 'on 31 December', now: '2026-12-31T23:59:59Z', first: '2027-01-05T09:00:00.000Z' },
    { when: 'on 29 February, a Tuesday', now: '2028-02-29T12:00:00Z', first: '2028-03-07T09:00:00.000Z' },
    {
      when: 'in the night in which Berlin’s clocks go forward',
      now: '2027-03-28T01:30:00Z',
      first: '2027-03-30T08:00:00.000Z',
    },
    {
      when: 'in the night in which they go back',
      now: '2027-10-31T00:30:00Z',
      first: '2027-11-02T09:00:00.000Z',
    },
  ])('$when is the next Tuesday', ({ now, first }) => {
    expect(iso(nextTuesday(Date.parse(now)))).toBe(first);
  });

  it('can be given: that day if it is a Tuesday, else the first one after it', () => {
    expect(iso(tuesdayFrom('2027-03-30'))).toBe('2027-03-30T08:00:00.000Z');
    expect(iso(tuesdayFrom('2027-03-31'))).toBe('2027-04-06T08:00:00.000Z');
    expect(iso(tuesdayFrom('2028-02-24'))).toBe('2028-02-29T09:00:00.000Z');
  });

  it.each(['2027-02-29', '2027-13-01', 'tomorrow', '2027-3-2', ''])('cannot be “%s”', (date) => {
    expect(() => tuesdayFrom(date)).toThrow(`${date} is not a date.`);
  });

  it('is said as people in Berlin say it', () => {
    expect(sayInBerlin(Date.parse('2027-03-30T08:00:00Z'))).toBe('Tuesday 30 March 2027, 10:00 in Berlin');
  });
});
