/** An hour before the team meets: who presents, and what was shared, to talk about. */
import { day } from '../../../core/clock.ts';
import { posted, skip, type RitualContext, type RitualOutcome } from '../../../core/ritual.ts';
import type { AgendaItems } from '../../../core/week.ts';
import { agendaPost } from '../posts.ts';
import { comingIn, meetingBefore } from '../repository.ts';
import { meetAt } from './slots.ts';

/** Where no meeting was before, or not for long. */
const usualSpan = 7 * day;
const longestSpan = 35 * day;

/** @param items what the practices of the workspace have to say */
export async function handOut(context: RitualContext, items: AgendaItems): Promise<RitualOutcome> {
  const { scope, channel, ritual, occurrence, now } = context;
  const { channelId, locale, tz } = channel;
  const slot = (await comingIn(scope, channelId)).find((row) => row.on_date === occurrence.on);
  if (slot !== undefined && occurrence.beforeAt !== null) await meetAt(context, slot, occurrence.beforeAt);
  const before = await meetingBefore(scope, channelId, occurrence.on);
  const since = before?.meets_at ?? now - usualSpan;
  const week = { channel: channelId, from: Math.max(since, now - longestSpan), to: now };
  const said = await items(scope, week, { now, locale, tz });
  if (slot === undefined && said.length === 0) return skip('nothing_to_say');
  await scope.publish(
    agendaPost(
      { slot: slot?.id ?? occurrence.id, from: week.from, to: week.to },
      channelId,
      ritual.owner,
      said.map(({ id }) => id),
    ),
  );
  return posted;
}
