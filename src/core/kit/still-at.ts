/** Whether what was announced still takes place, and when: people move, pause and end what recurs. */
import type { Instant } from '../clock.ts';
import type { ChannelId } from '../ids.ts';
import type { ReadScope } from '../scope.ts';
import type { LocalDate } from '../time/date.ts';

/** Of how many the announced one is: it is announced before the one before it has come. */
const next = 3;

/**
 * @param name of the schedule @param on its day by the rule, which stays the same when it is moved
 * @returns when it takes place as things stand; `null`: it is off, paused, over, or its rule is another now
 */
export async function stillAt(
  read: Pick<ReadScope, 'schedules'>,
  channel: ChannelId,
  name: string,
  on: LocalDate,
): Promise<Instant | null> {
  const schedule = await read.schedules.of(channel, name);
  if (schedule?.isOn !== true || (schedule.pausedUntil !== null && on < schedule.pausedUntil)) return null;
  const coming = await read.schedules.coming(channel, name, next);
  return coming.find((occurrence) => occurrence.on === on)?.at ?? null;
}
