import { drawDate, testTuesday, timeAfter } from '../support/test-date.ts';

describe('the date on which the company of the browser tests begins', () => {
  it('is any Tuesday of ten years', () => {
    expect(drawDate(0)).toBe('2026-01-06');
    expect(drawDate(0.5)).toBe('2030-12-31');
    expect(drawDate(0.9999)).toBe('2035-12-25');
  });

  it('is a Tuesday at ten in Berlin without a date too', () => {
    expect(new Intl.DateTimeFormat('en-GB', at).format(testTuesday())).toMatch(/^Tue\D+10:00$/);
  });

  it('is counted from by the clocks of a zone, also where they change', () => {
    const saturday = Date.parse('2027-03-27T08:00:00Z');
    expect(timeAfter(saturday, 0, '09:00')).toBe(saturday);
    expect(timeAfter(saturday, 1, '09:00')).toBe(Date.parse('2027-03-28T07:00:00Z'));
    expect(timeAfter(saturday, -1, '09:00', 'America/New_York')).toBe(Date.parse('2027-03-26T13:00:00Z'));
  });
});

const at = { weekday: 'short', hour: '2-digit', minute: '2-digit', timeZone: 'Europe/Berlin' } as const;
