/** How long somebody whose turn it is can answer. */
import { askTimes } from '../../../src/core/turns.ts';
import { noHolidays } from '../../../src/core/time/holidays.ts';

const berlin = { tz: 'Europe/Berlin', days: [1, 2, 3, 4, 5], isHoliday: noHolidays };
const at = (text: string) => Date.parse(text);
/** Wednesday, 15:00 in Berlin. */
const meeting = at('2026-12-02T14:00:00Z');

describe('the person who is asked', () => {
  it.each([
    ['a week ahead', '2026-11-24T14:00:00Z', '2026-11-30T14:00:00Z', '2026-12-01T14:00:00Z'],
    ['three days ahead', '2026-11-27T10:00:00Z', '2026-11-30T14:00:00Z', '2026-12-01T14:00:00Z'],
    // Less than a working day before the reminder: none.
    ['two days ahead', '2026-11-30T10:00:00Z', null, '2026-12-01T14:00:00Z'],
    // Later than that they have a working day all the same, or until it begins.
    ['a day and an hour ahead', '2026-12-01T13:00:00Z', null, '2026-12-02T13:00:00Z'],
    ['on the day', '2026-12-02T08:00:00Z', null, null],
  ])('%s', (_, asked, remindAt, answerBy) => {
    const time = (text: string | null) => (text === null ? null : at(text));
    expect(askTimes(meeting, at(asked), berlin)).toEqual({
      remindAt: time(remindAt),
      answerBy: time(answerBy),
    });
  });

  it('has until the last working day before, where a weekend or a holiday lies between', () => {
    const monday = at('2026-12-07T14:00:00Z');
    expect(askTimes(monday, at('2026-11-30T14:00:00Z'), berlin).answerBy).toBe(at('2026-12-04T14:00:00Z'));
    const friday = { ...berlin, isHoliday: (date: string) => date === '2026-12-04' };
    expect(askTimes(monday, at('2026-11-26T14:00:00Z'), friday).answerBy).toBe(at('2026-12-03T14:00:00Z'));
  });
});
