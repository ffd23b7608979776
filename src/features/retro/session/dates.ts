/** When retrospectives begin, and until when they wait for people, for calendars. */
import { minute } from '#core/clock.ts';
import type { CalendarDate, CalendarDates } from '#core/dates.ts';
import { rowId } from '#core/ids.ts';
import { stillAt } from '#core/kit/still-at.ts';
import { findRows } from '#core/rows.ts';
import type { ReadScope } from '#core/scope.ts';
import { scheduleNames } from '../recur/ids.ts';
import { rounds } from '../recur/rows.ts';
import { timedPhases } from '../start/formats.ts';
import { hasOpenedUp, openRetrosOf } from './load.ts';
import { type RetroRow, retros } from './rows.ts';
import { retroCopy } from './words.ts';

type Plainly = Pick<ReturnType<typeof retroCopy.for>, 'plain'>;

/** A beginning and an end have no length, and calendars show nothing that has not. */
const length = 15 * minute;

/**
 * A person's are the ends of the phases of those they take part in, and the beginning of what they have agreed to facilitate; a channel's are all of its
 * own. Live ones are over before a calendar asks again.
 */
export const dates: CalendarDates = async (read, _span, renderContext) => {
  const t = retroCopy.for(renderContext);
  return [...(await beginnings(read, t)), ...(await ends(read, t))];
};

async function beginnings(read: ReadScope, t: Plainly): Promise<CalendarDate[]> {
  const { viewer } = read;
  const found: CalendarDate[] = [];
  for (const row of await findRows(
    read.from(rounds),
    { state: 'coming', answer: 'accepted' },
    'starts_at',
    'id',
  )) {
    const { id, channel_id: channel, facilitator_id: facilitator, on_date: on } = row;
    if (viewer.kind === 'person' && viewer.userId !== facilitator) continue;
    const from = await stillAt(read, channel, scheduleNames.round, on);
    const title = t.plain(viewer.kind === 'person' ? 'calendar.facilitate' : 'calendar.begins');
    if (from !== null) found.push({ id, from, to: from + length, title, channel });
  }
  return found;
}

async function ends(read: ReadScope, t: Plainly): Promise<CalendarDate[]> {
  const open = read.viewer.kind === 'channel' ? await openHere(read) : await openRetrosOf(read);
  return open.flatMap(({ row, isShown }) => {
    const { id, ends_at: to, phase, about, channel_id: channel, pace } = row;
    if (to === null || !isShown || pace === 'live') return [];
    const title = t.plain('calendar.until', { phase, about });
    return [{ id: rowId(`${id}:${phase}`), from: to - length, to, title, channel }];
  });
}

async function openHere(read: ReadScope): Promise<{ readonly row: RetroRow; readonly isShown: boolean }[]> {
  const found = [];
  for (const row of await findRows(read.from(retros), { phase: timedPhases }, 'ends_at', 'id')) {
    const channel = await read.channel(row.channel_id);
    found.push({ row, isShown: channel !== null && !hasOpenedUp(row, channel) });
  }
  return found;
}
