/** When the two talk, for the calendar of each: in a channel's there is nothing of it. */
import type { CalendarDates } from '#core/dates.ts';
import { nameOf } from '#core/sentence.ts';
import { copy } from '../copy.ts';
import { otherIn, shares } from '../rows.ts';
import { talkLasts } from './rules.ts';

export const calendarDates: CalendarDates = async (read, { from, to }, renderContext) => {
  const { viewer } = read;
  if (viewer.kind !== 'person') return [];
  const rows = await read
    .from(shares)
    .selectAll()
    .where('it.ended_at', 'is', null)
    .where('it.talk_at', '>', from - talkLasts)
    .where('it.talk_at', '<', to)
    .orderBy('it.talk_at')
    .execute();
  const t = copy.for(renderContext);
  return rows.flatMap((row) =>
    row.talk_at === null
      ? []
      : [
          {
            id: row.id,
            from: row.talk_at,
            to: row.talk_at + talkLasts,
            title: t.plain('calendar.title', { other: nameOf(otherIn(row, viewer.userId)) }),
            channel: row.channel_id,
          },
        ],
  );
};
