/** Until when a retrospective waits for people, for calendars. */
import { minute } from '#core/clock.ts';
import type { CalendarDates } from '#core/dates.ts';
import { rowId } from '#core/ids.ts';
import { findRows } from '#core/rows.ts';
import type { ReadScope } from '#core/scope.ts';
import { timedPhases } from '../start/formats.ts';
import { hasOpenedUp, openRetrosOf } from './load.ts';
import { type RetroRow, retros } from './rows.ts';
import { retroCopy } from './words.ts';

/** An end has no length, and calendars show none that has not. */
const before = 15 * minute;

/** A person's are the ends of those they take part in; a channel's are all of its own. Live ones are over before a calendar asks again. */
export const dates: CalendarDates = async (read, _span, renderContext) => {
  const t = retroCopy.for(renderContext);
  const open = read.viewer.kind === 'channel' ? await openHere(read) : await openRetrosOf(read);
  return open.flatMap(({ row, isShown }) => {
    const { id, ends_at: end, phase, about, channel_id: channel, pace } = row;
    if (end === null || !isShown || pace === 'live') return [];
    const title = t.plain('calendar.until', { phase, about });
    return [{ id: rowId(`${id}:${phase}`), from: end - before, to: end, title, channel }];
  });
};

async function openHere(read: ReadScope): Promise<{ readonly row: RetroRow; readonly isShown: boolean }[]> {
  const found = [];
  for (const row of await findRows(read.from(retros), { phase: timedPhases }, 'ends_at', 'id')) {
    const channel = await read.channel(row.channel_id);
    found.push({ row, isShown: channel !== null && !hasOpenedUp(row, channel) });
  }
  return found;
}
