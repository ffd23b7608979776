/** The agenda of one meeting says who presents at the next, so that the channel gets no message for that alone. */
import { day, hour, type Instant } from '#core/clock.ts';
import type { Work } from '#core/work.ts';
import { comingIn, type SlotRow } from './rows.ts';
import { scheduleNames } from './rules.ts';

/** Who presents is announced seven days ahead; minus two hours, since clocks change. */
const ahead = 7 * day - 2 * hour;

/** An agenda that was posted since then had a place for it. */
const earliest = 8 * day;

/** @returns when an agenda comes that says in time who presents; `posted`: one stands, and is redrawn; `none`: neither */
export async function agendaWith({ scope }: Work, row: SlotRow): Promise<Instant | 'posted' | 'none'> {
  const { channel_id: channel } = row;
  const last = await scope.schedules.lastPosted(channel, scheduleNames.agenda);
  const isNewest = (await comingIn(scope, channel)).every(({ on_date: on }) => on <= row.on_date);
  const sought = isNewest ? await scope.schedules.lastPosted(channel, scheduleNames.presenter) : null;
  if (last !== null && last > Math.max(row.meets_at - earliest, sought ?? 0)) return 'posted';
  const agenda = await scope.schedules.of(channel, scheduleNames.agenda);
  const next = agenda?.isOn === true ? agenda.next : null;
  const isInTime = next !== null && next.on < row.on_date && next.at <= row.meets_at - ahead;
  return isInTime ? next.at : 'none';
}
