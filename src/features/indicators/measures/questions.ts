/** M6: how questions are answered. Pure. */
import { defaultWorkingHours } from '#core/people.ts';
import { addWorkingDays } from '#core/time/working.ts';
import { actsOf, type Facts, isWithin } from './facts.ts';
import { type Figure, figure, share } from './indicator.ts';
import { lastingOf } from './value.ts';

/** In working days of the channel. */
const soon = 2;

/** Of the questions that had two working days, those answered within them; and how long it takes until half are answered. */
export function answered(facts: Facts): readonly Figure[] {
  const asked = actsOf(facts, 'question').filter(({ at }) => isWithin(at, facts));
  const had = asked.flatMap(({ at, channel, doneAt }) => {
    const calendar = facts.calendars.get(channel);
    if (calendar === undefined || calendar.days.length === 0) return [];
    const hours = { ...defaultWorkingHours, days: calendar.days };
    const until = addWorkingDays(at, soon, hours, calendar.tz, calendar.isHoliday);
    return until < facts.to ? [doneAt != null && doneAt <= until] : [];
  });
  const value = lastingOf(
    'hours',
    asked.map(({ at, doneAt, droppedAt }) => ({ from: at, over: doneAt, left: droppedAt })),
    facts.to,
  );
  return [...share('M6.soon', had.filter(Boolean).length, had.length), ...figure('M6.time', value)];
}
