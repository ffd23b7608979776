/** How channels set their meetings, and what else recurs there, for the test that nothing shares a minute with an announcement. */
import type { Every, RegularRule } from '../../src/core/recurrence.ts';

/** @param text as "week 3 15:00": how often, the ISO day of the week, the time */
export function regularOf(text: string): RegularRule {
  const [every = '', weekday = '', time = ''] = text.split(' ');
  const [hours = '', minutes = ''] = time.split(':');
  return { every: every as Every, weekday: Number(weekday), minutes: Number(hours) * 60 + Number(minutes) };
}

const meetings = ['week 3 15:00', 'fortnight 2 10:00', 'month 5 09:00', 'week 1 00:00', 'week 4 23:45'];

const beside: readonly (readonly string[])[] = [
  [],
  // On the agenda's minute, and on that of the announcement.
  ['week 3 14:00', 'week 2 15:00', 'week 1 15:00'],
  ['week 2 09:00', 'fortnight 1 10:00', 'week 4 22:45'],
  // Every day at the meeting's time, so that no day is free.
  [1, 2, 3, 4, 5].flatMap((weekday) => [`week ${weekday} 15:00`, `week ${weekday} 10:00`]),
];

const daysOff: readonly (readonly string[])[] = [
  [],
  ['2026-12-02', '2026-12-09', '2026-12-24', '2027-01-01'],
];

export const settingsTable = meetings.flatMap((meeting) =>
  beside.flatMap((others) => daysOff.map((off) => [meeting, others, off] as const)),
);
