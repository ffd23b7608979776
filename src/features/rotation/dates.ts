/** Who presents when, for calendars: once they have said so, and for as long as the team meets then. */
import { minute } from '#core/clock.ts';
import type { CalendarDate, CalendarDates } from '#core/dates.ts';
import type { UserId } from '#core/ids.ts';
import { stillAt } from '#core/kit/still-at.ts';
import { findRows } from '#core/rows.ts';
import { nameOf } from '#core/sentence.ts';
import { rotationCopy } from './copy.ts';
import { type SlotRow, slots } from './rows.ts';
import { scheduleNames } from './rules.ts';

/** Lore knows when a meeting begins, and not for how long somebody presents. */
const length = 30 * minute;

/** A person's are the meetings at which they present; a channel's are all of its own. */
export const dates: CalendarDates = async (read, { from, to }, renderContext) => {
  const { viewer } = read;
  const t = rotationCopy.for(renderContext);
  const found: CalendarDate[] = [];
  const rows = read
    .from(slots)
    .where((it) => it.or([it('it.state', '=', 'coming'), it('it.meets_at', '>', from - length)]));
  for (const row of await findRows(rows, { state: ['coming', 'over'] }, 'meets_at', 'id')) {
    const presenting = presentersOf(row);
    const isTheirs =
      viewer.kind === 'channel' || (viewer.kind === 'person' && presenting.includes(viewer.userId));
    const [presenter, second] = presenting;
    if (!isTheirs || presenter === undefined) continue;
    const { state, channel_id: channel, on_date: on } = row;
    const at = state === 'over' ? row.meets_at : await stillAt(read, channel, scheduleNames.meeting, on);
    if (at === null || at + length <= from || at >= to) continue;
    const names = { presenter: nameOf(presenter) };
    const title =
      viewer.kind === 'person'
        ? t.plain('calendar.yours')
        : second === undefined
          ? t.plain('calendar.one', names)
          : t.plain('calendar.two', { ...names, second: nameOf(second) });
    found.push({ id: row.id, from: at, to: at + length, title, channel });
  }
  return found;
};

/** Those who said that they present. */
export function presentersOf({
  presenter_id: presenter,
  answer,
  second_id: second,
}: SlotRow): readonly UserId[] {
  return [answer === 'accepted' ? presenter : null, second].filter((user) => user !== null);
}
